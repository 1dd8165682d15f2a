using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Orders;

/// <summary>Answers a supervision order. The resident is not told by it.</summary>
public static class AnswerOrder
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.AnswerOrder,
        new JsonOperation<AnswerOrderBody>("answer", "answerOrder", "Answers the order. The resident is not told by this.",
            (body, _) => Answer(body.Text)),
        OrderActions.CreateForm(TicketAction.AnswerOrder, "answer-order", (form, _) => Answer(form["text"]),
            new TextFormField("text", "ticket.order.answer") { Rows = 3, HintKey = "ticket.order.answerHint" }))
    {
        IsOnOrder = true,
    };

    private static TicketUseCase Answer(string? text) => OrderActions.ChangeWithWords(TicketAction.AnswerOrder, "text", text,
        (on, words) => on.Ticket.AnswerOrder(on.Author, on.Order, words, on.Context));
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AnswerOrderBody
{
    [Required]
    public string? Text { get; init; }
}
