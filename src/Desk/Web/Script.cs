using EcomCenter.Contracts;

namespace EcomCenter.Desk.Web;

/// <summary>Guesses the language of a text from its letters, for the <c>lang</c> attribute that fonts and screen readers use.</summary>
public static class Script
{
    public static Language? Of(string? text)
    {
        int arabic = 0, han = 0, latin = 0;
        foreach (var c in text ?? "")
        {
            if (c is (>= '\u0600' and <= '\u06FF') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFF')) arabic++;
            else if (c is (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF')) han += 3;
            else if (char.IsAsciiLetter(c)) latin++;
        }

        if (arabic + han + latin == 0) return null;
        return arabic >= han && arabic >= latin ? Language.Ug : han >= latin ? Language.ZhHans : Language.En;
    }

    /// <summary>True if any word is in the script of that language.</summary>
    public static bool Has(string? text, Language language) =>
        (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Any(word => Of(word) == language);

    public static string? TagOf(string? text) => Of(text) is { } language ? LanguageTag.Of(language) : null;
}
