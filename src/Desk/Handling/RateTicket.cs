using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>非常满意 5 … 非常不满意 1, once for each closing, never forced.</summary>
public static class RateTicket
{
    private const int LongestComment = 2_000;

    public static async Task<Outcome> RateAsync(this OnTicket on, WriteUnit unit, TicketRequest request, int? score, string? comment, CancellationToken cancellation) =>
        OnTicket.Check(faults =>
        {
            if (score is not (>= 1 and <= 5)) faults.Add(new("score", "scoreRange"));
            WordRules.CheckOptional(faults, "comment", comment, LongestComment);
        })
        ?? await on.RunAsync(unit, request, TicketAction.Rate, (ticket, moment) =>
            ticket.Rate(request.Actor.By, score!.Value, string.IsNullOrWhiteSpace(comment) ? null : OnTicket.Said(unit, comment), moment), cancellation);

    /// <summary>A word to the rating just given.</summary>
    public static async Task<Outcome> CommentAsync(this OnTicket on, WriteUnit unit, TicketRequest request, string comment, CancellationToken cancellation) =>
        OnTicket.Check(faults => WordRules.Check(faults, "comment", comment, LongestComment))
        ?? await on.RunAsync(unit, request, TicketAction.Rate, (ticket, moment) => ticket.Comment(request.Actor.By, OnTicket.Said(unit, comment), moment), cancellation);
}
