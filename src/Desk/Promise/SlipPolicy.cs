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
    public SlipTimes TimesFor(string department, DateTimeOffset start, DateTimeOffset? dueAt)
    {
        var calendar = calendars.ForDepartment(department);
        // A department with hardly any hours still gets a due time.
        var due = dueAt ?? Earlier(calendar.FindEnd(start, options.Value.Slip), start + TransferSlip.MaxLength);
        var reminder = calendar.FindEnd(start, calendar.Measure(start, due) * ReminderFraction);
        return new(due, reminder > start && reminder < due ? reminder : null);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
