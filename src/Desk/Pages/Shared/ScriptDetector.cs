using EcomCenter.Contracts;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>Guesses the language of a text from its letters, for the <c>lang</c> attribute that fonts and screen readers use.</summary>
public static class ScriptDetector
{
    public static Language? Detect(string? text)
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
    public static bool Contains(string? text, Language language) =>
        (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Any(word => Detect(word) == language);

    public static string? DetectTag(string? text) => Detect(text) is { } language ? LanguageTag.From(language) : null;
}
