using System.Globalization;

namespace EcomCenter.Desk.Promise;

/// <summary>Calendar days of a time zone.</summary>
internal static class LocalDays
{
    /// <summary>
    /// Reads a day, or the first day of a month, that somebody typed or sent. Returns null for the first and last years of the calendar,
    /// too: the days around them have no time in every zone.
    /// </summary>
    public static DateOnly? Read(string? text, string format) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999
            ? day : null;

    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>
    /// Returns the first moment at which the local clock shows this time or, where clocks skip it, a later one. A later time of day never
    /// gets an earlier moment.
    /// </summary>
    public static DateTimeOffset FindMoment(DateOnly day, TimeSpan timeOfDay, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + timeOfDay;
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    public static DateOnly FromTime(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
