using System.Globalization;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Web.Forms;

/// <summary>A time as it stands in a form: in the shown time zone, a day alone meaning its start or its end.</summary>
public static class StatedTime
{
    public const string Format = "yyyy-MM-ddTHH:mm";

    private static readonly string[] Moments = [Format, "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm"];

    public static DateTimeOffset? Read(List<FieldFault> faults, string field, string? written, TimeZoneInfo zone, bool endOfDay = false)
    {
        if (written is null) return null;
        var text = written.Trim();
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return In(zone, endOfDay ? day.AddMinutes(24 * 60 - 1) : day);
        if (DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return In(zone, moment);
        faults.Add(new(field, "timeUnreadable"));
        return null;
    }

    public static string Write(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(Format, CultureInfo.InvariantCulture);

    public static string WriteDay(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // The first and last days of the calendar have no room for an offset.
    private static DateTimeOffset? In(TimeZoneInfo zone, DateTime local) =>
        local.Year is > 1 and < 9999 ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime() : DateTimeOffset.UnixEpoch;
}
