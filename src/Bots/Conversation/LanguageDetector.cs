using System.Buffers;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Detects the language of the replies.</summary>
internal static class LanguageDetector
{
    private const int WordsPerKnownWord = 4, MaxLettersOfName = 2, MaxLoneWord = 20, MaxSignsOfLoneWord = 3;

    /// <summary>The sentences that nobody writes by chance in one message, and the least signs of a text that may hold them.</summary>
    private const int MinSentences = 2, MinSignsOfSentences = 8;

    /// <summary>The least words of an English sentence, and of so many words, one that is known as English.</summary>
    private const int MinWordsOfSentence = 4, MinKnownOfSentence = 2, WordsPerEnglishWord = 3;

    /// <summary>The least letters of a word that is known by its ending.</summary>
    private const int MinLetters = 6, MinLettersOfSpelling = 4;

    private static readonly char[] SentenceEnds = [.. ".。!！?？؟\n"];

    private static readonly SearchValues<char> CyrillicOfUyghur = SearchValues.Create("әғқңөүҗһ");

    /// <summary>Frequent words and endings of Uyghur in Latin and Cyrillic letters. None of them is an English or a Russian word.</summary>
    private static readonly WordLists Uyghur = WordLists.LoadFile(typeof(LanguageDetector).Assembly, "EcomCenter.Bots.Texts.uyghur.json");

    /// <summary>Frequent English words, none of which is Uyghur in Latin letters.</summary>
    private static readonly WordLists English = WordLists.LoadFile(typeof(LanguageDetector).Assembly, "EcomCenter.Bots.Texts.english.json");

    /// <summary>
    /// Uses the language chosen on the page or in the chat, whichever was chosen last; else the one that the resident writes; else the
    /// messenger's or browser's setting. What is written beats that setting because messengers offer no Uyghur.
    /// </summary>
    public static Language Detect(ConversationState state, ChatInput input) =>
        FindNewChoice(state, input) ?? (state.LanguageChosen ? state.Language : null)
        ?? DetectWritten(state, input) ?? state.Language ?? input.Origin.LanguageHint ?? Language.ZhHans;

    // A sentence in another language than before may quote a shop, or be typed by somebody who helps. The next one in it says that the
    // resident goes on in it. Nobody writes two sentences at once by chance.
    private static Language? DetectWritten(ConversationState state, ChatInput input)
    {
        var written = state.LanguageSeen ? FindWritten(state, input) : DetectInText(TextOf(input));
        return written is null || written == state.Language || state.WrittenLanguage is null || state.WrittenLanguage == written
            || HasSentencesIn(TextOf(input), written.Value) ? written : null;
    }

    /// <summary>
    /// Returns the language of what the resident writes. Null for words that are said in any language, and for those of somebody else.
    /// </summary>
    public static Language? FindWritten(ConversationState state, ChatInput input)
    {
        if (input.Origin.ForwardedFrom is not null || IsTooLittle(TextOf(input))) return null;
        var written = DetectInText(TextOf(input));
        // Uyghur takes up Chinese words, even most of a sentence; Chinese takes up no Uyghur ones.
        return written is Language.ZhHans && state.Language is Language.Ug && HoldsUyghur(TextOf(input)) ? Language.Ug : written;
    }

    private static bool HoldsUyghur(string text) =>
        text.Any(IsArabic) || SplitWords(FoldedText.Fold(text)).Any(word => IsUyghur(FoldedText.LettersAndDigits(word)));

    private static bool HasSentencesIn(string text, Language language) => text.Length > MinSignsOfSentences
        && text.Split(SentenceEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Count(sentence => !IsTooLittle(sentence) && DetectInText(sentence) == language) >= MinSentences;

    /// <summary>The language chosen on the page since the last message; null if none was. The page tells it with every message.</summary>
    public static Language? FindNewChoice(ConversationState state, ChatInput input) =>
        input.Origin.ChosenLanguage is { } chosen && chosen != state.PageLanguage && !IsLinkOfOthers(state, input, chosen) ? chosen : null;

    // Whoever writes Uyghur in the first message did not choose another language: a link or a poster brought it.
    private static bool IsLinkOfOthers(ConversationState state, ChatInput input, Language chosen) => state.PageLanguage is null
        && !state.LanguageChosen && !state.LanguageSeen && chosen is not Language.Ug && DetectInText(TextOf(input)) is Language.Ug;

    // A brand is no sentence; thanks, greetings and a lone word such as "no" are said in any language.
    private static bool IsTooLittle(string text) => text.Count(char.IsLetter) <= MaxLettersOfName || Politeness.Judge(text) is not null
        || IsLoneWord(text);

    private static bool IsLoneWord(string text) => text.Length <= MaxLoneWord && WordSounds.FoldWords(text) is var words
        && (words is [var only] ? !IsHan(only[0]) : words.Count <= MaxSignsOfLoneWord && words.All(word => IsHan(word[0])))
        && TypedAnswer.IsKnown(text);

    /// <summary>Returns true if the message is in a language in which the desk does not answer.</summary>
    public static bool IsOfOtherLanguage(ChatInput input) => KazakhDetector.IsKazakh(TextOf(input));

    /// <summary>Returns true if the message tells its language.</summary>
    public static bool IsTold(ChatInput input) => DetectInText(TextOf(input)) is not null;

    /// <summary>Detects the language by its letters, or Uyghur in other letters by its words. Null if the text does not tell it.</summary>
    internal static Language? DetectInText(string text)
    {
        var (arabic, han, cyrillic) = (0, 0, 0);
        foreach (var c in text)
        {
            if (IsArabic(c)) arabic++;
            else if (IsHan(c)) han++;
            else if (c is >= '\u0400' and <= '\u04FF') cyrillic++;
        }

        if (arabic + cyrillic > han && KazakhDetector.IsKazakh(text)) return null;
        if (arabic > 0 || han > 0) return arabic >= han ? Language.Ug : Language.ZhHans;
        if (IsUyghurInOtherLetters(text, hasCyrillic: cyrillic > 0)) return Language.Ug;
        return cyrillic == 0 && IsEnglishSentence(text) ? Language.En : null;
    }

    private static bool IsEnglishSentence(string text)
    {
        var words = string.Concat(FoldedText.Fold(text).Select(c => char.IsAsciiLetter(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var known = words.Count(English["words"].Contains);
        return words.Length >= MinWordsOfSentence && known >= MinKnownOfSentence && known * WordsPerEnglishWord >= words.Length;
    }

    private static string TextOf(ChatInput input) => input switch
    {
        ChatInput.TextInput text => text.Text,
        ChatInput.MediaInput media => media.Caption ?? "",
        _ => "",
    };

    // One word of many may be a name. The Cyrillic letters of Uyghur that Russian lacks leave no doubt.
    private static bool IsUyghurInOtherLetters(string text, bool hasCyrillic)
    {
        var folded = FoldedText.Fold(text);
        if (hasCyrillic && folded.AsSpan().ContainsAny(CyrillicOfUyghur)) return true;
        var words = SplitWords(folded);
        var known = words.Count(word => IsUyghur(FoldedText.LettersAndDigits(word)));
        return known > 0 && known * WordsPerKnownWord >= words.Length;
    }

    private static string[] SplitWords(string folded) => string.Concat(folded.Select(c => char.IsLetter(c) || c is '\'' or '’' ? c : ' '))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsUyghur(string word) => Uyghur["words"].Contains(word) || HasUyghurSpelling(word)
        || (word.Length >= MinLetters && Uyghur["endings"].Any(ending => word.EndsWith(ending, StringComparison.Ordinal)));

    // After q, English and the letters of Chinese have u or i; Uyghur has other letters too, and ends words with it.
    private static bool HasUyghurSpelling(string word) => word.Length >= MinLettersOfSpelling
        && word.IndexOf('q', StringComparison.Ordinal) is >= 0 and var at
        && (at == word.Length - 1 || word[at + 1] is not ('u' or 'i' or 'q'));

    private static bool IsArabic(char c) => c
        is (>= '\u0620' and <= '\u064A') or (>= '\u066E' and <= '\u06D5')
        or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    private static bool IsHan(char c) => c
        is (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');
}
