using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Slips;

/// <summary>Asks the desk for more time. The slip stays due as before until the desk grants it.</summary>
public static class ExtendSlip
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.ExtendSlip,
        new JsonOperation<ExtendSlipBody>("extend", "extendSlip", "Asks the desk for time until a later date, with the reason.",
            (body, faults) => AskForTime(faults.ReadTime("dueAt", body.DueAt), body.Reason)),
        SlipActions.CreateForm(TicketAction.ExtendSlip, "extend-slip",
            (form, faults) => AskForTime(form.Time(faults, "dueAt", endOfDay: true), form["reason"]),
            new TimeFormField("dueAt", "ticket.slip.newDue"),
            new TextFormField("reason", "ticket.reason") { Rows = 2 }))
    {
        IsOnSlip = true,
    };

    private static TicketUseCase AskForTime(DateTimeOffset? dueAt, string? reason) => async (actions, unit, request, cancellation) =>
    {
        if (TicketActions.Validate(faults =>
        {
            if (dueAt is null) faults.Add(new("dueAt", "empty"));
            SlipActions.CheckDueTime(faults, dueAt, unit.Now);
            TextValidation.CheckRequired(faults, "reason", reason, TextValidation.MaxTextLength);
        }) is { } invalid) return invalid;
        return await actions.RunOnSlipAsync(unit, request, TicketAction.ExtendSlip, on => dueAt <= on.Slip.DueAt
            ? new TicketActionResult.ActionInvalid([new("dueAt", "notLater")])
            : TicketActionResult.FromRefusal(on.Ticket.AskForTime(on.Author, on.Slip, dueAt!.Value.TruncateToMilliseconds(),
                TicketActions.NewMessageBody(unit, reason!), on.Context), on.Ticket), cancellation);
    };
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ExtendSlipBody
{
    [Required]
    public SentTime? DueAt { get; init; }

    [Required]
    public string? Reason { get; init; }
}
