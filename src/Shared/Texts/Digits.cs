using System.Text;

namespace EcomCenter.Texts;

/// <summary>Reads digits as residents type them: ASCII, Arabic, full-width or of any other script.</summary>
public static class Digits
{
    /// <summary>Returns the ASCII digit for a digit of any script.</summary>
    public static char ToAscii(char digit) => (char)('0' + (int)char.GetNumericValue(digit));

    /// <inheritdoc cref="ToAscii(char)"/>
    public static char ToAscii(Rune digit) => (char)('0' + (int)Rune.GetNumericValue(digit));

    /// <summary>Returns the digits of a text as ASCII digits, without everything between them.</summary>
    public static string Extract(string text) => string.Concat(text.Where(char.IsDigit).Select(ToAscii));
}
