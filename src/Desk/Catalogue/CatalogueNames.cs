using EcomCenter.Contracts;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Catalogue;

/// <summary>The names of departments, townships and services, as edited in this deployment.</summary>
public sealed class CatalogueNames(CatalogueCache catalogue)
{
    public string DepartmentName(Language language, string code) => FindName(catalogue.Departments, language, code);

    public string TownshipName(Language language, string code) => FindName(catalogue.Townships, language, code);

    public string ServiceName(Language language, string code) => FindName(catalogue.ServiceItems, language, code);

    public IEnumerable<(string Value, string Text)> DepartmentOptions(Language language) =>
        catalogue.Departments.Select(d => (d.Code, d.Name(language)));

    public IEnumerable<(string Value, string Text)> TownshipOptions(Language language) =>
        catalogue.Townships.Select(t => (t.Code, t.Name(language)));

    private static string FindName(IEnumerable<CatalogueRow> rows, Language language, string code) =>
        rows.FirstOrDefault(row => row.Code == code)?.Name(language) ?? code;
}
