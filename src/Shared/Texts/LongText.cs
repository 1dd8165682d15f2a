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
