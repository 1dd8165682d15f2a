using System.Globalization;
using EcomCenter.Contracts;

namespace EcomCenter.Texts;

/// <summary>
/// Formats times for people in the centre's time zone. Uses the product's own texts, independent of the machine's culture.
/// </summary>
public sealed class TimeFormatter(TimeZoneInfo zone)
{
    /// <summary>Date, weekday and time of day without the zone name: 2026年11月25日 星期三 10:00.</summary>
    public string DateAndTime(Language language, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return DisplayNames.Texts.Format(language, "time.moment",
            ("date", FormatDate(language, local)), ("weekday", FormatWeekday(language, local)), ("clock", FormatTimeOfDay(local)));
    }

    /// <summary>
    /// Date, weekday and time of day with the zone name, because some residents use Beijing time and some Xinjiang time.
    /// </summary>
    public string DateAndTimeWithZone(Language language, DateTimeOffset at) =>
        DisplayNames.Texts.Format(language, "time.labelled", ("moment", DateAndTime(language, at)), ("zone", ZoneName(language)));

    public string Date(Language language, DateTimeOffset at) => FormatDate(language, TimeZoneInfo.ConvertTime(at, zone));

    /// <summary>A date with its weekday: 2026年11月25日 星期三, Wednesday 25 November 2026.</summary>
    public string DateAndWeekday(Language language, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return DisplayNames.Texts.Format(language, "time.day",
            ("date", FormatDate(language, local)), ("weekday", FormatWeekday(language, local)));
    }

    public string TimeOfDay(DateTimeOffset at) => FormatTimeOfDay(TimeZoneInfo.ConvertTime(at, zone));

    /// <summary>The name of the time zone, e.g. 北京时间; an unnamed zone is shown as its offset from UTC.</summary>
    public string ZoneName(Language language) => zone.Id switch
    {
        "Asia/Shanghai" or "China Standard Time" or "PRC" => DisplayNames.Texts.Format(language, "zone.beijing"),
        "Asia/Urumqi" or "Central Asia Standard Time" => DisplayNames.Texts.Format(language, "zone.xinjiang"),
        _ => "UTC" + (zone.BaseUtcOffset < TimeSpan.Zero ? "-" : "+")
            + zone.BaseUtcOffset.ToString("hh\\:mm", CultureInfo.InvariantCulture),
    };

    private static string FormatDate(Language language, DateTimeOffset local)
    {
        var month = DisplayNames.Texts.Format(language, $"month.{local.Month.ToString(CultureInfo.InvariantCulture)}");
        return DisplayNames.Texts.Format(language, "time.date", ("year", local.Year), ("month", month), ("day", local.Day));
    }

    private static string FormatWeekday(Language language, DateTimeOffset local) => DisplayNames.Weekday(language, local.DayOfWeek);

    private static string FormatTimeOfDay(DateTimeOffset local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);
}
