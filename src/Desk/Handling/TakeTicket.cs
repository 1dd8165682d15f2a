using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Makes the actor the assignee of a ticket.</summary>
public static class TakeTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Take,
        new JsonOperation<NothingBody>("take", "takeTicket",
            "Takes the ticket: it becomes in progress, assigned to the caller if that is a member of staff.", (_, _) => TakeAsync)
        {
            WhenEmpty = new(),
        },
        new FormDefinition("take", (_, _) => TakeAsync) { ButtonStyle = "main wide" });

    public static Task<TicketActionResult> TakeAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.Take, (ticket, context) => ticket.Take(request.Actor.Author, context), cancellation);
}
