using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>The receipt of a ticket that was opened, in the languages that the resident may read, and as a voice.</summary>
public sealed partial class Dialog
{
    /// <summary>
    /// A resident whose language nobody knows, or in whose language nobody answers, gets the receipt in Chinese and in Uyghur.
    /// </summary>
    private string ReceiptInKnownLanguages(ConversationState state, ChatInput input, IntakeReceipt receipt)
    {
        var isKnown = state.LanguageChosen || state.LanguageSeen || input is not ChatInput.MediaInput;
        IReadOnlyList<Language> languages = IsOfOtherLanguage(state, input) || !isKnown ? LanguagesOf(state) : [LanguageOf(state)];
        return string.Join("\n\n", languages.Select(language => ReceiptText(language, receipt)));
    }

    private static bool IsOfOtherLanguage(ConversationState state, ChatInput input) =>
        !state.LanguageChosen && LanguageDetector.IsOfOtherLanguage(input);

    private string OtherLanguageNotice(ConversationState state) =>
        string.Join('\n', LanguagesOf(state).Select(language => texts.Format(language, "language.other")));

    /// <summary>The language of the conversation, and the other one of Chinese and Uyghur.</summary>
    private static IReadOnlyList<Language> LanguagesOf(ConversationState state) => LanguageOf(state) switch
    {
        Language.ZhHans => [Language.ZhHans, Language.Ug],
        Language.Ug => [Language.Ug, Language.ZhHans],
        var language => [language],
    };

    private string ReceiptText(Language language, IntakeReceipt receipt)
    {
        List<string> lines = [];
        if (receipt.DueAt is { } due)
        {
            lines.Add(texts.Format(language, "receipt",
                ("number", receipt.Number), ("due", texts.DateAndTime(language, due)), ("zone", texts.ZoneName(language))));
        }
        else
        {
            lines.Add(texts.Format(language, "receipt.noPromise", ("number", receipt.Number)));
        }

        if (receipt.TrackingCode.Length > 0) lines.Add(texts.Format(language, "receipt.code", ("code", receipt.TrackingCode)));
        return string.Join('\n', lines);
    }

    // Number and due time as a voice message for residents who do not read, if the centre has recorded all the clips.
    private IEnumerable<BotMessage> SpokenReceiptFor(Language language, IntakeReceipt receipt)
    {
        var clips = SpokenReceipt.ClipsFor(receipt, texts.ToLocalTime(receipt.DueAt ?? default));
        if (receipt.DueAt is not null && voiceClips.HasAll(language, clips))
            yield return new BotMessage(language, texts.Format(language, "receipt.noPromise", ("number", receipt.Number)), [])
            {
                Clips = clips,
            };
    }
}
