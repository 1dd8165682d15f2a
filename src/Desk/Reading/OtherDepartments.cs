using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>
/// Leaves out what a ticket asks of other departments. A department that was only given a slip reads the matter of the resident and its
/// own slip, but no other slip, no order to somebody else, nothing that is before the head, and none of their words.
/// </summary>
internal static class OtherDepartments
{
    /// <summary>Leaves their slips, orders and words out of an untracked ticket, and returns its events without theirs.</summary>
    public static List<StoredEvent> Conceal(Ticket ticket, List<StoredEvent> events, Actor reader)
    {
        if (Authority.HasWholeTicket(reader, ticket)) return events;
        var slips = ticket.Slips.Where(slip => !Authority.MayRead(reader, ticket, slip)).Select(slip => slip.Id).ToHashSet();
        var orders = ticket.Orders.Where(order => !Authority.MayRead(reader, ticket, order)).Select(order => order.Id).ToHashSet();
        var (theirs, rest) = (events.Where(IsTheirs).ToList(), events.Where(stored => !IsTheirs(stored)).ToList());
        var words = theirs.Select(EventJson.TryRead).OfType<IRecordsMessage>().Select(recorded => recorded.Message).ToHashSet();
        ticket.KeepOnly(slip => !slips.Contains(slip.Id), order => !orders.Contains(order.Id), message => !words.Contains(message.Id));
        return rest;

        bool IsTheirs(StoredEvent stored) => OtherDepartments.IsTheirs(stored, slips, orders, [ticket.Id]);
    }

    /// <summary>Leaves their events out of a part of the feed.</summary>
    public static async Task<List<StoredEvent>> ConcealAsync(
        DeskDb db, List<StoredEvent> events, Actor reader, CancellationToken cancellation)
    {
        if (reader.Role is not StaffRole.Agent) return events;
        var told = events.Where(stored => EventJson.TryRead(stored) is ITellsOfSlip or ITellsOfOrder or ITellsOfReferral)
            .Select(e => e.TicketId).ToHashSet();
        if (told.Count == 0) return events;
        var tickets = await db.Tickets.AsNoTracking().Where(t => told.Contains(t.Id)).Include(t => t.Slips).Include(t => t.Orders)
            .AsSplitQuery().ToListAsync(cancellation);
        var slips = tickets.SelectMany(t => t.Slips.Where(s => !Authority.MayRead(reader, t, s))).Select(s => s.Id).ToHashSet();
        var orders = tickets.SelectMany(t => t.Orders.Where(o => !Authority.MayRead(reader, t, o))).Select(o => o.Id).ToHashSet();
        var partly = tickets.Where(t => !Authority.HasWholeTicket(reader, t)).Select(t => t.Id).ToHashSet();
        return events.FindAll(stored => !IsTheirs(stored, slips, orders, partly));
    }

    /// <param name="partly">The ids of the tickets of which the reader's department has only a slip.</param>
    private static bool IsTheirs(StoredEvent stored, HashSet<long> slips, HashSet<long> orders, HashSet<long> partly) =>
        EventJson.TryRead(stored) switch
        {
            ITellsOfReferral => partly.Contains(stored.TicketId),
            ITellsOfSlip told => slips.Contains(told.Slip),
            ITellsOfOrder told => orders.Contains(told.Order),
            _ => false,
        };
}
