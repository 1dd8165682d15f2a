using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Slips;

/// <summary>Reports the result of a department to the desk, which answers the resident from it.</summary>
public static class AnswerSlip
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.AnswerSlip,
        new JsonOperation<AnswerSlipBody>("answer", "answerSlip", "Reports the result to the desk. The resident is not told by this.",
            (body, _) => Answer(body.Text)),
        SlipActions.CreateForm(TicketAction.AnswerSlip, "answer-slip", (form, _) => Answer(form["text"]),
            new TextFormField("text", "ticket.slip.result") { Rows = 4, HintKey = "ticket.slip.resultHint" }))
    {
        IsOnSlip = true,
    };

    private static TicketUseCase Answer(string? text) => async (actions, unit, request, cancellation) =>
        TicketActions.Validate(faults => TextValidation.CheckRequired(faults, "text", text, TextValidation.MaxTextLength))
        ?? await actions.ChangeSlipAsync(unit, request, TicketAction.AnswerSlip, on =>
            on.Ticket.AnswerSlip(on.Author, on.Slip, TicketActions.NewMessageBody(unit, text!), on.Context), cancellation);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AnswerSlipBody
{
    [Required]
    public string? Text { get; init; }
}
