using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Catalogue;

/// <summary>
/// The tables of departments, service items and townships, and the rows that are shipped. Names are stored because a deployment edits them.
/// </summary>
internal static class CatalogueTables
{
    public static void Configure(ModelBuilder model)
    {
        ConfigureTable<Department>(model, "departments")
            .HasData(CreateRows(DisplayNames.DepartmentCodes, DisplayNames.Department, (c, n, zh, ug, en) =>
            new Department { Code = c, Sort = n, NameZh = zh, NameUg = ug, NameEn = en }));
        ConfigureTable<ServiceItem>(model, "service_items")
            .HasData(CreateRows(DisplayNames.ServiceCodes, DisplayNames.Service, (c, n, zh, ug, en) =>
            new ServiceItem { Code = c, Sort = n, NameZh = zh, NameUg = ug, NameEn = en }));
        ConfigureTable<Township>(model, "townships")
            .HasData(CreateRows(DisplayNames.TownshipCodes, DisplayNames.Township, (c, n, zh, ug, en) =>
            new Township { Code = c, Sort = n, NameZh = zh, NameUg = ug, NameEn = en }));
    }

    private static Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> ConfigureTable<T>(ModelBuilder model, string name)
        where T : CatalogueRow
    {
        var table = model.Entity<T>();
        table.ToTable(name);
        table.HasKey(row => row.Code);
        return table;
    }

    private static IEnumerable<T> CreateRows<T>(
        IReadOnlyList<string> codes, Func<Language, string, string> name, Func<string, int, string, string, string, T> row) =>
        codes.Select((code, i) => row(code, i + 1, name(Language.ZhHans, code), name(Language.Ug, code), name(Language.En, code)));
}
