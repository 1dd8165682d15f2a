using System.Text.Encodings.Web;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Board;

/// <summary>
/// Texts that scripts need while a page stays open, as JSON. Time spans are passed as Humanizer's phrases for 1 and 2: the script
/// replaces the number and needs no grammar of its own.
/// </summary>
internal static class ScriptWords
{
    private static readonly string[] Keys =
    [
        "board.live", "board.stale", "board.polling", "board.news", "board.missedAbove", "board.alert", "board.typing", "board.viewing",
        "board.newMessage", "board.copied",
        "time.left", "time.late", "time.almostLate", "time.justLate", "time.underAMinute",
    ];

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    private static readonly Dictionary<Language, string> All = LanguageTag.All.ToDictionary(language => language, Make);

    public static string Json(Language language) => All[language];

    private static string Make(Language language)
    {
        var texts = Keys.ToDictionary(
            key => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..], key => (object)Template(language, key));
        var threeDays = TimeWords.Span(language, TimeSpan.FromDays(3));
        texts["minutes"] = Both(language, TimeSpan.FromMinutes(1));
        texts["hours"] = Both(language, TimeSpan.FromHours(1));
        texts["days"] = new[] { threeDays.Replace('3', '1'), threeDays.Replace('3', '2') };
        return JsonSerializer.Serialize(texts, Readable);
    }

    // Every placeholder is replaced by itself: the script fills them in.
    private static string Template(Language language, string key) => DeskTexts.Say(
        language, key, ("span", "{span}"), ("time", "{time}"), ("n", "{n}"), ("number", "{number}"), ("who", "{who}"));

    private static string[] Both(Language language, TimeSpan one) => [TimeWords.Span(language, one), TimeWords.Span(language, one * 2)];
}
