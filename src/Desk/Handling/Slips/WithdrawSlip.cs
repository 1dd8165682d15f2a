using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Slips;

/// <summary>Takes a slip back from a department that has not answered it.</summary>
public static class WithdrawSlip
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.WithdrawSlip,
        new JsonOperation<NothingBody>("withdraw", "withdrawSlip", "Takes the slip back from the department.", (_, _) => WithdrawAsync)
        {
            WhenEmpty = new(),
        },
        SlipActions.CreateForm(TicketAction.WithdrawSlip, "withdraw-slip", (_, _) => WithdrawAsync))
    {
        IsOnSlip = true,
    };

    private static Task<TicketActionResult> WithdrawAsync(
        TicketActions actions, WriteUnit unit, TicketRequest request, CancellationToken cancellation) =>
        actions.ChangeSlipAsync(unit, request, TicketAction.WithdrawSlip,
            on => on.Ticket.WithdrawSlip(on.Author, on.Slip, on.Context), cancellation);
}
