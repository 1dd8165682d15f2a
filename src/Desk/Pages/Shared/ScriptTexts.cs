using System.Text.Encodings.Web;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>
/// Texts that scripts need while a page stays open, as JSON. Time spans are passed as Humanizer's phrases for 1 and 2: the script
/// replaces the number and needs no grammar of its own.
/// </summary>
internal static class ScriptTexts
{
    private static readonly string[] Keys =
    [
        "board.live", "board.stale", "board.polling", "board.news", "board.missedAbove", "board.alert", "board.warning",
        "board.typing", "board.viewing",
        "board.newBelow", "board.newUnread", "board.newLook", "board.newSend", "board.copied",
        "time.left", "time.late", "time.almostLate", "time.justLate", "time.underAMinute",
    ];

    private static readonly JsonSerializerOptions UnescapedUnicode = new()
    {
        Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    private static readonly Dictionary<Language, string> JsonByLanguage = LanguageTag.All.ToDictionary(language => language, BuildJson);

    public static string Json(Language language) => JsonByLanguage[language];

    private static string BuildJson(Language language)
    {
        var texts = Keys.ToDictionary(
            key => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..], key => (object)Template(language, key));
        var threeDays = TimeTexts.FormatSpan(language, TimeSpan.FromDays(3));
        texts["minutes"] = OneAndTwo(language, TimeSpan.FromMinutes(1));
        texts["hours"] = OneAndTwo(language, TimeSpan.FromHours(1));
        texts["days"] = new[] { threeDays.Replace('3', '1'), threeDays.Replace('3', '2') };
        return JsonSerializer.Serialize(texts, UnescapedUnicode);
    }

    // Every placeholder is replaced by itself: the script fills them in.
    private static string Template(Language language, string key) => DeskTexts.Format(
        language, key, ("span", "{span}"), ("time", "{time}"), ("n", "{n}"), ("number", "{number}"), ("who", "{who}"));

    private static string[] OneAndTwo(Language language, TimeSpan one) =>
        [TimeTexts.FormatSpan(language, one), TimeTexts.FormatSpan(language, one * 2)];
}
