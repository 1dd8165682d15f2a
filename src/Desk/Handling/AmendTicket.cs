using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Amends a ticket after intake: its kind, its service, its anonymity, a phone, and the confirmation that all of it is right.
/// </summary>
public static class AmendTicket
{
    public static Task<Outcome> AmendAsync(this OnTicket on, WriteUnit unit, TicketRequest request, TicketKind kind,
        CancellationToken cancellation) =>
        on.RunAsync(unit, request, TicketAction.Amend, (ticket, context) => ticket.Amend(request.Actor.By, kind, context),
            cancellation);

    public static async Task<Outcome> AmendAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        Amendment told, CancellationToken cancellation)
    {
        if (told.ServiceItem is { } item && !await unit.Db.ServiceItems.AnyAsync(s => s.Code == item, cancellation))
            return new Outcome.Invalid([new("serviceItem", "unknownCode", ("known", ""))]);
        var (author, formerPersonId) = (request.Actor.By, (long?)null);
        var result = await on.RunAsync(unit, request, TicketAction.Amend, (ticket, context) =>
        {
            formerPersonId = ticket.PersonId;
            return (told.Kind is { } kind ? ticket.Amend(author, kind, context) : null)
                ?? (told.ServiceItem is { } service ? ticket.Amend(author, service, context) : null)
                ?? (told.Anonymity is { } anonymity ? ticket.Amend(author, anonymity, context) : null)
                ?? (told.Confirmed ? ticket.Confirm(author, context) : null);
        }, cancellation);
        if (result is not Outcome.Done { Ticket: var amended }) return result;
        if (amended.Anonymity is Anonymity.Anonymous) await ForgetAsync(unit, amended, formerPersonId, cancellation);
        else if (told.Phone is { } phone && (amended.PersonId ?? amended.ChatAddress?.PersonId) is { } person)
            await Requesters.AddPhoneAsync(unit, person, amended.Id, phone, cancellation);
        return result;
    }

    // An anonymous ticket keeps no contact data, not even a phone given with the amendment.
    private static async Task ForgetAsync(WriteUnit unit, Ticket ticket, long? person, CancellationToken cancellation)
    {
        await ForgetFollowersAsync(unit, ticket.Id, cancellation);
        if (person is { } named) await Requesters.ForgetAsync(unit, named, ticket.Id, cancellation);
        if (ticket.ChatAddress?.PersonId is { } speaker && speaker != person)
            await Requesters.ForgetAsync(unit, speaker, ticket.Id, cancellation);
    }

    /// <summary>Deletes links to this ticket from tickets that were opened linked to it, because they would tell whose it is.</summary>
    private static Task<int> ForgetFollowersAsync(WriteUnit unit, long ticket, CancellationToken cancellation) =>
        unit.Db.Links.Where(l => l.ToTicketId == ticket
            && unit.Db.Tickets.Any(t => t.Id == l.TicketId && t.EnteredAt == l.At && t.Anonymity != Anonymity.Anonymous))
            .ExecuteDeleteAsync(cancellation);
}
