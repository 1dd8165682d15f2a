using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Rates a resolved ticket from 5 (非常满意) to 1 (非常不满意), once for each time it is resolved.</summary>
public static class RateTicket
{
    private const int LongestComment = 2_000;

    public static async Task<Outcome> RateAsync(this OnTicket on, WriteUnit unit, TicketRequest request, int? score,
        string? comment, CancellationToken cancellation) =>
        OnTicket.Check(faults =>
        {
            if (score is not (>= 1 and <= 5)) faults.Add(new("score", "scoreRange"));
            WordRules.CheckOptional(faults, "comment", comment, LongestComment);
        })
        ?? await on.RunAsync(unit, request, TicketAction.Rate, (ticket, context) =>
        {
            var body = string.IsNullOrWhiteSpace(comment) ? null : OnTicket.Said(unit, comment);
            return ticket.Rate(request.Actor.By, score!.Value, body, context);
        }, cancellation);

    /// <summary>Adds a comment to the current rating.</summary>
    public static async Task<Outcome> CommentAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        string comment, CancellationToken cancellation) =>
        OnTicket.Check(faults => WordRules.Check(faults, "comment", comment, LongestComment))
        ?? await on.RunAsync(unit, request, TicketAction.Rate,
            (ticket, context) => ticket.Comment(request.Actor.By, OnTicket.Said(unit, comment), context), cancellation);
}
