using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Storage;

/// <summary>
/// The tables of departments, service items and townships, and the rows that are shipped. Names are stored because a deployment edits them.
/// </summary>
internal static class Catalogue
{
    public static void Configure(ModelBuilder model)
    {
        Table<Department>(model, "departments").HasData(Rows(Names.Departments, Names.Department, (c, n, zh, ug, en) =>
            new Department { Code = c, Sort = n, NameZh = zh, NameUg = ug, NameEn = en }));
        Table<ServiceItem>(model, "service_items").HasData(Rows(Names.Services, Names.Service, (c, n, zh, ug, en) =>
            new ServiceItem { Code = c, Sort = n, NameZh = zh, NameUg = ug, NameEn = en }));
        Table<Township>(model, "townships").HasData(Rows(Names.Townships, Names.Township, (c, n, zh, ug, en) =>
            new Township { Code = c, Sort = n, NameZh = zh, NameUg = ug, NameEn = en }));
    }

    private static Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> Table<T>(ModelBuilder model, string name)
        where T : CatalogueRow
    {
        var table = model.Entity<T>();
        table.ToTable(name);
        table.HasKey(row => row.Code);
        return table;
    }

    private static IEnumerable<T> Rows<T>(
        IReadOnlyList<string> codes, Func<Language, string, string> name, Func<string, int, string, string, string, T> row) =>
        codes.Select((code, i) => row(code, i + 1, name(Language.ZhHans, code), name(Language.Ug, code), name(Language.En, code)));
}
