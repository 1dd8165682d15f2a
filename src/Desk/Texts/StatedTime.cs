using System.Globalization;

namespace EcomCenter.Desk.Texts;

/// <summary>
/// Reads times that people type in forms, in the shown time zone. A date without a time means the start or the end of that day.
/// </summary>
public static class StatedTime
{
    private static readonly string[] TimeFormats = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>Null if nothing was typed. Adds a fault for a text that is no time, or a time that a clock change skips.</summary>
    public static DateTimeOffset? Read(List<FieldFault> faults, string field, string? written, TimeZoneInfo zone, bool endOfDay = false)
    {
        if (written is null) return null;
        if (ReadLocal(written.Trim(), endOfDay) is { } local && !zone.IsInvalidTime(local)) return ToUtc(zone, local);
        faults.Add(new(field, "timeUnreadable"));
        return null;
    }

    private static DateTime? ReadLocal(string text, bool endOfDay)
    {
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return endOfDay ? day.AddMinutes(24 * 60 - 1) : day;
        return DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : null;
    }

    // The offset would overflow in the first and last year of the calendar.
    private static DateTimeOffset ToUtc(TimeZoneInfo zone, DateTime local) =>
        local.Year is > 1 and < 9999 ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime() : DateTimeOffset.UnixEpoch;
}
