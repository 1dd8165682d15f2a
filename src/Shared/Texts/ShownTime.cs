using System.Globalization;
using EcomCenter.Contracts;

namespace EcomCenter.Texts;

/// <summary>
/// Formats times for people in the centre's time zone. Uses the product's own texts, independent of the machine's culture.
/// </summary>
public sealed class ShownTime(TimeZoneInfo zone)
{
    /// <summary>Date, weekday and time of day without the zone name: 2026年11月25日 星期三 10:00.</summary>
    public string Moment(Language language, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return Names.Texts.Say(language, "time.moment",
            ("date", DateOf(language, local)), ("weekday", WeekdayOf(language, local)), ("clock", ClockOf(local)));
    }

    /// <summary>
    /// Date, weekday and time of day with the zone name, because some residents use Beijing time and some Xinjiang time.
    /// </summary>
    public string Labelled(Language language, DateTimeOffset at) =>
        Names.Texts.Say(language, "time.labelled", ("moment", Moment(language, at)), ("zone", Zone(language)));

    public string Date(Language language, DateTimeOffset at) => DateOf(language, TimeZoneInfo.ConvertTime(at, zone));

    public string Weekday(Language language, DateTimeOffset at) => WeekdayOf(language, TimeZoneInfo.ConvertTime(at, zone));

    public string Clock(DateTimeOffset at) => ClockOf(TimeZoneInfo.ConvertTime(at, zone));

    /// <summary>The name of the time zone, e.g. 北京时间; an unnamed zone is shown as its offset from UTC.</summary>
    public string Zone(Language language) => zone.Id switch
    {
        "Asia/Shanghai" or "China Standard Time" or "PRC" => Names.Texts.Say(language, "zone.beijing"),
        "Asia/Urumqi" or "Central Asia Standard Time" => Names.Texts.Say(language, "zone.xinjiang"),
        _ => "UTC" + (zone.BaseUtcOffset < TimeSpan.Zero ? "-" : "+")
            + zone.BaseUtcOffset.ToString("hh\\:mm", CultureInfo.InvariantCulture),
    };

    private static string DateOf(Language language, DateTimeOffset local)
    {
        var month = Names.Texts.Say(language, $"month.{local.Month.ToString(CultureInfo.InvariantCulture)}");
        return Names.Texts.Say(language, "time.date", ("year", local.Year), ("month", month), ("day", local.Day));
    }

    private static string WeekdayOf(Language language, DateTimeOffset local) =>
        Names.Texts.Say(language, $"weekday.{((int)local.DayOfWeek).ToString(CultureInfo.InvariantCulture)}");

    private static string ClockOf(DateTimeOffset local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);
}
