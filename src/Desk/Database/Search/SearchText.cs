using System.Text;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Database.Search;

/// <summary>
/// Normalises text for the phrase index, the same way for stored text and for queries. Every CJK character gets spaces around it, so a
/// Chinese word of two characters becomes a phrase of two tokens.
/// </summary>
public static class SearchText
{
    /// <summary>
    /// The maximum length of a word in letters. PostgreSQL rejects words over 2,046 bytes. Stored text and queries are cut alike, so long
    /// words are still found.
    /// </summary>
    private const int MaxWordLength = 200;

    /// <summary>The fewest letters that are looked up as the beginning of a word.</summary>
    private const int MinBeginning = 3;

    /// <summary>The most letters of a word that is looked up by its inside. Longer ones are no words of a language.</summary>
    private const int MaxInnerWordLength = 40;

    /// <summary>The part of a query that is looked up. Each further word costs a look-up in the index, and nobody types so many.</summary>
    private const int MaxQueryLength = 200;

    /// <summary>The seat of a vowel at the beginning of Uyghur words and syllables, which many people leave out.</summary>
    private const char HamzaSeat = '\u0626';

    /// <summary>The vowels of Uyghur as they are folded.</summary>
    private const string Vowels = "\u0627\u0647\u0648\u06C7\u06C6\u06C8\u06D0\u0649";

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 16);
        var letters = 0;
        foreach (var rune in FoldedText.FoldRunes(text))
        {
            letters = Rune.IsLetterOrDigit(rune) && !IsCjk(rune.Value) ? letters + 1 : 0;
            if (letters <= MaxWordLength) Append(folded, rune);
        }

        return folded.ToString();
    }

    /// <summary>
    /// Folds the text and keeps its letters and digits only, without the seats of vowels, for comparing names and short texts. The index
    /// keeps the seats: what was indexed before must still be found.
    /// </summary>
    public static string FoldLetters(string text) =>
        string.Concat(KeepLettersAndDigits(Fold(text)).Where(c => c is not ' ' and not HamzaSeat));

    /// <summary>
    /// Returns the phrase with the seats that its Uyghur words lack before a vowel at their beginning; null if none lacks one. Both are
    /// looked up.
    /// </summary>
    public static string? AddSeats(string phrase)
    {
        var seated = string.Join(' ', phrase.Split(' ').Select(word => Vowels.Contains(word[0]) ? HamzaSeat + word : word));
        return seated == phrase ? null : seated;
    }

    /// <summary>True for a phrase of a query that is also looked up as the beginning of a word, because its last word may go on.</summary>
    public static bool IsBeginning(string phrase)
    {
        var last = phrase[(phrase.LastIndexOf(' ') + 1)..];
        return last.Length >= MinBeginning && last.All(char.IsLetter);
    }

    /// <summary>True for a phrase that is one word of letters, of which each letter stands for a sound.</summary>
    public static bool IsWord(string phrase) =>
        phrase.Length is > 0 and <= MaxInnerWordLength && phrase.All(char.IsLetter) && !IsCjk(phrase[0]);

    /// <summary>
    /// Finds the words of a folded text that may be looked up by letters inside of them. Phones and numbers are not among them: who sees
    /// them masked must not find them by their parts.
    /// </summary>
    public static IEnumerable<string> FindWords(string folded)
    {
        for (var (start, end) = (0, 0); end <= folded.Length; end++)
        {
            if (end < folded.Length && char.IsLetterOrDigit(folded[end])) continue;
            if (end - start is > MinBeginning and <= MaxInnerWordLength && IsWord(folded[start..end])) yield return folded[start..end];
            start = end + 1;
        }
    }

    /// <summary>Splits a query into phrases of tokens, one phrase for each part between spaces.</summary>
    public static IReadOnlyList<string> ParseQuery(string query) =>
        [.. SplitQuery(query[..Math.Min(query.Length, MaxQueryLength)]).Where(phrase => phrase.Length > 0).Distinct()];

    /// <summary>Returns the words of a query that are numbers, as the index has them.</summary>
    public static IReadOnlyList<string> FindNumbers(string query) =>
        [.. ParseQuery(query).SelectMany(phrase => phrase.Split(' ')).Where(word => word.All(char.IsAsciiDigit)).Distinct()];

    /// <summary>True if the query may ask for a number or for a part of one.</summary>
    public static bool HasDigit(string query) => ParseQuery(query).Any(phrase => phrase.Any(char.IsAsciiDigit));

    // Of each part only letters and digits are left, of some nothing.
    private static IEnumerable<string> SplitQuery(string query) =>
        query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Join(' ', KeepLettersAndDigits(Fold(word)).Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static string KeepLettersAndDigits(string folded)
    {
        var tokens = new StringBuilder(folded.Length);
        foreach (var rune in folded.EnumerateRunes())
            tokens.Append(Rune.IsLetterOrDigit(rune) ? rune.ToString() : " ");
        return tokens.ToString();
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (IsCjk(rune.Value)) folded.Append(' ').Append(rune).Append(' ');
        else folded.Append(rune);
    }

    private static bool IsCjk(int c) =>
        c is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);
}
