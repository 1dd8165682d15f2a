using System.Globalization;
using EcomCenter.Contracts;
using Humanizer;

namespace EcomCenter.Desk.Texts;

/// <summary>Texts for time left and time overdue: 还剩 3 小时 · 3 سائەت قالدى · 3 hours left.</summary>
public static class TimeTexts
{
    /// <summary>The time for the attribute of an HTML element, which allows three digits of a second.</summary>
    public static string ForMachines(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    public static readonly TimeSpan SoonThreshold = TimeSpan.FromHours(4);

    private static readonly TimeSpan DaysThreshold = TimeSpan.FromDays(3);

    static TimeTexts() => LocalizedTimeFormatter.Register();

    /// <summary>Formats a span in its largest unit: minutes, hours up to three days, then days. Never rounds up.</summary>
    public static string FormatSpan(Language language, TimeSpan span)
    {
        var length = span.Duration();
        if (length < TimeSpan.FromMinutes(1)) return DeskTexts.Format(language, "time.underAMinute");
        var most = length >= DaysThreshold ? TimeUnit.Day : TimeUnit.Hour;
        return length.Humanize(precision: 1, culture: CultureOf(language), maxUnit: most, minUnit: TimeUnit.Minute);
    }

    /// <summary>Formats a promised length exactly, in the largest unit that needs no rounding: 48 hours, 90 minutes.</summary>
    public static string FormatLength(Language language, TimeSpan length)
    {
        var unit = length.Ticks % TimeSpan.TicksPerHour == 0 ? TimeUnit.Hour
            : length.Ticks % TimeSpan.TicksPerMinute == 0 ? TimeUnit.Minute : TimeUnit.Second;
        return length.Humanize(precision: 1, culture: CultureOf(language), maxUnit: unit, minUnit: unit);
    }

    public static string FormatTimeLeft(Language language, TimeSpan left) => left.Duration() < TimeSpan.FromMinutes(1)
        ? DeskTexts.Format(language, left > TimeSpan.Zero ? "time.almostLate" : "time.justLate")
        : DeskTexts.Format(language, left > TimeSpan.Zero ? "time.left" : "time.late", ("span", FormatSpan(language, left)));

    /// <summary>
    /// Returns the urgency that colour and shape of texts and bars show: <c>late</c>, <c>soon</c> or <c>ok</c>. Soon means the last four
    /// hours, or the last quarter of the whole response time if that is shorter.
    /// </summary>
    public static string GetUrgency(TimeSpan left, TimeSpan? whole = null) =>
        left <= TimeSpan.Zero ? "late" : left <= GetSoonThreshold(whole) ? "soon" : "ok";

    /// <summary>Returns the time from which the urgency is <c>soon</c>, for the script that keeps it current.</summary>
    public static DateTimeOffset GetSoonTime(DateTimeOffset dueAt, TimeSpan? whole = null) => dueAt - GetSoonThreshold(whole);

    private static TimeSpan GetSoonThreshold(TimeSpan? whole) =>
        whole / 4 is { } quarter && quarter < SoonThreshold ? quarter : SoonThreshold;

    private static CultureInfo CultureOf(Language language) => CultureInfo.GetCultureInfo(LanguageTag.From(language));
}
