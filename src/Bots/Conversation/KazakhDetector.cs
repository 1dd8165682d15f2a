using System.Buffers;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Recognises Kazakh in Cyrillic and Arabic letters by letters and words that Uyghur lacks. The desk does not answer in it, and must not
/// take it for Uyghur.
/// </summary>
internal static class KazakhDetector
{
    private static readonly SearchValues<char> CyrillicOfKazakh = SearchValues.Create("ұіҰІ"),
        OnlyUyghurCyrillic = SearchValues.Create("җҖ");

    /// <summary>The high hamza alone and with its letters, and two letters that Uyghur does not use.</summary>
    private static readonly SearchValues<char> ArabicOfKazakh = SearchValues.Create("\u0674\u0675\u0676\u0677\u0678\u0621\u0639\u062D"),
        OnlyUyghurArabic = SearchValues.Create("\u0626\u06D0\u06C6\u06C8\u063A\u062E\u0698");

    private static readonly char[] Separators = [.. " \n\t,.!?;:،؛؟\"()"];

    private static readonly WordLists Words = WordLists.LoadFile(typeof(KazakhDetector).Assembly, "EcomCenter.Bots.Texts.kazakh.json");

    public static bool IsKazakh(string text)
    {
        // Greetings and thanks may be Arabic.
        if (Politeness.Judge(text) is not null) return false;
        if (HasOnly(text, CyrillicOfKazakh, OnlyUyghurCyrillic) && text.AsSpan().ContainsAnyInRange('\u0400', '\u04FF')) return true;
        return HasOnly(text, ArabicOfKazakh, OnlyUyghurArabic)
            || FoldedText.Fold(text).Split(Separators, StringSplitOptions.RemoveEmptyEntries).Any(IsWord);
    }

    private static bool IsWord(string word) => Words["words"].Contains(FoldedText.LettersAndDigits(word));

    private static bool HasOnly(string text, SearchValues<char> letters, SearchValues<char> lettersOfUyghur) =>
        text.AsSpan().ContainsAny(letters) && !text.AsSpan().ContainsAny(lettersOfUyghur);
}
