namespace EcomCenter.Desk.Promise;

/// <summary>The part of each day in which chats are left in peace. It may last past midnight.</summary>
public static class QuietHours
{
    private static readonly TimeSpan WholeDay = TimeSpan.FromHours(24);

    public static bool IsValid(string text) => text.Length == 0 || TryParse(text) is not null;

    /// <summary>Returns the end of the quiet hours that contain a time; null when it is in none.</summary>
    public static DateTimeOffset? FindEnd(string text, DateTimeOffset at, TimeZoneInfo zone)
    {
        if (TryParse(text) is not var (start, end)) return null;
        var today = LocalDays.FromTime(at, zone);
        foreach (var day in new[] { today.AddDays(-1), today })
        {
            var (from, until) = (LocalDays.FindMoment(day, start, zone),
                end > start ? LocalDays.FindMoment(day, end, zone) : LocalDays.FindMoment(day.AddDays(1), end, zone));
            if (at >= from && at < until) return until;
        }

        return null;
    }

    private static (TimeSpan Start, TimeSpan End)? TryParse(string text)
    {
        if (text.Split('-') is not [var from, var to]) return null;
        return TryParseTime(from) is { } start && TryParseTime(to) is { } end && start != end && start < WholeDay ? (start, end) : null;
    }

    // The parser of working hours reads a time as the end of a day that began at midnight.
    private static TimeSpan? TryParseTime(string text) =>
        HoursText.TryParse($"00:00-{text.Trim()}") is [{ Start: var zero, End: var time }] && zero == TimeSpan.Zero ? time : null;
}
