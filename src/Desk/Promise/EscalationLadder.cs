using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Promise;

/// <summary>The levels of warning of a response cycle, as the settings have them.</summary>
public sealed class EscalationLadder(IEnumerable<EscalationLevel> levels)
{
    private static readonly TimeSpan StaffedHour = TimeSpan.FromHours(1);

    private readonly Dictionary<string, EscalationLevel> _levels = levels.ToDictionary(level => level.Name, StringComparer.Ordinal);

    /// <summary>The levels of a centre that set none.</summary>
    public static IReadOnlyList<EscalationLevel> Default { get; } =
    [
        new("half", 0.5, default, [WarningReceiver.AssigneeOrDesk]),
        new("lateSoon", 0.75, default, [WarningReceiver.Assignee, WarningReceiver.DutyLead]),
        new("lastCall", null, TimeSpan.FromHours(-4), [WarningReceiver.Supervisors]),
        new(PlannedLevel.Missed, null, TimeSpan.Zero, [WarningReceiver.Assignee, WarningReceiver.Supervisors]),
        new("head", null, TimeSpan.FromHours(24), [WarningReceiver.Heads]),
    ];

    public IEnumerable<EscalationLevel> Levels => _levels.Values;

    /// <summary>Returns the receivers of a level; those of the miss for a level that the settings no longer have.</summary>
    public IReadOnlyList<WarningReceiver> ReceiversOf(string level) =>
        (_levels.GetValueOrDefault(level) ?? _levels[PlannedLevel.Missed]).Receivers;

    /// <summary>
    /// Returns the receivers of a level, and those of the lower ones that it overtook: who was to be told then is told now. Levels before
    /// the start of the cycle were never to come.
    /// </summary>
    public IEnumerable<WarningReceiver> ReceiversOf(string level, IReadOnlyList<SkippedLevel>? skipped, DateTimeOffset start) =>
        (skipped ?? []).Where(overtaken => overtaken.LevelAt > start).SelectMany(overtaken => ReceiversOf(overtaken.Level))
            .Concat(ReceiversOf(level)).Distinct();

    /// <summary>
    /// Plans the levels of a cycle in the order of their times. Those before the due time are brought forward to the last staffed hour when
    /// nobody is there. One that would come after a higher one then, or at its time, warns nobody, and so does one before the start.
    /// </summary>
    public IReadOnlyList<PlannedLevel> Plan(DateTimeOffset start, DueTime due, WorkingCalendar staffedHours)
    {
        var plan = _levels.Values.Select(level => new PlannedLevel(level.Name, FindTime(level, start, due, staffedHours)))
            .OrderBy(level => level.At).ThenBy(level => level.Name == PlannedLevel.Missed).ToArray();
        var next = DateTimeOffset.MaxValue;
        for (var i = plan.Length - 1; i >= 0; i--)
        {
            if (plan[i].At < due.At) plan[i] = BringForward(plan[i], start, staffedHours);
            var isMiss = plan[i].Name == PlannedLevel.Missed;
            if (!isMiss && plan[i].At >= next) plan[i] = plan[i] with { At = next, Fits = false };
            if (!isMiss && plan[i].At <= start) plan[i] = plan[i] with { Fits = false };
            if (plan[i].Fits) next = plan[i].At;
        }

        return plan;
    }

    /// <summary>
    /// Returns a time soon enough to check a new cycle: that of the first level where every hour is staffed, at the latest the due time.
    /// </summary>
    public DateTimeOffset FindFirstCheck(DateTimeOffset start, DateTimeOffset dueAt)
    {
        var first = dueAt;
        foreach (var level in _levels.Values)
        {
            var at = level.Fraction is { } fraction ? start + ((dueAt - start) * fraction) : dueAt + level.Offset;
            if (at > start && at < first) first = at;
        }

        return first;
    }

    private static DateTimeOffset FindTime(EscalationLevel level, DateTimeOffset start, DueTime due, WorkingCalendar staffedHours)
    {
        if (level.Fraction is not { } fraction) return due.At + level.Offset;
        var inWorkingTime = due.WorkingTime is { } length ? staffedHours.FindEnd(start, Truncate(length * fraction)) : null;
        return inWorkingTime < due.At ? inWorkingTime.Value : start + Truncate((due.At - start) * fraction);
    }

    private static PlannedLevel BringForward(PlannedLevel level, DateTimeOffset start, WorkingCalendar staffedHours) =>
        level with { At = staffedHours.FindStaffedHour(level.At, StaffedHour) ?? start };

    // Stored times have whole milliseconds.
    private static TimeSpan Truncate(TimeSpan span) => TimeSpan.FromMilliseconds((long)span.TotalMilliseconds);
}
