using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Slips;

/// <summary>Refuses a department the time that it asked for, with the reason. The slip stays due as before.</summary>
public static class RefuseTime
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.RefuseTime,
        new JsonOperation<ReasonBody>("refuse", "refuseSlipTime", "Refuses the time that the department asked for, with the reason.",
            (body, _) => Refuse(body.Reason)),
        SlipActions.CreateForm(TicketAction.RefuseTime, "refuse-time", (form, _) => Refuse(form["reason"]),
            new TextFormField("reason", "ticket.reason") { Rows = 2 }))
    {
        IsOnSlip = true,
    };

    private static TicketUseCase Refuse(string? reason) => async (actions, unit, request, cancellation) =>
        TicketActions.Validate(faults => TextValidation.CheckRequired(faults, "reason", reason, TextValidation.MaxTextLength))
        ?? await actions.ChangeSlipAsync(unit, request, TicketAction.RefuseTime, on =>
            on.Ticket.RefuseTime(on.Author, on.Slip, TicketActions.NewMessageBody(unit, reason!), on.Context), cancellation);
}
