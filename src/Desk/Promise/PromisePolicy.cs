using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Promise;

/// <summary>
/// Computes the due time of an answer: 48 hours of natural time after the start unless a rule sets another length, in natural time or in
/// the working time of the centre.
/// </summary>
public sealed class PromisePolicy(IOptions<PromiseOptions> options, CalendarCache calendars)
{
    private readonly PromiseOptions _options = options.Value;

    /// <summary>The levels of warning.</summary>
    public EscalationLadder Ladder { get; } = options.Value.CreateLadder();

    /// <summary>The longest working time of any rule; zero when all rules are in natural time.</summary>
    public TimeSpan LongestWorkingTime { get; } =
        options.Value.Rules.Where(rule => rule.WorkingTime).Select(rule => rule.Response).DefaultIfEmpty().Max();

    public DueTime DueTimeFor(Ticket ticket, DateTimeOffset start)
    {
        var rule = FindRule(ticket.Kind, ticket.ServiceItem, ticket.Priority);
        return rule is { WorkingTime: true }
            ? new DueTime(AddWorkingTime(start, rule.Response), rule.Response) : new DueTime(start + (rule?.Response ?? _options.Response));
    }

    /// <summary>Returns the due time of the head's instruction on a matter that is put before the head now.</summary>
    public DateTimeOffset HeadDueTimeAt(DateTimeOffset now) => now + _options.Head;

    /// <summary>Plans the warnings of a cycle, those before its due time within the staffed hours of the centre.</summary>
    public IReadOnlyList<PlannedLevel> LevelsFor(DateTimeOffset start, DueTime due) => Ladder.Plan(start, due, calendars.ForCentre);

    /// <summary>Returns the start of a cycle that would be due now. A start that a channel states is not taken from before it.</summary>
    public DateTimeOffset EarliestStartFor(TicketKind kind, string? serviceItem, Priority priority, DateTimeOffset now)
    {
        var rule = FindRule(kind, serviceItem, priority);
        var length = rule?.Response ?? _options.Response;
        return rule is { WorkingTime: true } ? calendars.ForCentre.FindStart(now, length) ?? now - length : now - length;
    }

    /// <summary>
    /// Adds working time of the centre. Where a calendar is so narrow that so much does not pass within its horizon, returns the horizon:
    /// a message must not be refused for it.
    /// </summary>
    public DateTimeOffset AddWorkingTime(DateTimeOffset start, TimeSpan workingTime) =>
        calendars.ForCentre.FindEnd(start, workingTime) ?? start + WorkingCalendar.Horizon;

    private ResponseTimeRule? FindRule(TicketKind kind, string? serviceItem, Priority priority) => _options.Rules.FirstOrDefault(rule =>
        (rule.Kind is null || rule.Kind == kind)
        && (rule.ServiceItem is null || rule.ServiceItem == serviceItem)
        && (rule.Priority is null || rule.Priority == priority));
}
