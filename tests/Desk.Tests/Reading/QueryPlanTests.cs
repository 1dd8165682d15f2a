using System.Text.RegularExpressions;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Desk.Pages.Board;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    /// <summary>Long lists read ranges of an index; only the few rows of each range are sorted together.</summary>
    [Fact]
    public async Task Long_lists_read_the_beginning_of_ranges_of_an_index()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var db = desk.CreateDb();
        var (reader, limits) = (BoardTestTickets.Supervisor, new DueLimits(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
        var board = desk.Services.GetRequiredService<BoardQuery>();
        foreach (var list in Enum.GetValues<BoardList>())
        {
            var filter = new BoardFilter { ListText = list.ToString() };
            Assert.Empty(await FindScansAsync(db, BoardQuery.FindIds(board.FilterTickets(db, reader, filter), filter)));
        }

        foreach (var filter in Filters(TicketOrder.Due))
        {
            var matching = TicketListReader.Filter(db.ReadableTickets(reader), filter, reader, limits);
            Assert.Empty(await FindScansAsync(db, TicketListReader.ByDueTime(matching, filter)));
            foreach (var status in TicketRanges.AllStatuses)
            {
                var some = TicketListReader.Some(matching, status, 10);
                Assert.Empty(await FindScansAsync(db, some));
                Assert.DoesNotContain(await ReadPlanAsync(db, some), step => step == "USE TEMP B-TREE FOR ORDER BY");
            }
        }
    }

    /// <summary>A list of which many tickets match is read along its order, until enough are found. Nothing is sorted for it.</summary>
    [Theory, InlineData(TicketOrder.Newest), InlineData(TicketOrder.Updated)]
    internal async Task A_list_with_many_matches_is_read_in_its_order(TicketOrder order)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var db = desk.CreateDb();
        var (reader, limits) = (BoardTestTickets.Supervisor, new DueLimits(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
        foreach (var filter in Filters(order))
        {
            var plan = await ReadPlanAsync(db, TicketListReader.Walk(db, reader, filter, limits).SortedAfter(order, null).Take(51));
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        }
    }

    /// <summary>A word that is in every message costs no more than the hits that are looked at.</summary>
    [Fact]
    public async Task A_search_looks_at_the_newest_hits_only()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        for (var i = 0; i < 5; i++) await desk.OpenTicketAsync($"红枣 {i}");
        await using var db = desk.CreateDb();
        var newest = await db.Tickets.OrderByDescending(t => t.Id).Select(t => t.Id).Take(3).ToListAsync(Now);
        Assert.Equal(newest, (await db.FindTicketIdsByPhrase("红枣", maxHits: 3).ToListAsync(Now)).OrderDescending());
        foreach (var phrase in new[] { "红枣", "گەرلىك", "ئاي گۈل" })
        {
            var plan = await ReadPlanAsync(db, db.FindTicketIdsByPhrase(phrase));
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.StartsWith("SCAN w", StringComparison.Ordinal)
                || step.StartsWith("SCAN search_words", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_promise_of_whole_days_is_read_from_the_kept_numbers()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var db = desk.CreateDb();
        IQueryable<CycleDay> days = db.CycleDays.Where(d => d.Day >= new DateOnly(2026, 1, 1) && d.Day < new DateOnly(2026, 2, 1));
        Assert.Empty(await FindScansAsync(db, days));
    }

    [Fact]
    public async Task The_promise_of_all_days_is_summed_in_the_order_of_an_index()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var db = desk.CreateDb();
        FigureFilter[] filters = [new(), new() { Kind = TicketKind.Complaint }];
        foreach (var filter in filters)
        {
            var step = Assert.Single(
                await ReadPlanAsync(db, CycleCount.SumKept(db, ReadScope.All, filter, DateOnly.MinValue, DateOnly.MaxValue)));
            Assert.Contains("USING COVERING INDEX", step, StringComparison.Ordinal);
        }
    }

    /// <summary>One person may have few tickets of a million, and of the closed ones nobody has any.</summary>
    [Theory, InlineData("none"), InlineData("mai")]
    public async Task A_list_of_one_person_reads_no_tickets_of_others(string assignee)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var db = desk.CreateDb();
        var filter = new TicketFilter { Limit = 50, Order = TicketOrder.Due, Assignee = assignee };
        var (reader, limits) = (BoardTestTickets.Supervisor, new DueLimits(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
        var matching = TicketListReader.Filter(db.ReadableTickets(reader), filter, reader, limits);
        var plan = await ReadPlanAsync(db, TicketListReader.ByDueTime(matching, filter));
        var reads = plan.Where(step => step.Contains("IX_tickets", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(reads);
        Assert.All(reads, step => Assert.Contains("(Assignee=? AND Status=?", step, StringComparison.Ordinal));
    }

    /// <summary>The cases behind a figure of all time are read along their order. Their count comes from the kept numbers.</summary>
    [Theory, InlineData(Figure.Missed), InlineData(Figure.Kept), InlineData(Figure.Decided), InlineData(Figure.AnsweredLate)]
    internal async Task The_list_behind_a_figure_is_read_in_its_order(Figure figure)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await using var db = desk.CreateDb();
        var cases = FigureList.SelectCycles(db, BoardTestTickets.Supervisor, new(figure, null, null, new()), isWalk: true);
        var plan = await ReadPlanAsync(db, cases.Take(FigureList.PageSize));
        Assert.DoesNotContain(plan, step => step == "USE TEMP B-TREE FOR ORDER BY");
        Assert.Contains(plan, step => step.Contains("INDEX IX_response_cycles_StartedAt", StringComparison.Ordinal));
    }

    private static IEnumerable<TicketFilter> Filters(TicketOrder order)
    {
        var all = new TicketFilter { Limit = 50, Order = order };
        yield return all;
        yield return all with { Statuses = [TicketStatus.Closed] };
        yield return all with { Statuses = [TicketStatus.New, TicketStatus.Resolved], Kinds = [TicketKind.Praise] };
        yield return all with { Channels = [ContactChannel.Hotline] };
        yield return all with { Department = "brand", Assignee = "none" };
        yield return all with { Assignee = "mai" };
        yield return all with { Due = DueFilter.Today };
        yield return all with { Due = DueFilter.Missed };
    }

    private static async Task<List<string>> FindScansAsync(DbContext db, IQueryable query)
    {
        var plan = await ReadPlanAsync(db, query);
        var text = query.ToQueryString();
        return [.. plan.Where(step => IsTableScan(step, text)).Select(step => $"{step} in {text}")];
    }

    private static async Task<List<string>> ReadPlanAsync(DbContext db, IQueryable query)
    {
        await db.Database.OpenConnectionAsync(Now);
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await using var plan = await command.ExecuteReaderAsync(Now);
        var steps = new List<string>();
        while (await plan.ReadAsync(Now)) steps.Add(plan.GetString(3));
        return steps;
    }

    /// <summary>The indexes that hold only the tickets of one short list, so that reading one whole is the look-up.</summary>
    private static readonly string[] ListIndexes = ["IX_tickets_NeedsCallBack", "IX_tickets_NeedsSupervisor", "IX_tickets_SlipDueAt"];

    /// <summary>A subquery has a name as a table has, but is no longer than what it was limited to.</summary>
    private static bool IsTableScan(string step, string query) => step.Split(' ') is ["SCAN", var name, ..]
        && !step.Contains("VIRTUAL TABLE INDEX", StringComparison.Ordinal)
        && !ListIndexes.Any(index => step.EndsWith(index, StringComparison.Ordinal))
        && Regex.IsMatch(query, $"(FROM|JOIN) \"?\\w+\"? AS \"{Regex.Escape(name)}\"");
}
