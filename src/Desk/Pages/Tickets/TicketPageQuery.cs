using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>Reads one ticket for its page. Null when there is none that the reader may read.</summary>
public sealed class TicketPageQuery(IDbContextFactory<DeskDb> contexts, CatalogueNames catalogue)
{
    private const int MaxOtherTickets = 8;

    public async Task<TicketPageModel?> ReadAsync(TicketNumber number, Actor reader, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        if (await db.FindFullTicketAsync(number, cancellation) is not { } ticket) return null;
        if (!ReadScope.ForActor(reader).Includes(ticket.ReadingDepartments)) return null;
        var staff = await db.Users.AsNoTracking().ToListAsync(cancellation);
        var samePerson = db.OtherTicketsOfResident(ticket, reader).OrderByDescending(t => t.Id).Take(MaxOtherTickets);
        var attachments = await db.Attachments.AsNoTracking().Where(a => a.TicketId == ticket.Id).OrderBy(a => a.Id)
            .ToListAsync(cancellation);
        var events = await db.Events.AsNoTracking().Where(e => e.TicketId == ticket.Id).OrderBy(e => e.Version).ToListAsync(cancellation);
        events = OtherDepartments.Conceal(ticket, events, reader);
        return new()
        {
            Ticket = ticket, Reader = reader, Sequence = ticket.Sequence,
            Events = [.. events.Select(EventJson.TryRead).OfType<TicketEvent>()],
            OtherTickets = await ReadRelatedTicketsAsync(samePerson, cancellation),
            LinkedTickets = await ReadRelatedTicketsAsync(db.LinkedTickets(ticket, reader), cancellation),
            Colleagues =
            [
                .. staff.Where(s => s.Active && Authority.MayRead(s.ToActor(), ticket.ReadingDepartments))
                    .Select(s => new AssignableColleague(s.UserName ?? "", s.DisplayName)),
            ],
            AttachmentsByMessage = attachments.ToLookup(a => a.MessageId),
            Offices = await db.Offices.AsNoTracking().Where(o => !o.Retired).OrderBy(o => o.Sort).ThenBy(o => o.Code)
                .ToListAsync(cancellation),
            StaffNames = staff.ToDictionary(s => s.UserName ?? "", s => s.DisplayName),
            Catalogue = catalogue, ReplyWindow = await db.FindReplyWindowAsync(ticket, cancellation),
        };
    }

    /// <summary>
    /// Chooses the ticket version that an action expects from a form read at version <paramref name="readVersion"/>: that version when an
    /// event came since that staff must see first (the action is then refused), otherwise the newest, so that a delivery recorded
    /// meanwhile refuses nothing.
    /// </summary>
    public async Task<long> ChooseExpectedVersionAsync(
        TicketNumber number, Actor reader, long readVersion, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ticket = await db.ReadableTickets(reader).Where(t => t.Number == number).Select(t => t.Id).FirstOrDefaultAsync(cancellation);
        var since = await db.Events.AsNoTracking().Where(e => e.TicketId == ticket && e.Version > readVersion).ToListAsync(cancellation);
        return since.Count == 0 || since.Exists(e => MustBeReadFirst(EventJson.TryRead(e))) ? readVersion : since.Max(e => e.Version);
    }

    /// <summary>True for events that staff must have seen before they act on the ticket.</summary>
    private static bool MustBeReadFirst(TicketEvent? ticketEvent) =>
        ticketEvent is IRecordsMessage or TicketClosed or MessageMovedAway;

    private static Task<List<RelatedTicket>> ReadRelatedTicketsAsync(IQueryable<Ticket> tickets, CancellationToken cancellation) =>
        tickets.Select(t => new RelatedTicket(t.Number, t.Subject, t.Status, t.ReceivedAt)).ToListAsync(cancellation);
}
