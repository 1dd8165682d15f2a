using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Amends a ticket after intake: its kind, its service, its anonymity, a phone, and the confirmation that all of it is right.
/// </summary>
public static class AmendTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Amend, Operation: null,
        new FormDefinition("amend", (form, _) => AmendFromForm(form.Choice<TicketKind>("kind"), form.Choice<Language>("language")))
        {
            Fields =
            [
                new ChoiceFormField("kind", "board.kind", ChoiceFormField.Values<TicketKind>(DisplayNames.For))
                {
                    InitialValue = context => EnumCode.From(context.Ticket.Kind),
                },
                new ChoiceFormField("language", "ticket.language", ChoiceFormField.Values<Language>((_, language) =>
                    DisplayNames.NativeName(language)))
                {
                    InitialValue = context => EnumCode.From(context.Ticket.Language),
                },
            ],
        });

    public static Task<TicketActionResult> AmendAsync(this TicketActions actions, WriteUnit unit, TicketRequest request, TicketKind kind,
        CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.Amend, (ticket, context) => ticket.Amend(request.Actor.Author, kind, context),
            cancellation);

    public static async Task<TicketActionResult> AmendAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        Amendment amendment, CancellationToken cancellation)
    {
        if (amendment.ServiceItem is { } item && await FindServiceItemFaultAsync(unit, item, cancellation) is { } fault)
            return new TicketActionResult.ActionInvalid([fault]);
        return await actions.RunAsync(unit, request, TicketAction.Amend, async (ticket, context) =>
        {
            var formerPersonId = ticket.PersonId;
            if (Apply(amendment, ticket, request.Actor.Author, context) is { } refusal)
                return new TicketActionResult.ActionRefused(refusal);
            if (ticket.Anonymity is Anonymity.Anonymous) await EraseContactDataAsync(unit, ticket, formerPersonId, cancellation);
            else await AddContactDataAsync(unit, ticket, amendment, cancellation);
            return new TicketActionResult.ActionDone(ticket);
        }, cancellation);
    }

    private static TicketUseCase AmendFromForm(TicketKind? kind, Language? language) => (actions, unit, request, cancellation) =>
        kind is not null || language is not null
        ? actions.AmendAsync(unit, request, new Amendment { Kind = kind, Language = language }, cancellation)
        : Task.FromResult<TicketActionResult>(new TicketActionResult.ActionInvalid([new("kind", "empty")]));

    private static async Task<FieldFault?> FindServiceItemFaultAsync(WriteUnit unit, string code, CancellationToken cancellation)
    {
        var known = await unit.Db.ServiceItems.OrderBy(s => s.Sort).Select(s => s.Code).ToListAsync(cancellation);
        return known.Contains(code) ? null : new("serviceItem", "unknownCode", ("known", string.Join(", ", known)));
    }

    private static Refusal? Apply(Amendment amendment, Ticket ticket, Author author, ChangeContext context) =>
        (amendment.Kind is { } kind ? ticket.Amend(author, kind, context) : null)
        ?? (amendment.ServiceItem is { } service ? ticket.Amend(author, service, context) : null)
        ?? (amendment.Language is { } language ? ticket.Amend(author, language, context) : null)
        ?? (amendment.Anonymity is { } anonymity ? ticket.Amend(author, anonymity, context) : null)
        ?? (amendment.Confirmed ? ticket.ConfirmDetails(author, context) : null);

    private static async Task AddContactDataAsync(WriteUnit unit, Ticket ticket, Amendment amendment, CancellationToken cancellation)
    {
        if (amendment is { Anonymity: null, Phone: null, Name: null }
            || await HiddenRequesters.SeparateAsync(unit, ticket, cancellation) is not { } person) return;
        if (amendment.Phone is { } phone) await Requesters.AddPhoneAsync(unit, person, ticket.Id, phone, cancellation);
        if (amendment.Name is { } name && await Requesters.SetNameIfUnknownAsync(unit, person, name, cancellation))
            unit.ReindexTicket(ticket.Id);
    }

    // An anonymous ticket keeps no contact data, not even a phone given with the amendment.
    private static async Task EraseContactDataAsync(WriteUnit unit, Ticket ticket, long? person, CancellationToken cancellation)
    {
        await DeleteLinksFromFollowUpsAsync(unit, ticket.Id, cancellation);
        if (person is { } named) await Requesters.EraseContactDataAsync(unit, named, ticket.Id, cancellation);
        if (ticket.ChatAddress?.PersonId is { } speaker && speaker != person)
            await Requesters.EraseContactDataAsync(unit, speaker, ticket.Id, cancellation);
    }

    /// <summary>Deletes links to this ticket from tickets that were opened linked to it, because they would tell whose it is.</summary>
    private static Task<int> DeleteLinksFromFollowUpsAsync(WriteUnit unit, long ticket, CancellationToken cancellation) =>
        unit.Db.Links.Where(l => l.ToTicketId == ticket
            && unit.Db.Tickets.Any(t => t.Id == l.TicketId && t.EnteredAt == l.At && t.Anonymity != Anonymity.Anonymous))
            .ExecuteDeleteAsync(cancellation);
}
