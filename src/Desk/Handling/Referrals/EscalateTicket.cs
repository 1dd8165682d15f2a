using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Referrals;

/// <summary>Puts an important matter before the head of the centre, with a reason.</summary>
public static class EscalateTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Escalate,
        new JsonOperation<ReasonBody>("escalate", "escalateTicket",
            "Puts the ticket before the head of the centre. The head's instruction has a clock of its own.",
            (body, _) => EscalateFor(body.Reason)),
        new FormDefinition("escalate", (form, _) => EscalateFor(form["reason"]))
        {
            Fields = [new TextFormField("reason", "ticket.escalate.reason") { Rows = 2 }],
        });

    private static TicketUseCase EscalateFor(string? reason) => async (actions, unit, request, cancellation) =>
        TicketActions.Validate(faults => TextValidation.CheckRequired(faults, "reason", reason, TextValidation.MaxTextLength))
        ?? await actions.RunAsync(unit, request, TicketAction.Escalate, (ticket, context) => ticket.Escalate(
            request.Actor.Author, TicketActions.NewMessageBody(unit, reason!), actions.HeadDueTimeAt(unit.Now), context), cancellation);
}
