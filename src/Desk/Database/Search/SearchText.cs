using System.Globalization;
using System.Text;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Database.Search;

/// <summary>
/// Normalises text for the phrase index, the same way for stored text and for queries: compatibility forms, letter case, digits of any
/// script, variants of Uyghur letters. Every CJK character gets spaces around it, so a Chinese word of two characters becomes a phrase
/// of two tokens.
/// </summary>
public static class SearchText
{
    /// <summary>
    /// The maximum length of a word in letters. PostgreSQL rejects words over 2,046 bytes. Stored text and queries are cut alike, so long
    /// words are still found.
    /// </summary>
    private const int MaxWordLength = 200;

    /// <summary>The part of a query that is looked up. Each further word costs a look-up in the index, and nobody types so many.</summary>
    private const int MaxQueryLength = 200;

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 16);
        var letters = 0;
        foreach (var rune in ToWellFormed(text).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (IsDropped(rune)) continue;
            letters = Rune.IsLetterOrDigit(rune) && !IsCjk(rune.Value) ? letters + 1 : 0;
            if (letters <= MaxWordLength) Append(folded, rune);
        }

        return folded.ToString();
    }

    /// <summary>Splits a query into phrases of tokens, one phrase for each part between spaces.</summary>
    public static IReadOnlyList<string> ParseQuery(string query) =>
        [.. SplitQuery(query[..Math.Min(query.Length, MaxQueryLength)]).Where(phrase => phrase.Any(char.IsLetterOrDigit)).Distinct()];

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
        else if (Rune.IsDigit(rune)) folded.Append(Digits.ToAscii(rune));
        else folded.Append(Rune.ToLowerInvariant(NormalizeLetter(rune)));
    }

    private static bool IsDropped(Rune rune) =>
        rune.Value is 0x0640 || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;

    // Keyboards produce variants: Arabic kaf and yeh for the Uyghur letters, heh in three shapes. The hamza seat is often missing.
    private static Rune NormalizeLetter(Rune rune) => rune.Value switch
    {
        0x0643 => new(0x06A9),
        0x0649 or 0x064A or 0x06CC => new(0x0649),
        0x0647 or 0x06BE or 0x06D5 or 0x06C1 => new(0x0647),
        _ => rune,
    };

    private static bool IsCjk(int c) =>
        c is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);

    private static string ToWellFormed(string text) =>
        text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
