using System.Globalization;
using System.Text;

namespace EcomCenter.Texts;

/// <summary>
/// Splits long texts, at a line or word break if there is one near the limit, and never inside a text element (what a reader sees
/// as one character).
/// </summary>
public static class LongText
{
    private delegate int MeasureText(ReadOnlySpan<char> text);

    /// <summary>Splits into pieces of at most <paramref name="maxLength"/> UTF-16 units. Blank pieces are left out.</summary>
    public static IReadOnlyList<string> Split(string text, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 2);
        return Split(text, maxLength, static part => part.Length);
    }

    /// <summary>Splits into pieces of at most <paramref name="maxBytes"/> bytes of UTF-8. Blank pieces are left out.</summary>
    public static IReadOnlyList<string> SplitBytes(string text, int maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 4);
        return Split(text, maxBytes, static part => Encoding.UTF8.GetByteCount(part));
    }

    private static IReadOnlyList<string> Split(string text, int maxLength, MeasureText measure)
    {
        if (measure(text) <= maxLength) return [text];
        var pieces = new List<string>();
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var fits = FittingLength(rest, maxLength, measure);
            var cut = fits == rest.Length ? fits : FindBreak(rest, fits) ?? fits;
            var piece = rest[..cut].Trim();
            if (piece.Length > 0) pieces.Add(piece.ToString());
            rest = rest[cut..];
        }

        return pieces;
    }

    /// <summary>
    /// Returns the length of the longest prefix of whole text elements that fits. If not even the first element fits, it is cut
    /// between code points.
    /// </summary>
    private static int FittingLength(ReadOnlySpan<char> text, int maxLength, MeasureText measure)
    {
        var (length, used) = (0, 0);
        while (length < text.Length)
        {
            var element = StringInfo.GetNextTextElementLength(text[length..]);
            used += measure(text.Slice(length, element));
            if (used > maxLength) break;
            length += element;
        }

        return length > 0 ? length : FittingLengthByCodePoint(text, maxLength, measure);
    }

    private static int FittingLengthByCodePoint(ReadOnlySpan<char> text, int maxLength, MeasureText measure)
    {
        var (length, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += measure(text.Slice(length, rune.Utf16SequenceLength));
            if (used > maxLength) break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    private static int? FindBreak(ReadOnlySpan<char> text, int maxLength)
    {
        var nearTheEnd = maxLength * 3 / 4;
        var line = text[..maxLength].LastIndexOf('\n') + 1;
        if (line > nearTheEnd) return line;
        var word = text[..maxLength].LastIndexOfAny(' ', '\u3000', '。') + 1;
        return word > nearTheEnd && !AttachesToPrevious(text[word]) ? word : null;
    }

    private static bool AttachesToPrevious(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
}
