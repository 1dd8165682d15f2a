using System.Text.Encodings.Web;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Board;

/// <summary>
/// The words that scripts need while a page stays open. Time words are handed over with 1 and 2 in them, as Humanizer says them: the script puts
/// its own number there and so needs no grammar.
/// </summary>
internal static class ScriptWords
{
    private static readonly string[] Keys =
    [
        "board.live", "board.stale", "board.polling", "board.news", "board.missedAbove", "board.alert", "board.typing", "board.viewing", "board.newMessage", "board.copied",
        "time.left", "time.late", "time.almostLate", "time.justLate", "time.underAMinute",
    ];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    private static readonly Dictionary<Language, string> All = LanguageTag.All.ToDictionary(language => language, Make);

    public static string Json(Language language) => All[language];

    private static string Make(Language language)
    {
        var words = Keys.ToDictionary(key => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..], key => (object)Template(language, key));
        words["minutes"] = Both(language, TimeSpan.FromMinutes(1));
        words["hours"] = Both(language, TimeSpan.FromHours(1));
        words["days"] = new[] { TimeWords.Span(language, TimeSpan.FromDays(3)).Replace('3', '1'), TimeWords.Span(language, TimeSpan.FromDays(3)).Replace('3', '2') };
        return JsonSerializer.Serialize(words, Readable);
    }

    // The script fills the placeholders.
    private static string Template(Language language, string key) => DeskTexts.Say(language, key, ("span", "{span}"), ("time", "{time}"), ("n", "{n}"),
        ("number", "{number}"), ("who", "{who}"));

    private static string[] Both(Language language, TimeSpan one) => [TimeWords.Span(language, one), TimeWords.Span(language, one * 2)];
}
