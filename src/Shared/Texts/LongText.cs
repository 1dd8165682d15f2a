using System.Globalization;
using System.Text;

namespace EcomCenter.Texts;

/// <summary>Cuts what is too long for one message, at a line or a word where there is one near the end, never inside a surrogate pair.</summary>
public static class LongText
{
    /// <summary>Pieces of at most <paramref name="longest"/> UTF-16 units; blank ones are left out.</summary>
    public static IReadOnlyList<string> Split(string text, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 2);
        if (text.Length <= longest) return [text];
        var pieces = new List<string>();
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var cut = rest.Length <= longest ? rest.Length : CutBefore(rest, longest);
            var piece = rest[..cut].Trim();
            if (piece.Length > 0) pieces.Add(piece.ToString());
            rest = rest[cut..];
        }

        return pieces;
    }

    /// <summary>Pieces of at most <paramref name="longest"/> bytes of UTF-8. What is one letter to a reader stays one, whatever it is made of.</summary>
    public static IReadOnlyList<string> SplitBytes(string text, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 4);
        if (Encoding.UTF8.GetByteCount(text) <= longest) return [text];
        var pieces = new List<string>();
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var fits = Fitting(rest, longest);
            var cut = fits == rest.Length ? fits : NiceCut(rest[..fits]) ?? fits;
            var piece = rest[..cut].Trim();
            if (piece.Length > 0) pieces.Add(piece.ToString());
            rest = rest[cut..];
        }

        return pieces;
    }

    /// <summary>As many whole letters as fit; of a single one that is longer, as many of its parts.</summary>
    private static int Fitting(ReadOnlySpan<char> text, int longest)
    {
        var (length, bytes) = (0, 0);
        while (length < text.Length)
        {
            var letter = StringInfo.GetNextTextElementLength(text[length..]);
            bytes += Encoding.UTF8.GetByteCount(text.Slice(length, letter));
            if (bytes > longest) break;
            length += letter;
        }

        return length > 0 ? length : FittingRunes(text, longest);
    }

    private static int FittingRunes(ReadOnlySpan<char> text, int longest)
    {
        var (length, bytes) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > longest) break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    private static int? NiceCut(ReadOnlySpan<char> text)
    {
        var nearTheEnd = text.Length * 3 / 4;
        var line = text.LastIndexOf('\n') + 1;
        if (line > nearTheEnd) return line;
        var word = text.LastIndexOfAny(' ', '\u3000', '。') + 1;
        return word > nearTheEnd ? word : null;
    }

    private static int CutBefore(ReadOnlySpan<char> text, int longest)
    {
        var nearTheEnd = longest * 3 / 4;
        var line = text[..longest].LastIndexOf('\n') + 1;
        if (line > nearTheEnd) return line;
        var word = text[..longest].LastIndexOfAny(' ', '\u3000', '。') + 1;
        if (word > nearTheEnd) return word;
        return char.IsHighSurrogate(text[longest - 1]) && char.IsLowSurrogate(text[longest]) ? longest - 1 : longest;
    }
}
