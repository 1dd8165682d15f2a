namespace EcomCenter.Desk.Promise;

/// <summary>The time in which one member of staff is on duty.</summary>
/// <param name="User">The user name.</param>
/// <param name="IsLead">True for the duty lead of that day.</param>
public sealed record DutyShift(DateTimeOffset From, DateTimeOffset Until, string User, bool IsLead);

/// <summary>The roster of duty (值班表). Warnings go to those on duty now, or to those who come next.</summary>
/// <param name="heads">The user names of the heads of the centre.</param>
public sealed class DutyRoster(IEnumerable<DutyShift> shifts, IEnumerable<string> heads)
{
    private readonly List<DutyShift> _shifts = [.. shifts.Where(shift => shift.Until > shift.From)
        .OrderBy(shift => shift.From).ThenBy(shift => shift.User, StringComparer.Ordinal)];

    public static DutyRoster Empty { get; } = new([], []);

    public IReadOnlyList<DutyShift> Shifts => _shifts;

    public IReadOnlyList<string> Heads { get; } = [.. heads.Distinct(StringComparer.Ordinal)];

    /// <summary>The user names of those on duty, each once; none when nobody is.</summary>
    public IReadOnlyList<string> OnDutyAt(DateTimeOffset at) => ListUsers(_shifts.Where(shift => IsOn(shift, at)));

    /// <summary>
    /// Returns those whose shift begins next after a time, and when; null when nobody is planned. Who is on duty already is not counted.
    /// </summary>
    public NextDuty? NextOnDuty(DateTimeOffset at) => _shifts.Find(shift => shift.From > at) is { } first
        ? new(first.From, ListUsers(_shifts.Where(shift => shift.From == first.From))) : null;

    /// <summary>Those on duty at a time; when nobody is, those who come next; none when nobody is planned.</summary>
    public IReadOnlyList<string> OnDutyNowOrNext(DateTimeOffset at) =>
        OnDutyAt(at) is { Count: > 0 } now ? now : NextOnDuty(at)?.Users ?? [];

    /// <summary>The duty leads at a time; when no lead is on duty, the one who comes next; none when no lead is planned.</summary>
    public IReadOnlyList<string> LeadsAt(DateTimeOffset at)
    {
        var leads = _shifts.FindAll(shift => shift.IsLead);
        var now = ListUsers(leads.Where(shift => IsOn(shift, at)));
        return now.Count > 0 || leads.Find(shift => shift.From > at) is not { } next ? now : [next.User];
    }

    /// <summary>The duty lead beside somebody who leaves: the one on duty or who comes next; null if none is planned.</summary>
    public string? FindLeadBeside(string leaving, DateTimeOffset at) =>
        new DutyRoster(_shifts.Where(shift => shift.User != leaving), []).LeadsAt(at) is [var lead, ..] ? lead : null;

    /// <summary>
    /// The end of the duty that somebody has at a time; null for somebody who is not on duty. Hours that go on where others end, for
    /// example over midnight, are one duty.
    /// </summary>
    public DateTimeOffset? FindDutyEnd(string user, DateTimeOffset at) =>
        _shifts.Find(shift => shift.User == user && IsOn(shift, at)) is { } current ? FindDutyEnd(current) : null;

    /// <summary>
    /// The end of the duty of the first colleague who is on duty after a time, be it that she comes then or was there before; null if
    /// nobody is planned.
    /// </summary>
    public DateTimeOffset? FindNextDutyEnd(string user, DateTimeOffset at) =>
        _shifts.Find(shift => shift.User != user && shift.Until > at) is { } next ? FindDutyEnd(next) : null;

    /// <summary>The time from which somebody who leaves is on duty again; null if that is not planned.</summary>
    public DateTimeOffset? FindReturn(string user, DateTimeOffset leaving) =>
        _shifts.Find(shift => shift.User == user && shift.From >= leaving)?.From;

    /// <summary>Returns false for receivers of warnings who are named in the roster, when nobody is.</summary>
    public bool Names(WarningReceiver receiver, DateTimeOffset at) => receiver switch
    {
        WarningReceiver.AssigneeOrDesk or WarningReceiver.DutyDesk => OnDutyNowOrNext(at).Count > 0,
        WarningReceiver.DutyLead => LeadsAt(at).Count > 0,
        WarningReceiver.Heads => Heads.Count > 0,
        _ => true,
    };

    private DateTimeOffset FindDutyEnd(DutyShift shift)
    {
        var end = shift.Until;
        while (_shifts.Find(next => next.User == shift.User && IsOn(next, end)) is { } next) end = next.Until;
        return end;
    }

    private static bool IsOn(DutyShift shift, DateTimeOffset at) => shift.From <= at && at < shift.Until;

    private static IReadOnlyList<string> ListUsers(IEnumerable<DutyShift> shifts) =>
        [.. shifts.Select(shift => shift.User).Distinct(StringComparer.Ordinal)];
}

/// <summary>The next beginning of a shift, and those whose shift it is.</summary>
public sealed record NextDuty(DateTimeOffset At, IReadOnlyList<string> Users);

/// <summary>The roster in memory, read from the database at start and after each change.</summary>
public sealed class RosterCache
{
    private volatile DutyRoster _roster = DutyRoster.Empty;

    public DutyRoster Roster => _roster;

    public void Replace(DutyRoster roster) => _roster = roster;
}
