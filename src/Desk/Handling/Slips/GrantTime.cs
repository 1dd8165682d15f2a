using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Slips;

/// <summary>Grants a department the time that it asked for.</summary>
public static class GrantTime
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.GrantTime,
        new JsonOperation<NothingBody>("grant", "grantSlipTime", "Grants the time that the department asked for.", (_, _) => GrantAsync)
        {
            WhenEmpty = new(),
        },
        SlipActions.CreateForm(TicketAction.GrantTime, "grant-time", (_, _) => GrantAsync))
    {
        IsOnSlip = true,
    };

    private static Task<TicketActionResult> GrantAsync(
        TicketActions actions, WriteUnit unit, TicketRequest request, CancellationToken cancellation) =>
        actions.ChangeSlipAsync(unit, request, TicketAction.GrantTime, on =>
        {
            var times = actions.SlipPolicy.TimesFor(on.Slip.Department, unit.Now, on.Slip.RequestedDueAt ?? on.Slip.DueAt);
            return on.Ticket.GrantTime(on.Author, on.Slip, times, on.Context);
        }, cancellation);
}
