using System.Globalization;
using System.Text;

namespace EcomCenter.Texts;

/// <summary>Replaces NUL and unpaired surrogates with U+FFFD, so that no message is refused because of an invalid character.</summary>
public static class CleanText
{
    private const char Replacement = '\uFFFD';

    public static string Of(string text) => IsClean(text) ? text : string.Create(text.Length, text, static (clean, dirty) =>
    {
        for (var i = 0; i < dirty.Length; i++) clean[i] = IsBroken(dirty, i) ? Replacement : dirty[i];
    });

    /// <summary>
    /// Returns true if the text has a visible character. Spaces, control and format characters and lone marks don't count.
    /// </summary>
    public static bool SaysSomething(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsVisible(rune)) return true;
        return false;
    }

    public static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (IsBroken(text, i)) return false;
        return true;
    }

    private static bool IsVisible(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark);

    private static bool IsBroken(string text, int at) =>
        text[at] == '\0'
        || (char.IsHighSurrogate(text[at]) && !(at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])))
        || (char.IsLowSurrogate(text[at]) && !(at > 0 && char.IsHighSurrogate(text[at - 1])));
}
