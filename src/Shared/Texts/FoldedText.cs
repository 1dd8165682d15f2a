using System.Globalization;
using System.Text;

namespace EcomCenter.Texts;

/// <summary>
/// Folds what people type, so that the same words are equal however they were typed: compatibility forms, letter case, digits of any
/// script, variants of Uyghur letters, marks and invisible characters.
/// </summary>
public static class FoldedText
{
    private static readonly TextMemo<string> Folded = new(FoldAnew);

    /// <summary>Folds the text character by character. Punctuation and spaces stay.</summary>
    public static string Fold(string text) => Folded.Get(text);

    private static string FoldAnew(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in FoldRunes(text)) folded.Append(rune);
        return folded.ToString();
    }

    /// <summary>Folds the text and keeps its letters and digits only.</summary>
    public static string LettersAndDigits(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var rune in FoldRunes(text))
            if (Rune.IsLetterOrDigit(rune)) letters.Append(rune);
        return letters.ToString();
    }

    /// <inheritdoc cref="Fold"/>
    public static IEnumerable<Rune> FoldRunes(string text)
    {
        foreach (var rune in NormalText.Normalize(text, NormalizationForm.FormKC).EnumerateRunes())
        {
            if (IsDropped(rune)) continue;
            yield return Rune.IsDigit(rune) ? new Rune(Digits.ToAscii(rune)) : ToLower(NormalizeLetter(rune));
        }
    }

    private static bool IsDropped(Rune rune) => rune.Value is 0x0640
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    // Keyboards produce variants: Arabic kaf and yeh for the Uyghur letters, heh in three shapes. The hamza seat is often missing.
    private static Rune NormalizeLetter(Rune rune) => rune.Value switch
    {
        0x0643 => new(0x06A9),
        0x0649 or 0x064A or 0x06CC => new(0x0649),
        0x0647 or 0x06BE or 0x06D5 or 0x06C1 => new(0x0647),
        _ => rune,
    };

    // Arabic and Chinese letters have no case; the general way asks the library of the system for each letter.
    private static Rune ToLower(Rune rune) =>
        rune.Value is (>= 0x0600 and <= 0x06FF) or (>= 0x3400 and <= 0x9FFF) ? rune : Rune.ToLowerInvariant(rune);
}
