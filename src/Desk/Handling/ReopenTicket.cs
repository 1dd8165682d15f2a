using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Reopens a ticket that was not solved. A new response cycle starts now.</summary>
public static class ReopenTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Reopen,
        new JsonOperation<ReasonBody>("reopen", "reopenTicket",
            "Reopens a ticket that was not solved. A new response cycle starts now.", (body, _) => ReopenFor(body.Reason)),
        new FormDefinition("reopen",
            (form, _) => ReopenFor(form["reason"]))
        { Fields = [new TextFormField("reason", "ticket.reason") { Rows = 2 }] });

    public static async Task<TicketActionResult> ReopenAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string? reason, CancellationToken cancellation) =>
        TicketActions.Validate(faults => TextValidation.CheckRequired(faults, "reason", reason, TextValidation.MaxTextLength))
        ?? await actions.RunAsync(unit, request, TicketAction.Reopen,
            (ticket, context) => ticket.Reopen(request.Actor.Author, TicketActions.NewMessageBody(unit, reason!), context), cancellation);

    private static TicketUseCase ReopenFor(string? reason) =>
        (actions, unit, request, cancellation) => actions.ReopenAsync(unit, request, reason, cancellation);
}
