using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>What is told of a matter after it came in: its kind, its service, who may know who it is, a phone, and that all of it is right.</summary>
public static class AmendTicket
{
    public static Task<Outcome> AmendAsync(this OnTicket on, WriteUnit unit, TicketRequest request, TicketKind kind, CancellationToken cancellation) =>
        on.RunAsync(unit, request, TicketAction.Amend, (ticket, moment) => ticket.Amend(request.Actor.By, kind, moment), cancellation);

    public static async Task<Outcome> AmendAsync(this OnTicket on, WriteUnit unit, TicketRequest request, Amendment told, CancellationToken cancellation)
    {
        if (told.ServiceItem is { } item && !await unit.Db.ServiceItems.AnyAsync(s => s.Code == item, cancellation))
            return new Outcome.Invalid([new("serviceItem", "unknownCode", ("known", ""))]);
        var (by, before) = (request.Actor.By, (long?)null);
        var outcome = await on.RunAsync(unit, request, TicketAction.Amend, (ticket, moment) =>
        {
            before = ticket.PersonId;
            return (told.Kind is { } kind ? ticket.Amend(by, kind, moment) : null)
                ?? (told.ServiceItem is { } service ? ticket.Amend(by, service, moment) : null)
                ?? (told.Anonymity is { } anonymity ? ticket.Amend(by, anonymity, moment) : null)
                ?? (told.Confirmed ? ticket.Confirm(by, moment) : null);
        }, cancellation);
        if (outcome is not Outcome.Done { Ticket: var amended }) return outcome;
        if (amended.Anonymity is Anonymity.Anonymous) await ForgetAsync(unit, amended, before, cancellation);
        else if (told.Phone is { } phone && (amended.PersonId ?? amended.ChatAddress?.PersonId) is { } person)
            await Requesters.AddPhoneAsync(unit, person, amended.Id, phone, cancellation);
        return outcome;
    }

    // Nothing is asked of who stays anonymous; a phone they told all the same is not kept.
    private static async Task ForgetAsync(WriteUnit unit, Ticket ticket, long? person, CancellationToken cancellation)
    {
        await ForgetFollowersAsync(unit, ticket.Id, cancellation);
        if (person is { } named) await Requesters.ForgetAsync(unit, named, ticket.Id, cancellation);
        if (ticket.ChatAddress?.PersonId is { } speaker && speaker != person) await Requesters.ForgetAsync(unit, speaker, ticket.Id, cancellation);
    }

    /// <summary>What was split off it, or opened after it, by the same person no longer leads here.</summary>
    private static Task<int> ForgetFollowersAsync(WriteUnit unit, long ticket, CancellationToken cancellation) =>
        unit.Db.Links.Where(l => l.ToTicketId == ticket && unit.Db.Tickets.Any(t => t.Id == l.TicketId && t.EnteredAt == l.At && t.Anonymity != Anonymity.Anonymous))
            .ExecuteDeleteAsync(cancellation);
}
