using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Messages that joined an open ticket: what the reply tells, and how they are moved to another one.</summary>
public sealed partial class Dialog
{
    private const int MaxMovableMessages = 8;

    private BotStep OnJoined(ConversationState state, string externalId, IntakeReceipt receipt, string prefix)
    {
        var text = prefix + JoinedText(LanguageOf(state), receipt);
        var movable = new MovableMessage(state.MovableMessages.Count == 0 ? 1 : state.MovableMessages[^1].Key + 1, externalId);
        var next = state with { MovableMessages = [.. state.MovableMessages.TakeLast(MaxMovableMessages - 1), movable] };
        if (!receipt.IsUncertain)
            return Reply(AskAgain(next, new BotMessage(LanguageOf(next), text, JoinedButtons(LanguageOf(next), movable.Key))));
        var question = text + "\n" + texts.Format(LanguageOf(next), "joined.ask");
        next = next with { ListedTickets = [.. ChoicesOf(receipt).Select(number => number.ToString())] };
        return Reply(new(next, new BotMessage(LanguageOf(next), question, TicketChoices(LanguageOf(next), movable.Key, receipt))));
    }

    private string JoinedText(Language language, IntakeReceipt receipt) => receipt.DueAt is { } due
        ? (texts.Format(language, "joined",
            ("number", receipt.Number), ("due", texts.DateAndTime(language, due)), ("zone", texts.ZoneName(language)))
            + (language is Language.ZhHans ? "" : " ") + HandledByText(language, receipt.HandledBy)).TrimEnd()
        : texts.Format(language, "joined.noPromise", ("number", receipt.Number));

    // Joining is silent, so whoever meant another matter can say so with one press.
    private IReadOnlyList<IReadOnlyList<ChatButton>> JoinedButtons(Language language, int messageKey) => texts.ArrangeInRows(language,
    [
        BotTexts.ButtonFor(language, ButtonCodes.MyTickets),
        new(ButtonCodes.MoveMessage(messageKey, ButtonCodes.None), texts.Format(language, "button.own")),
    ], onePerRow: true);

    private static IEnumerable<TicketNumber> ChoicesOf(IntakeReceipt receipt) =>
        receipt.OtherOpenTickets.Take(3).Prepend(receipt.Number);

    private IReadOnlyList<IReadOnlyList<ChatButton>> TicketChoices(Language language, int messageKey, IntakeReceipt receipt)
    {
        var tickets = ChoicesOf(receipt).Select(number => new ChatButton(
            ButtonCodes.MoveMessage(messageKey, number.ToString()), texts.Format(language, "button.about", ("number", number))));
        var newTicket = new ChatButton(ButtonCodes.MoveMessage(messageKey, ButtonCodes.None), texts.Format(language, "button.new"));
        return texts.ArrangeInRows(language, [.. tickets, newTicket], onePerRow: true);
    }

    /// <summary>Moves a message that joined a ticket to the chosen one. A pending question about that ticket is asked again.</summary>
    private BotStep MoveMessage(
        ConversationState state, ChatInput input, string messageKey, TicketNumber? targetTicket, DateTimeOffset now)
    {
        var movable = state.MovableMessages.LastOrDefault(message => FormattableString.Invariant($"{message.Key}") == messageKey);
        if (movable is null) return ReplyUnknown(state);
        return new BotStep.MoveToTicket(movable.ExternalId, targetTicket, receipt => receipt is null
            ? ReplyWith(state, "moved.no", ButtonCodes.MyTickets, ButtonCodes.New)
            : OnMoved(state, input, receipt, now));
    }

    private BotStep OnMoved(ConversationState state, ChatInput input, IntakeReceipt receipt, DateTimeOffset now)
    {
        var (language, number) = (LanguageOf(state), receipt.Number.ToString());
        if (receipt.Opened)
        {
            var text = ReceiptText(language, receipt) + "\n\n" + texts.Format(language, "kind.ask");
            return Reply(AskKind(state with { Draft = null }, number, text, now));
        }

        var moved = texts.Format(language, "moved", ("number", receipt.Number));
        var isAsked = state.PendingQuestion is { Number: var asked, Kind: var kind } && asked == number
            && kind is not (QuestionKind.Comment or QuestionKind.FrequentAnswer or QuestionKind.Rating);
        return isAsked
            ? Reply(AskNextDetail(state, number, input.From.Channel, moved + "\n\n", now))
            : Reply(new(state, Compose(state, moved, ButtonCodes.MyTickets, ButtonCodes.New)));
    }
}
