using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace EcomCenter.Texts;

/// <summary>Checks and repairs text from people before it is stored.</summary>
public static class CleanText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Replaces NUL, which PostgreSQL cannot store, and unpaired surrogates, which have no UTF-8 form, with U+FFFD.</summary>
    public static string ReplaceInvalid(string text)
    {
        if (IsValid(text)) return text;
        var repaired = text.ToCharArray();
        for (var i = 0; i < text.Length; i++)
            if (IsInvalidAt(text, i)) repaired[i] = Replacement;
        return new string(repaired);
    }

    /// <summary>Null for a text with nothing to see in it, however many characters it has.</summary>
    public static string? TrimToNull(string? text) => IsBlank(text) ? null : text.Trim();

    /// <summary>Returns true if there is nothing to see in the text.</summary>
    public static bool IsBlank([NotNullWhen(false)] string? text) => text is null || !HasVisibleText(text);

    /// <summary>
    /// Returns true if the text has a visible character. Spaces, control and format characters and combining marks don't count.
    /// </summary>
    public static bool HasVisibleText(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsVisible(rune)) return true;
        return false;
    }

    /// <summary>Returns true if the text has neither NUL nor unpaired surrogates.</summary>
    public static bool IsValid(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (IsInvalidAt(text, i)) return false;
        return true;
    }

    private static bool IsVisible(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        && !IsEmptyLetter(rune.Value);

    // Letters and signs that are drawn as nothing: the fillers of Hangul and the empty pattern of Braille.
    private static bool IsEmptyLetter(int rune) => rune is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;

    private static bool IsInvalidAt(string text, int index) =>
        text[index] == '\0' || (char.IsSurrogate(text[index]) && !IsPairedAt(text, index));

    private static bool IsPairedAt(string text, int index) =>
        (index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
        || (index > 0 && char.IsSurrogatePair(text[index - 1], text[index]));
}
