namespace EcomCenter.Desk.Promise;

/// <summary>
/// A part of a day in which people work, counted from midnight: from <paramref name="Start"/> until just before <paramref name="End"/>.
/// </summary>
/// <param name="End">At most 24 hours. Work past midnight is a second part on the next day.</param>
public readonly record struct WorkingHours(TimeSpan Start, TimeSpan End)
{
    public TimeSpan Length => End - Start;

    public bool IsValid => Start >= TimeSpan.Zero && End > Start && End <= TimeSpan.FromHours(24) && IsWhole(Start) && IsWhole(End);

    public static WorkingHours Between(int startHour, int endHour) => new(TimeSpan.FromHours(startHour), TimeSpan.FromHours(endHour));

    /// <summary>Returns true when the parts follow each other without overlapping.</summary>
    public static bool AreInOrder(IReadOnlyList<WorkingHours> hours)
    {
        for (var i = 1; i < hours.Count; i++)
        {
            if (hours[i].Start < hours[i - 1].End) return false;
        }

        return true;
    }

    // Forms take minutes, and the shifts of daylight saving time are whole minutes.
    private static bool IsWhole(TimeSpan time) => time.Ticks % TimeSpan.TicksPerMinute == 0;
}
