using System.Globalization;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Pages.Shared.Forms;

/// <summary>
/// Reads and writes times in forms, in the shown time zone. A date without a time means the start or the end of that day.
/// </summary>
public static class StatedTime
{
    public const string Format = "yyyy-MM-ddTHH:mm";

    private static readonly string[] TimeFormats = [Format, "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm"];

    public static DateTimeOffset? Read(List<FieldFault> faults, string field, string? written, TimeZoneInfo zone, bool endOfDay = false)
    {
        if (written is null) return null;
        var text = written.Trim();
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return ToUtc(zone, endOfDay ? day.AddMinutes(24 * 60 - 1) : day);
        if (DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return ToUtc(zone, local);
        faults.Add(new(field, "timeUnreadable"));
        return null;
    }

    public static string Write(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(Format, CultureInfo.InvariantCulture);

    public static string WriteDay(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // The offset would overflow in the first and last year of the calendar.
    private static DateTimeOffset? ToUtc(TimeZoneInfo zone, DateTime local) =>
        local.Year is > 1 and < 9999 ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime() : DateTimeOffset.UnixEpoch;
}
