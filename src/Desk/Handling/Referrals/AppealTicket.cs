using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Referrals;

/// <summary>
/// The resident's appeal to the head of the centre after a second "not solved": one tap, once. Staff enter it for a resident who says so
/// on the phone or at the counter.
/// </summary>
public static class AppealTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Appeal,
        new JsonOperation<NothingBody>("appeal", "appealTicket",
            "Records the resident's appeal to the head of the centre, once, after the matter was not solved twice.", (_, _) => AppealAsync)
        {
            WhenEmpty = new(),
        },
        new FormDefinition("appeal", (_, _) => AppealAsync));

    public static Task<TicketActionResult> AppealAsync(
        this TicketActions actions, WriteUnit unit, TicketRequest request, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.Appeal, (ticket, context) =>
        {
            var words = TicketActions.NewMessageBody(unit, DeskTexts.Format(ticket.Language, "say.appealed"));
            return ticket.Appeal(request.Actor.Author, words, actions.HeadDueTimeAt(unit.Now), context);
        }, cancellation);
}
