using EcomCenter.Contracts;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Reading;

/// <summary>A look-up never reads a whole table, whoever asks.</summary>
public sealed class QueryPlanTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_ups_use_an_index()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", "brand");
        await using var db = desk.CreateDb();
        var ticket = await db.Tickets.SingleAsync(Now);
        Actor[] readers =
        [
            new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk },
            new() { Author = Author.Staff("mai"), Role = StaffRole.Agent, Department = "brand" },
        ];
        Assert.NotEmpty(await FindScansAsync(db, db.Tickets.Where(t => t.Subject == "核桃")));
        foreach (var reader in readers)
        {
            IQueryable[] lookUps =
            [
                db.LinkedTickets(ticket, reader), db.OtherTicketsOfResident(ticket, reader), db.FindTickets(reader, "核桃"),
                db.FindTickets(reader, number.ToString()), db.ReadableAttachments(reader).Where(a => a.Id == 7),
                db.ReadableEvents(reader).Where(row => row.Event.Sequence > 5), db.ReadablePeople(reader).Where(p => p.Id == 7),
            ];
            foreach (var lookUp in lookUps) Assert.Empty(await FindScansAsync(db, lookUp));
        }
    }

    /// <summary>The figures read the events, cycles and tickets of their period, and no others.</summary>
    [Fact]
    public async Task Figures_of_a_period_use_an_index()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await desk.OpenTicketAsync("核桃", "brand");
        await using var db = desk.CreateDb();
        var (reader, from) = (BoardTestTickets.Supervisor, DateTimeOffset.UnixEpoch);
        var tickets = db.ReadableTickets(reader);
        IQueryable[] periods =
        [
            FigureQuery.ReadResolutionEvents(db, tickets, from, from.AddDays(30)), tickets.Where(t => t.ReceivedAt >= from),
            QueueFigures.FinishedSince(db, tickets, from), db.Cycles.Where(c => c.StartedAt >= from && c.StartedAt < from.AddDays(30)),
            tickets.Open.Where(t => t.Unanswered && t.Urged > 0), ReturnIdleWork.IdleTickets(db, from), ReturnIdleWork.OldSlips(db, from),
        ];
        foreach (var period in periods) Assert.Empty(await FindScansAsync(db, period));
    }

    [Fact]
    public async Task The_lists_of_the_duty_pages_use_an_index()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var db = desk.CreateDb();
        var (since, day) = (DateTimeOffset.UnixEpoch, new DateOnly(2026, 12, 1));
        IQueryable[] lists =
        [
            db.FollowUps.Where(f => f.State == FollowUpState.Waiting && f.ResolvedAt >= since).OrderBy(f => f.ResolvedAt).Take(100),
            db.Tickets.Where(t => t.ResolvedAt >= since && t.ResolvedAt < since.AddDays(1)).Select(t => t.Id),
            db.Referrals.Where(r => r.State == ReferralState.Open).OrderBy(r => r.DueAt).Take(100),
            db.Set<ShiftHandover>().Where(h => h.EndedAt == null), db.Set<HandoverItem>().Where(i => i.TicketId == 7),
            db.Set<DutyEntry>().Where(e => e.Day == day), db.Set<DailyCheck>().Where(c => c.Day == day),
            db.Events.Where(e => e.Sequence >= 7).OrderBy(e => e.Sequence).Take(1),
        ];
        foreach (var list in lists) Assert.Empty(await FindScansAsync(db, list));
    }

    private static async Task<List<string>> FindScansAsync(DbContext db, IQueryable query)
    {
        await db.Database.OpenConnectionAsync(Now);
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await using var plan = await command.ExecuteReaderAsync(Now);
        var scans = new List<string>();
        while (await plan.ReadAsync(Now))
            if (plan.GetString(3) is var step && IsTableScan(step)) scans.Add($"{step} in {query.ToQueryString()}");
        return scans;
    }

    private static bool IsTableScan(string step) => step.StartsWith("SCAN ", StringComparison.Ordinal)
        && !step.Contains("VIRTUAL TABLE INDEX", StringComparison.Ordinal) && !step.Contains("(subquery", StringComparison.Ordinal);
}
