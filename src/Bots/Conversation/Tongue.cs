using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Which language a person is answered in.</summary>
internal static class Tongue
{
    /// <summary>
    /// The one they chose, on the page they speak on or in the talk; else the one they write (messengers have no Uyghur of their own, so that a phone's setting says little);
    /// else the one talked so far; else the one their phone is set to.
    /// </summary>
    public static Language Of(Place place, Heard heard) =>
        heard.Origin.Chosen ?? (place.LanguageChosen ? place.Language : null) ?? Written(Words(heard)) ?? place.Language ?? heard.Origin.Hint ?? Language.ZhHans;

    private static string Words(Heard heard) => heard switch
    {
        Heard.Said said => said.Text,
        Heard.Showed showed => showed.Caption ?? "",
        _ => "",
    };

    /// <summary>By the script of most letters; null where the script tells nothing.</summary>
    internal static Language? Written(string text)
    {
        var arabic = text.Count(c => c is (>= '\u0620' and <= '\u064A') or (>= '\u066E' and <= '\u06D5') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC'));
        var han = text.Count(c => c is (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF'));
        if (arabic == 0 && han == 0) return null;
        return arabic >= han ? Language.Ug : Language.ZhHans;
    }
}
