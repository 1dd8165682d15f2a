using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Finds who has the promises of tickets by the latest handover of a shift: whoever accepted it, and until then the one who hands it over.
/// </summary>
internal static class DutyHolders
{
    public static async Task<IReadOnlyDictionary<long, string>> FindAsync(DeskDb db, IReadOnlyCollection<long> tickets, DateTimeOffset at)
    {
        var items = await db.Set<HandoverItem>().AsNoTracking().Where(i => tickets.Contains(i.TicketId))
            .Join(db.Set<ShiftHandover>().Where(h => h.EndedAt == null || h.Until > at), i => i.HandoverId, h => h.Id,
                (i, h) => new { i.TicketId, i.HandoverId, User = i.AcceptedBy ?? h.FromUser }).ToListAsync();
        return items.GroupBy(i => i.TicketId).ToDictionary(same => same.Key, same => same.MaxBy(i => i.HandoverId)!.User);
    }
}
