using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Rates a resolved ticket from 5 (非常满意) to 1 (非常不满意), once for each time it is resolved.</summary>
public static class RateTicket
{
    private const int MaxCommentLength = 2_000;

    public static async Task<TicketActionResult> RateAsync(this TicketActions actions, WriteUnit unit, TicketRequest request, int? score,
        string? comment, CancellationToken cancellation) =>
        TicketActions.Validate(faults =>
        {
            if (score is not (>= 1 and <= 5)) faults.Add(new("score", "scoreRange"));
            TextValidation.CheckOptional(faults, "comment", comment, MaxCommentLength);
        })
        ?? await actions.RunAsync(unit, request, TicketAction.Rate, (ticket, context) =>
        {
            var body = string.IsNullOrWhiteSpace(comment) ? null : TicketActions.NewMessageBody(unit, comment);
            return ticket.Rate(request.Actor.Author, score!.Value, body, context);
        }, cancellation);

    /// <summary>Adds a comment to the current rating.</summary>
    public static async Task<TicketActionResult> CommentAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string comment, CancellationToken cancellation) =>
        TicketActions.Validate(faults => TextValidation.CheckRequired(faults, "comment", comment, MaxCommentLength))
        ?? await actions.RunAsync(unit, request, TicketAction.Rate,
            (ticket, context) => ticket.CommentOnRating(request.Actor.Author, TicketActions.NewMessageBody(unit, comment), context),
            cancellation);
}
