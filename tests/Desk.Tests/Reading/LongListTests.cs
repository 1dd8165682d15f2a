using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Reading;

/// <summary>Lists that are read by ranges of an index, or along their order, hold what a plain query holds.</summary>
public sealed class LongListTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static readonly Actor Agent = new() { Author = Author.Staff("mai"), Role = StaffRole.Agent, Department = "brand" };

    [Theory, CombinatorialProviders]
    internal async Task A_list_is_the_same_whichever_way_it_is_read(Provider provider)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-20T10:00:00Z"));
        await using var desk = await DeskApp.StartAsync(provider, time, Clock.ManualClock.RemoveDeadlineJob);
        await OpenTicketsAsync(desk, time);
        await using var db = desk.CreateDb();
        var limits = DueLimits.At(time.Now(), TimeZoneInfo.Utc);
        foreach (var actor in new[] { BoardTestTickets.Supervisor, Agent })
        {
            var all = await db.ReadableTickets(actor).Include(t => t.Slips).ToListAsync(Now);
            foreach (var filter in Filters())
            {
                var expected = TicketListReader.Filter(all.AsQueryable(), filter, actor, limits).SortedAfter(filter.Order, null)
                    .Select(t => t.Id).ToList();
                foreach (var few in new[] { 0, TicketListReader.FewTickets })
                    Assert.Equal(expected, await ReadPagesAsync(db, actor, filter, limits, few, all));
            }

            Assert.Equal(all.AsQueryable().Open.ByUrgency.Skip(2).Take(9).Select(t => t.Id),
                await db.ReadableTickets(actor).FirstByUrgency(TicketRanges.OpenStatuses, TicketRanges.AllCycles, 2, 9).ToListAsync(Now));
        }
    }

    private static async Task<List<long>> ReadPagesAsync(
        DeskDb db, Actor actor, TicketFilter filter, DueLimits limits, int few, List<Ticket> all)
    {
        var (read, after) = (new List<long>(), (TicketCursor?)null);
        while (true)
        {
            var ids = await TicketListReader.ReadIdsAsync(db, actor, filter with { After = after }, limits, Now, few);
            read.AddRange(ids.Take(filter.Limit));
            if (ids.Count <= filter.Limit) return read;
            var last = all.Single(t => t.Id == read[^1]);
            after = new(filter.Order, filter.Order switch
            {
                TicketOrder.Due => last.DueAt.ToUnixTimeMilliseconds(),
                TicketOrder.Updated => last.Sequence,
                _ => last.Id,
            }, last.Id);
        }
    }

    private static IEnumerable<TicketFilter> Filters() =>
        from order in Enum.GetValues<TicketOrder>()
        let whole = new TicketFilter { Limit = 4, Order = order }
        from filter in new[]
        {
            whole, whole with { Statuses = [TicketStatus.New] }, whole with { Statuses = [TicketStatus.Closed, TicketStatus.InProgress] },
            whole with { Kinds = [TicketKind.Complaint] }, whole with { Channels = [ContactChannel.Counter] },
            whole with { Department = "brand" }, whole with { Assignee = "none" }, whole with { Assignee = "mai" },
            whole with { Due = DueFilter.Missed }, whole with { Due = DueFilter.Today }, whole with { Due = DueFilter.Soon },
            whole with { Due = DueFilter.Today, Statuses = [TicketStatus.New, TicketStatus.Closed] },
            whole with { Due = DueFilter.Today, Statuses = [TicketStatus.Closed] },
        }
        select filter;

    /// <summary>Opens tickets of all statuses and states of the cycle.</summary>
    private static async Task OpenTicketsAsync(DeskApp desk, FakeTimeProvider time)
    {
        for (var i = 0; i < 30; i++)
        {
            var number = await OpenAsync(desk, i);
            if (i % 4 == 1) await desk.TakeTicketAsync(number, "mai");
            if (i % 5 == 2) await desk.AnswerTicketAsync(number);
            var request = new TicketRequest(number, BoardTestTickets.Supervisor);
            if (i % 10 == 2)
                await desk.Writer.WriteAsync(unit => desk.Actions.ResolveAsync(unit, request, "已办好。", CancellationToken.None));
            if (i % 7 == 3)
                await desk.Writer.WriteAsync(unit => desk.Actions.CancelAsync(unit, request, "spam", CancellationToken.None));
            if (i % 3 == 0) time.Advance(TimeSpan.FromHours(6));
        }

        await desk.Services.GetRequiredService<EcomCenter.Desk.Clock.OverdueTickets>().RecordMissedDeadlinesAsync(CancellationToken.None);
        for (var i = 0; i < 3; i++) await OpenAsync(desk, i);
    }

    private static async Task<TicketNumber> OpenAsync(DeskApp desk, int i)
    {
        var request = new IntakeRequest
        {
            Channel = i % 2 == 0 ? ContactChannel.Counter : ContactChannel.Hotline, Description = $"核桃 {i}",
            Kind = i % 3 == 0 ? TicketKind.Complaint : TicketKind.Inquiry, Department = i % 4 == 0 ? "brand" : null,
            Actor = BoardTestTickets.Supervisor,
        };
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        return (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, CancellationToken.None))).Ticket.Number;
    }
}
