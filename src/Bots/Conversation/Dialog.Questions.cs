using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Open questions: their text, their buttons, and how they are asked again.</summary>
public sealed partial class Dialog
{
    /// <summary>Adds the open question to a message, once: whoever did not answer it by then does not want to.</summary>
    private BotReply AskAgain(ConversationState state, BotMessage message)
    {
        if (state.PendingQuestion is not { Kind: not QuestionKind.Comment, AskedAgain: false } open) return new(state, message);
        return new(
            state with { PendingQuestion = open with { AskedAgain = true } },
            message with { Text = message.Text + "\n\n" + QuestionText(state, open), Buttons = QuestionKeyboard(state, open) });
    }

    private string QuestionText(ConversationState state, PendingQuestion question) => question.Kind switch
    {
        QuestionKind.Confirm => ReadBack(LanguageOf(state), question.Number, state.Draft ?? new()),
        QuestionKind.FrequentAnswer => texts.Format(LanguageOf(state), "known.again"),
        QuestionKind.Service => texts.Format(LanguageOf(state), "service.ask"),
        QuestionKind.Anonymity => texts.Format(LanguageOf(state), "who.ask"),
        QuestionKind.Phone => texts.Format(LanguageOf(state), "phone.ask"),
        QuestionKind.Rating => texts.Format(LanguageOf(state), "rate.ask", ("number", question.Number)),
        _ => texts.Format(LanguageOf(state), "kind.ask"),
    };

    private IReadOnlyList<IReadOnlyList<ChatButton>> QuestionKeyboard(ConversationState state, PendingQuestion question)
    {
        var (language, number) = (LanguageOf(state), question.Number);
        return question.Kind switch
        {
            QuestionKind.FrequentAnswer => texts.Keyboard(language, ButtonCodes.NotAnswered(number), ButtonCodes.Answered(number)),
            QuestionKind.Kind => texts.KindKeyboard(language, number),
            QuestionKind.Service => texts.ServiceKeyboard(language, number),
            QuestionKind.Anonymity => texts.AnonymityKeyboard(language, number),
            QuestionKind.Phone => texts.Keyboard(language, ButtonCodes.NoPhone(number)),
            QuestionKind.Confirm => texts.Keyboard(language, ButtonCodes.ConfirmDetails(number), ButtonCodes.ChangeDetails(number)),
            QuestionKind.Rating => texts.RatingKeyboard(language, number),
            _ => [],
        };
    }
}
