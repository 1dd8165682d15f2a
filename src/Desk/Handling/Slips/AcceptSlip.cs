using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Slips;

/// <summary>Accepts a slip for a department.</summary>
public static class AcceptSlip
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.AcceptSlip,
        new JsonOperation<NothingBody>("accept", "acceptSlip", "Accepts the slip for the department.", (_, _) => AcceptAsync)
        {
            WhenEmpty = new(),
        },
        SlipActions.CreateForm(TicketAction.AcceptSlip, "accept-slip", (_, _) => AcceptAsync))
    {
        IsOnSlip = true,
    };

    private static Task<TicketActionResult> AcceptAsync(
        TicketActions actions, WriteUnit unit, TicketRequest request, CancellationToken cancellation) =>
        actions.ChangeSlipAsync(unit, request, TicketAction.AcceptSlip,
            on => on.Ticket.AcceptSlip(on.Author, on.Slip, on.Context), cancellation);
}
