using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Storage;

/// <summary>Departments, service items and townships as they are shipped; names are kept with them because a deployment edits them.</summary>
internal static class Catalogue
{
    public static void Configure(ModelBuilder model)
    {
        Table<Department>(model, "departments");
        Table<ServiceItem>(model, "service_items");
        Table<Township>(model, "townships");
        model.Entity<Department>().HasData(Read(Texts.CatalogueNames.Departments, (c, n, z, u, e) =>
            new Department { Code = c, Sort = n, NameZh = z, NameUg = u, NameEn = e }));
        model.Entity<ServiceItem>().HasData(Read(Texts.CatalogueNames.Services, (c, n, z, u, e) =>
            new ServiceItem { Code = c, Sort = n, NameZh = z, NameUg = u, NameEn = e }));
        model.Entity<Township>().HasData(Read(Texts.CatalogueNames.Townships, (c, n, z, u, e) =>
            new Township { Code = c, Sort = n, NameZh = z, NameUg = u, NameEn = e }));
    }

    private static void Table<T>(ModelBuilder model, string name)
        where T : CatalogueRow => model.Entity<T>(row =>
        {
            row.ToTable(name);
            row.HasKey(r => r.Code);
        });

    private static IEnumerable<T> Read<T>((string Code, string Zh, string Ug, string En)[] names, Func<string, int, string, string, string, T> row) =>
        names.Select((n, i) => row(n.Code, i + 1, n.Zh, n.Ug, n.En));
}
