using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Detects the language of the replies.</summary>
internal static class LanguageDetector
{
    /// <summary>
    /// Uses the language chosen on the page or in the chat; else the script of the message; else the language of the conversation
    /// so far; else the messenger's setting. The script beats that setting because messengers offer no Uyghur.
    /// </summary>
    public static Language Detect(ConversationState state, ChatInput input) =>
        input.Origin.ChosenLanguage ?? (state.LanguageChosen ? state.Language : null) ?? DetectByScript(TextOf(input))
        ?? state.Language ?? input.Origin.LanguageHint ?? Language.ZhHans;

    private static string TextOf(ChatInput input) => input switch
    {
        ChatInput.TextInput text => text.Text,
        ChatInput.MediaInput media => media.Caption ?? "",
        _ => "",
    };

    /// <summary>Detects the language by the script of most letters. Null if the text is in neither Arabic nor Chinese script.</summary>
    internal static Language? DetectByScript(string text)
    {
        var arabic = text.Count(c => c
            is (>= '\u0620' and <= '\u064A') or (>= '\u066E' and <= '\u06D5')
            or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC'));
        var han = text.Count(c => c
            is (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF'));
        if (arabic == 0 && han == 0) return null;
        return arabic >= han ? Language.Ug : Language.ZhHans;
    }
}
