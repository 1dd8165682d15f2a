using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Handling;

/// <summary>Rates a resolved ticket from 5 (非常满意) to 1 (非常不满意), once for each time it is resolved.</summary>
public static class RateTicket
{
    private const int MaxCommentLength = 2_000;

    internal static ActionDefinition Definition { get; } = new(TicketAction.Rate,
        new JsonOperation<RateBody>("rate", "rateTicket", "Records the satisfaction of the resident, 1 to 5.",
            (body, _) => RateWith(body.Score, body.Comment)),
        new FormDefinition("rate", ReadForm)
        {
            Fields =
            [
                new ChoiceFormField("score", "ticket.score", ChoiceFormField.Texts("ticket.score", "5", "4", "3", "2", "1")),
                new TextFormField("comment", "ticket.comment") { Rows = 2 },
            ],
        });

    public static async Task<TicketActionResult> RateAsync(this TicketActions actions, WriteUnit unit, TicketRequest request, int? score,
        string? comment, CancellationToken cancellation) =>
        TicketActions.Validate(faults =>
        {
            if (!RatingScore.IsValid(score)) faults.Add(new("score", "scoreRange"));
            TextValidation.CheckOptional(faults, "comment", comment, MaxCommentLength);
        })
        ?? await actions.RunAsync(unit, request, TicketAction.Rate, (ticket, context) =>
        {
            var body = CleanText.IsBlank(comment) ? null : TicketActions.NewMessageBody(unit, comment);
            return ticket.Rate(request.Actor.Author, score!.Value, body, context);
        }, cancellation);

    /// <summary>Changes the score of the current rating to what the resident meant.</summary>
    public static Task<TicketActionResult> CorrectRatingAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        int score, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.Rate,
            (ticket, context) => ticket.CorrectRating(request.Actor.Author, score, context), cancellation);

    /// <summary>Adds a comment to the current rating.</summary>
    public static async Task<TicketActionResult> CommentAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string comment, CancellationToken cancellation) =>
        TicketActions.Validate(faults => TextValidation.CheckRequired(faults, "comment", comment, MaxCommentLength))
        ?? await actions.RunAsync(unit, request, TicketAction.Rate,
            (ticket, context) => ticket.CommentOnRating(request.Actor.Author, TicketActions.NewMessageBody(unit, comment), context),
            cancellation);

    private static TicketUseCase ReadForm(TicketForm form, List<FieldFault> faults)
    {
        if (form["score"] is null) faults.Add(new("score", "notChosen"));
        return RateWith(form.Number("score"), form["comment"]);
    }

    private static TicketUseCase RateWith(int? score, string? comment) =>
        (actions, unit, request, cancellation) => actions.RateAsync(unit, request, score, comment, cancellation);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RateBody
{
    [Required]
    public int? Score { get; init; }

    public string? Comment { get; init; }
}
