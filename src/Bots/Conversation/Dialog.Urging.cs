using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Residents who wait for an answer and urge it, or wish to talk to a person.</summary>
public sealed partial class Dialog
{
    private BotStep OnUrgeSaid(
        ConversationState state, IReadOnlyList<TrackedTicket> tickets, Func<BotStep> otherwise, DateTimeOffset now) =>
        tickets.Where(ticket => IsOpen(ticket) && ticket.Unanswered).ToList() switch
        {
            [] => otherwise(),
            [var only] => UrgeAnswer(state, only.Number, now),
            var several => ListTickets(state, several, now),
        };

    private BotStep UrgeAnswer(ConversationState state, TicketNumber number, DateTimeOffset now) => new BotStep.Urge(number, receipt =>
    {
        if (receipt is null) return new BotStep.ListTickets(tickets => ShowTicket(state, tickets, number, now));
        var language = LanguageOf(state);
        var text = texts.Format(language, receipt.IsLate ? "urge.late" : "urge.done",
            ("number", number), ("who", HandledByText(language, receipt.HandledBy)),
            ("due", texts.DateAndTime(language, receipt.DueAt)), ("zone", texts.ZoneName(language)));
        if (receipt.IsLate && texts.ContactLine(language) is { } contact) text += "\n" + contact;
        return Reply(new(state, Compose(state, text, ButtonCodes.MyTickets, ButtonCodes.Person)));
    });

    private string HandledByText(Language language, string? department)
    {
        if (department is null) return "";
        var text = texts.Format(language, "handledBy", ("department", department));
        return language is Language.ZhHans ? text : text + " ";
    }
}
