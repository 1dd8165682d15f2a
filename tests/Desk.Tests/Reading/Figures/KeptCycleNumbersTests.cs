using EcomCenter.Contracts;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Reading.Figures;

/// <summary>The kept numbers of response cycles are those that counting all cycles gives.</summary>
public sealed class KeptCycleNumbersTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static readonly ReadScope[] Scopes = [ReadScope.All, ReadScope.ForDepartment("brand"), ReadScope.ForDepartment("product")];

    [Theory, CombinatorialProviders]
    internal async Task Every_period_counts_the_same_as_all_its_cycles_one_by_one(Provider provider)
    {
        var start = DateTimeOffset.Parse("2026-11-20T10:00:00Z");
        var time = new FakeTimeProvider(start);
        await using var desk = await DeskApp.StartAsync(provider, time, Clock.ManualClock.RemoveDeadlineJob);
        await ActAsync(desk, time);
        await using var db = desk.CreateDb();
        DateTimeOffset?[] limits =
            [null, start.AddDays(-1), CycleDay.StartOf(new(2026, 11, 21)), start.AddHours(30), start.AddHours(31), start.AddDays(9)];
        FigureFilter[] filters =
        [
            new(), new() { Kind = TicketKind.Complaint }, new() { Channel = ContactChannel.Counter }, new() { Department = "brand" },
            new() { Department = FigureFilter.NoCode }, new() { Assignee = "mai" },
        ];
        var all = await CycleCount.ListAsync(db, ReadScope.All, new(), null, null, Now);
        Assert.Equal(await db.Cycles.CountAsync(Now), all.Sum(count => count.Cycles));
        Assert.Equal(4, all.Select(count => count.State).Distinct().Count());
        foreach (var scope in Scopes)
        {
            foreach (var filter in filters)
            {
                foreach (var (from, to) in from a in limits from b in limits where a is null || b is null || a < b select (a, b))
                {
                    var tickets = filter.Apply(scope.Filter(db.Tickets.AsNoTracking()));
                    Assert.Equal(Sum(await CycleCount.ListAsync(db, tickets, from, to, Now)),
                        Sum(await CycleCount.ListAsync(db, scope, filter, from, to, Now)));
                }
            }
        }
    }

    [Fact]
    public async Task Verify_reports_kept_numbers_that_are_wrong()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await desk.OpenTicketAsync("核桃");
        Assert.Empty(await FindingsAsync(desk));
        await using (var db = desk.CreateDb()) await db.CycleDays.ExecuteUpdateAsync(set => set.SetProperty(d => d.Cycles, 2), Now);
        Assert.Equal("keptNumbers", Assert.Single(await FindingsAsync(desk)).Code);
    }

    /// <summary>
    /// Does whatever lets a cycle count elsewhere: answers, misses, late answers, withdrawals, other kinds and departments, reopening.
    /// </summary>
    private static async Task ActAsync(DeskApp desk, FakeTimeProvider time)
    {
        var overdue = desk.Services.GetRequiredService<OverdueTickets>();
        for (var i = 0; i < 24; i++)
        {
            var number = await OpenAsync(desk, i);
            var request = new TicketRequest(number, BoardTestTickets.Supervisor);
            if (i % 4 == 0) await desk.AnswerTicketAsync(number);
            if (i % 8 == 0)
                await desk.Writer.WriteAsync(unit => desk.Actions.ResolveAsync(unit, request, "已办好。", CancellationToken.None));
            if (i % 6 == 5) await desk.Writer.WriteAsync(unit => desk.Actions.CancelAsync(unit, request, "spam", CancellationToken.None));
            if (i % 5 == 1) await TransferAsync(desk, request);
            time.Advance(TimeSpan.FromHours(4));
            await overdue.RecordMissedDeadlinesAsync(CancellationToken.None);
            if (i % 8 == 0)
                await desk.Writer.WriteAsync(unit => desk.Actions.ReopenAsync(unit, request, "还是不行。", CancellationToken.None));
            if (i % 3 == 2) await RerouteAsync(desk, request);
            if (i % 7 == 3)
                await desk.Writer.WriteAsync(unit =>
                    desk.Actions.AmendAsync(unit, request, TicketKind.Suggestion, CancellationToken.None));
        }

        await using var db = desk.CreateDb();
        foreach (var late in await db.Tickets.Where(t => t.Unanswered && t.CycleState == CycleState.Missed).OrderBy(t => t.Id).Take(3)
            .Select(t => t.Number).ToListAsync(Now)) await desk.AnswerTicketAsync(late);
    }

    private static Task TransferAsync(DeskApp desk, TicketRequest request) => desk.Writer.WriteAsync(unit =>
        desk.Actions.TransferAsync(unit, request, "product", "请处理。", null, CancellationToken.None));

    private static Task RerouteAsync(DeskApp desk, TicketRequest request) => desk.Writer.WriteAsync(unit =>
        desk.Actions.RerouteAsync(unit, request, "brand", null, CancellationToken.None));

    private static async Task<TicketNumber> OpenAsync(DeskApp desk, int i)
    {
        var request = new IntakeRequest
        {
            Channel = i % 2 == 0 ? ContactChannel.Counter : ContactChannel.SuggestionBox, Description = $"核桃 {i}",
            Kind = i % 3 == 0 ? TicketKind.Complaint : TicketKind.Inquiry, Department = i % 4 == 0 ? "brand" : null,
            Actor = BoardTestTickets.Supervisor,
        };
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        return (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, CancellationToken.None))).Ticket.Number;
    }

    private static List<string> Sum(IEnumerable<CycleCount> counts) =>
    [
        .. counts.GroupBy(c => (c.Kind, c.Channel, c.Department, c.State, c.AnsweredLate))
            .Select(g => $"{g.Key}: {g.Sum(c => c.Cycles)}").Order(),
    ];

    private static async Task<List<Finding>> FindingsAsync(DeskApp desk) => await new DeskVerifier(
        desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>())
        .RunAsync(Now).ToListAsync(Now);
}
