using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Questions after a ticket was resolved: solved or not, a rating, a comment. All of them are optional.</summary>
public sealed partial class Dialog
{
    /// <summary>The most UTF-16 units that are taken as a comment. A longer text is submitted as a message.</summary>
    private const int MaxCommentLength = 2_000;

    private BotStep AskRating(ConversationState state, TicketNumber number)
    {
        var (language, text) = (LanguageOf(state), texts.Format(LanguageOf(state), "rate.ask", ("number", number)));
        return Reply(new(state, new BotMessage(language, text, texts.RatingKeyboard(language, number.ToString()))));
    }

    private BotStep ReopenTicket(ConversationState state, TicketNumber number, string? words) => new BotStep.Reopen(
        number, words ?? texts.Format(LanguageOf(state), "reopen.said"), receipt => OnReopened(state, number, receipt));

    private BotStep OnReopened(ConversationState state, TicketNumber number, IntakeReceipt? receipt)
    {
        var language = LanguageOf(state);
        if (receipt is null)
        {
            var tooLate = texts.Format(language, "reopen.late", ("number", number));
            return Reply(new(state, Compose(state, tooLate, ButtonCodes.New, ButtonCodes.MyTickets)));
        }

        var next = state with { TargetTicket = number.ToString(), PendingQuestion = null };
        if (receipt.DueAt is not { } due)
            return Reply(new(next, Compose(state, texts.Format(language, "add.ask", ("number", number)), ButtonCodes.MyTickets)));
        var text = texts.Format(language, "reopen.done",
            ("number", number), ("due", texts.DateAndTime(language, due)), ("zone", texts.ZoneName(language)));
        return Reply(new(next, Compose(state, text, ButtonCodes.MyTickets, ButtonCodes.Person)));
    }

    private BotStep TakeRating(ConversationState state, TicketNumber number, int score, DateTimeOffset now) =>
        new BotStep.Rate(number, score, done => OnRated(state, number, score, done, now));

    private BotStep OnRated(ConversationState state, TicketNumber number, int score, bool isStored, DateTimeOffset now)
    {
        var language = LanguageOf(state);
        if (!isStored)
        {
            var tooLate = texts.Format(language, "rate.late", ("number", number));
            return Reply(new(state, Compose(state, tooLate, ButtonCodes.MyTickets, ButtonCodes.New)));
        }

        var text = texts.Format(language, score <= 2 ? "rate.sorry" : "rate.thanks", ("rating", texts.RatingName(language, score)));
        var buttons = score <= 2
            ? texts.Keyboard(language, ButtonCodes.NotSolved(number.ToString()), ButtonCodes.MainMenu)
            : texts.Keyboard(language, ButtonCodes.MainMenu);
        var question = text + "\n\n" + texts.Format(language, "comment.ask");
        var next = state with { PendingQuestion = new(QuestionKind.Comment, number.ToString(), now) };
        return Reply(new(next, new BotMessage(language, question, buttons)));
    }

    /// <summary>
    /// Takes a text after a rating as its comment. The text is also kept in the conversation state, because the resident may turn
    /// it into a ticket of its own with one button.
    /// </summary>
    private BotStep TakeComment(ConversationState state, ChatInput input, PendingQuestion question, string text, DateTimeOffset now)
    {
        var next = state with { PendingQuestion = null };
        if (TicketNumber.Read(question.Number).Number is not { } number) return Submit(next, input, text, now);
        return new BotStep.Comment(number, text, done =>
        {
            if (!done) return Submit(next, input, text, now);
            var thanks = texts.Format(LanguageOf(state), "comment.done", ("number", number));
            return Reply(new(next with { RatingComment = text }, Compose(state, thanks, ButtonCodes.MyTickets, ButtonCodes.OwnTicket)));
        });
    }
}
