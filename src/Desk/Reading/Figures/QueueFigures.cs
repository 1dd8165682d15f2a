using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>The open tickets at one moment, and how many came and went in the week before.</summary>
public sealed record QueueFigures
{
    /// <summary>The span over which coming and going are compared.</summary>
    public static readonly TimeSpan FlowSpan = TimeSpan.FromDays(7);

    /// <summary>The span in which a due time is named in the first line.</summary>
    public static readonly TimeSpan SoonSpan = TimeSpan.FromHours(4);

    public required DateTimeOffset At { get; init; }

    public int Open { get; init; }

    public int Waiting { get; init; }

    /// <summary>Missed and still unanswered.</summary>
    public int Missed { get; init; }

    /// <summary>Due in the next four hours.</summary>
    public int DueSoon { get; init; }

    public int LateSlips { get; init; }

    public int CallBacks { get; init; }

    public int NotSatisfied { get; init; }

    /// <summary>The tickets whose residents urge an answer that is owed.</summary>
    public int Urged { get; init; }

    /// <summary>The tickets received in the last seven days.</summary>
    public int Received { get; init; }

    /// <summary>The tickets that were resolved or closed in the last seven days, and are not open again.</summary>
    public int Finished { get; init; }

    public bool IsGrowing => Received > Finished;

    /// <summary>The days in which the open tickets would be finished at the pace of the last week; null if none was finished.</summary>
    public int? DaysToClear => Finished == 0 ? null : (int)Math.Ceiling(Open * FlowSpan.TotalDays / Finished);

    internal static async Task<QueueFigures> ReadAsync(
        DeskDb db, IQueryable<Ticket> tickets, OpenTicketCounts open, DateTimeOffset now, CancellationToken cancellation)
    {
        var (soon, since) = (now + SoonSpan, now - FlowSpan);
        return new()
        {
            At = now, Open = open.All, Waiting = open.Waiting, Missed = open.Missed,
            DueSoon = await DueBy(tickets, soon).CountAsync(cancellation),
            LateSlips = await WithLateSlip(tickets, now).CountAsync(cancellation),
            CallBacks = await tickets.NeedingCallBack.CountAsync(cancellation),
            NotSatisfied = await tickets.NeedingSupervisor.CountAsync(cancellation),
            Urged = await tickets.CountAsync(t => t.Unanswered && t.Urged > 0, cancellation),
            Received = await tickets.CountAsync(t => t.ReceivedAt >= since, cancellation),
            Finished = await FinishedSince(db, tickets, since).CountAsync(cancellation),
        };
    }

    /// <summary>The tickets whose open cycles are due by then.</summary>
    internal static IQueryable<Ticket> DueBy(IQueryable<Ticket> tickets, DateTimeOffset time)
    {
        var isUnanswered = true;
        // A value to compare with lets the index be read up to the time; the column alone as a condition does not.
        return tickets.Open.Where(t => t.Unanswered == isUnanswered && t.CycleState == CycleState.Open && t.DueAt <= time);
    }

    /// <summary>The tickets of which a department has a slip that is late.</summary>
    internal static IQueryable<Ticket> WithLateSlip(IQueryable<Ticket> tickets, DateTimeOffset now) =>
        tickets.Where(t => t.SlipDueAt < now);

    /// <summary>The tickets that were resolved or closed since then, and are not open again.</summary>
    internal static IQueryable<Ticket> FinishedSince(DeskDb db, IQueryable<Ticket> tickets, DateTimeOffset since)
    {
        string[] types = [EventJson.NameOf<TicketResolved>(), EventJson.NameOf<TicketCancelled>()];
        var ended = db.Events.Where(e => types.Contains(e.Type) && e.At >= since).Select(e => e.TicketId);
        return tickets.Where(t => (t.Status == TicketStatus.Resolved || t.Status == TicketStatus.Closed) && ended.Contains(t.Id));
    }
}
