using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Catalogue;

/// <summary>
/// Departments, service items and townships in memory, loaded at start. Every incoming message checks codes against them.
/// </summary>
public sealed class CatalogueCache(IDbContextFactory<DeskDb> contexts)
{
    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public IReadOnlyList<ServiceItem> ServiceItems { get; private set; } = [];

    public IReadOnlyList<Township> Townships { get; private set; } = [];

    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        Departments = await db.Departments.AsNoTracking().OrderBy(d => d.Sort).ToListAsync(cancellation);
        ServiceItems = await db.ServiceItems.AsNoTracking().OrderBy(s => s.Sort).ToListAsync(cancellation);
        Townships = await db.Townships.AsNoTracking().OrderBy(t => t.Sort).ToListAsync(cancellation);
    }
}
