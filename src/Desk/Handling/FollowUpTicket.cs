using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Records a follow-up call by somebody who did not serve the resident. A matter that is not solved is reopened.</summary>
public static class FollowUpTicket
{
    private const string Solved = "solved", NotSolved = "notSolved", NotReached = "notReached";

    internal static ActionDefinition Definition { get; } = new(TicketAction.FollowUp,
        new JsonOperation<FollowUpBody>("followUp", "followUpTicket",
            "Records a follow-up call after a resolution. Whoever served the resident may not make it. Not solved reopens the ticket.",
            (body, _) => Record(body.Reached, body.Solved, body.Score, body.Words)),
        new FormDefinition("follow-up", ReadForm)
        {
            Fields =
            [
                new ChoiceFormField("result", "ticket.followUp.result",
                    ChoiceFormField.Texts("ticket.followUp", Solved, NotSolved, NotReached)),
                new ChoiceFormField("score", "ticket.score", ChoiceFormField.Texts("ticket.score", "5", "4", "3", "2", "1"))
                {
                    EmptyKey = "ticket.followUp.noScore",
                },
                new TextFormField("words", "ticket.followUp.said") { Rows = 2 },
            ],
            IsOffered = context => context.Ticket.WaitingFollowUp is not null && !context.Ticket.WasServedBy(context.Reader.Author),
        });

    private static TicketUseCase ReadForm(TicketForm form, List<FieldFault> faults)
    {
        if (form["result"] is not (Solved or NotSolved or NotReached)) faults.Add(new("result", "notChosen"));
        return form["result"] is NotReached ? Record(false, null, null, form["words"])
            : Record(true, form["result"] is Solved, form.Number("score"), form["words"]);
    }

    private static TicketUseCase Record(bool? reached, bool? solved, int? score, string? words) =>
        async (actions, unit, request, cancellation) => TicketActions.Validate(faults =>
        {
            if (reached is null) faults.Add(new("reached", "empty"));
            if (reached is true && solved is null) faults.Add(new("solved", "empty"));
            if (score is not null && !RatingScore.IsValid(score)) faults.Add(new("score", "scoreRange"));
            TextValidation.CheckRequired(faults, "words", words, TextValidation.MaxTextLength);
        }) ?? await actions.RunAsync(unit, request, TicketAction.FollowUp, (ticket, context) =>
        {
            var isReached = reached is true;
            var result = new FollowUpResult(isReached, isReached ? solved : null, isReached ? score : null,
                TicketActions.NewMessageBody(unit, words!));
            return ticket.RecordFollowUp(request.Actor.Author, result, context);
        }, cancellation);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FollowUpBody
{
    [Required]
    public bool? Reached { get; init; }

    /// <summary>The resident's word; required when the resident was reached.</summary>
    public bool? Solved { get; init; }

    /// <summary>The satisfaction from 5 to 1, if the resident told it.</summary>
    public int? Score { get; init; }

    /// <summary>The words of the resident, or the reason why nobody was reached.</summary>
    [Required]
    public string? Words { get; init; }
}
