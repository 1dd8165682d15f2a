using System.Globalization;
using EcomCenter.Contracts;
using Humanizer;

namespace EcomCenter.Desk.Texts;

/// <summary>还剩 3 小时 · 3 سائەت قالدى · 3 hours left, and by how much something is late.</summary>
public static class TimeWords
{
    private static readonly TimeSpan InDays = TimeSpan.FromDays(3), Soon = TimeSpan.FromHours(4);

    static TimeWords() => UyghurTimeFormatter.Register();

    /// <summary>To the minute, to the hour up to three days, then in days; never rounded up.</summary>
    public static string Span(Language language, TimeSpan span)
    {
        var length = span.Duration();
        if (length < TimeSpan.FromMinutes(1)) return DeskTexts.Say(language, "time.underAMinute");
        var most = length >= InDays ? TimeUnit.Day : TimeUnit.Hour;
        return length.Humanize(precision: 1, culture: CultureOf(language), maxUnit: most, minUnit: TimeUnit.Minute);
    }

    public static string Left(Language language, TimeSpan left) =>
        DeskTexts.Say(language, left > TimeSpan.Zero ? "time.left" : "time.late", ("span", Span(language, left)));

    /// <summary>The colour and shape that goes with it.</summary>
    public static string Meaning(TimeSpan left) => left <= TimeSpan.Zero ? "late" : left <= Soon ? "soon" : "ok";

    private static CultureInfo CultureOf(Language language) => CultureInfo.GetCultureInfo(LanguageTag.Of(language));
}
