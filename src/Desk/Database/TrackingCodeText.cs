using EcomCenter.Texts;

namespace EcomCenter.Desk.Database;

/// <summary>The form of tracking codes: eight letters and digits, without those that are confused.</summary>
public static class TrackingCodeText
{
    public const int Length = 8;

    // Without 0/O, 1/I/L and U/V, which are confused when a code is read aloud or written by hand.
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTWXYZ";

    /// <summary>Returns the code in a text, written in any width and case, with spaces or hyphens. Null if the text is none.</summary>
    public static string? Read(string text)
    {
        if (text.Length > 32) return null;
        var code = FoldedText.LettersAndDigits(text).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) && code.Any(char.IsAsciiLetter) ? code : null;
    }

    /// <summary>True for a word that has the form of a code.</summary>
    public static bool IsCode(string word) => Read(word) is not null;
}
