using System.Globalization;
using System.Text;

namespace EcomCenter.Texts;

/// <summary>
/// Splits long texts, at a line or word break if there is one near the limit, and never inside a text element (what a reader sees
/// as one character).
/// </summary>
public static class LongText
{
    private delegate int Size(ReadOnlySpan<char> text);

    /// <summary>Splits into pieces of at most <paramref name="longest"/> UTF-16 units. Blank pieces are left out.</summary>
    public static IReadOnlyList<string> Split(string text, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 2);
        return Split(text, longest, static part => part.Length);
    }

    /// <summary>Splits into pieces of at most <paramref name="longest"/> bytes of UTF-8. Blank pieces are left out.</summary>
    public static IReadOnlyList<string> SplitBytes(string text, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 4);
        return Split(text, longest, static part => Encoding.UTF8.GetByteCount(part));
    }

    private static IReadOnlyList<string> Split(string text, int longest, Size size)
    {
        if (size(text) <= longest) return [text];
        var pieces = new List<string>();
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var fits = Fitting(rest, longest, size);
            var cut = fits == rest.Length ? fits : NiceCut(rest, fits) ?? fits;
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
    private static int Fitting(ReadOnlySpan<char> text, int longest, Size size)
    {
        var (length, used) = (0, 0);
        while (length < text.Length)
        {
            var element = StringInfo.GetNextTextElementLength(text[length..]);
            used += size(text.Slice(length, element));
            if (used > longest) break;
            length += element;
        }

        return length > 0 ? length : FittingParts(text, longest, size);
    }

    private static int FittingParts(ReadOnlySpan<char> text, int longest, Size size)
    {
        var (length, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += size(text.Slice(length, rune.Utf16SequenceLength));
            if (used > longest) break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    private static int? NiceCut(ReadOnlySpan<char> text, int fits)
    {
        var nearTheEnd = fits * 3 / 4;
        var line = text[..fits].LastIndexOf('\n') + 1;
        if (line > nearTheEnd) return line;
        var word = text[..fits].LastIndexOfAny(' ', '\u3000', '。') + 1;
        return word > nearTheEnd && !BelongsToWhatIsBefore(text[word]) ? word : null;
    }

    private static bool BelongsToWhatIsBefore(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
}
