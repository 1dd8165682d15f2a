using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Promise;

/// <summary>Computes when a department's slip is due, in the working time of that department, and when it is reminded before.</summary>
public sealed class SlipPolicy(CalendarCache calendars, IOptions<PromiseOptions> options)
{
    /// <summary>The part of the working time after which the department is reminded.</summary>
    private const double ReminderFraction = 0.75;

    /// <summary>Returns the times of a slip that is handed over at <paramref name="start"/>.</summary>
    /// <param name="dueAt">A stated due time; null for the usual length.</param>
    public SlipTimes TimesFor(string department, DateTimeOffset start, DateTimeOffset? dueAt) => dueAt is { } stated
        ? Create(calendars.ForDepartment(department), start, stated, null) : TimesFor(department, start, options.Value.Slip);

    /// <summary>Returns the times of a slip that was handed over at another time than it states. A stated due time stays.</summary>
    public SlipTimes TimesFrom(TransferSlip slip, DateTimeOffset start) => slip.WorkingTime is { } length
        ? TimesFor(slip.Department, start, length) : TimesFor(slip.Department, start, slip.DueAt);

    /// <summary>Returns the times of a slip that has so much working time, by the calendar as it is now.</summary>
    public SlipTimes TimesFor(TransferSlip slip, TimeSpan length) => TimesFor(slip.Department, slip.HandedOverAt, length);

    /// <summary>
    /// True when nothing happened with an open slip for the idle time. Until the slip is due, a department that accepted it works on it.
    /// </summary>
    public bool IsIdle(string department, SlipState state, DateTimeOffset actedAt, DateTimeOffset dueAt, DateTimeOffset now)
    {
        var since = state is SlipState.Accepted && dueAt > actedAt ? dueAt : actedAt;
        return options.Value.Idle > TimeSpan.Zero && calendars.ForDepartment(department).FindEnd(since, options.Value.Idle) <= now;
    }

    private SlipTimes TimesFor(string department, DateTimeOffset start, TimeSpan length)
    {
        var calendar = calendars.ForDepartment(department);
        // A department with hardly any hours still gets a due time.
        return Create(calendar, start, Earlier(calendar.FindEnd(start, length), start + TransferSlip.MaxLength), length);
    }

    private static SlipTimes Create(WorkingCalendar calendar, DateTimeOffset start, DateTimeOffset due, TimeSpan? length)
    {
        // Time may be granted when it has passed already: the slip is late from then on.
        if (due <= start) return new(due, null, length);
        var reminder = calendar.FindEnd(start, calendar.Measure(start, due) * ReminderFraction);
        return new(due, reminder > start && reminder < due ? reminder : null, length);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
