using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Closes a resolved ticket. The clock closes it by itself 15 days after resolving.</summary>
public static class CloseTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Close,
        new JsonOperation<NothingBody>("close", "closeTicket", "Closes a resolved ticket.", (_, _) => CloseAsync) { WhenEmpty = new() },
        new FormDefinition("close", (_, _) => CloseAsync) { ButtonStyle = "quiet wide" });

    public static Task<TicketActionResult> CloseAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.Close, (ticket, context) => ticket.Close(request.Actor.Author, context), cancellation);
}
