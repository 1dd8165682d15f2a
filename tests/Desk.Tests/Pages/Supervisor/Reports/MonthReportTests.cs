using System.Globalization;
using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MiniExcelLibs;

namespace EcomCenter.Desk.Tests.Pages.Supervisor.Reports;

/// <summary>The monthly report on the page and in the spreadsheet, against the same numbers counted from the stored events alone.</summary>
public sealed class MonthReportTests
{
    private const string Page = "/desk/reports", Month = "2026-11";

    /// <summary>Midnight of 1 November in Shanghai, the time zone that the desk shows.</summary>
    private static readonly DateTimeOffset From = DateTimeOffset.Parse("2026-10-31T16:00:00Z", CultureInfo.InvariantCulture),
        To = DateTimeOffset.Parse("2026-11-30T16:00:00Z", CultureInfo.InvariantCulture);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task Every_number_is_that_of_the_events(Provider provider)
    {
        var time = new FakeTimeProvider(From.AddDays(-6));
        await using var desk = await DeskApp.StartAsync(provider, time);
        await SevenWeeks.LiveThroughAsync(desk, time, new(20261101));
        var supervisor = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        var events = await ReadEventsAsync(desk);

        var opened = events.Where(e => e.Type == "ticketOpened" && IsInMonth(e.At)).ToList();
        var page = await ReadPageAsync(supervisor);
        Assert.NotEmpty(opened);
        foreach (var kind in opened.GroupBy(e => EnumCode.Parse<TicketKind>(e.Data.GetProperty("kind").GetString())!.Value))
            Assert.Equal($"{kind.Count()}", page["byKind"][DisplayNames.For(Language.En, kind.Key)][0]);
        Assert.Equal($"{events.Count(e => e.Type == "ticketResolved" && IsInMonth(e.At))}", page["resolutions"]["Resolved"][0]);
        var (kept, missed) = CountCycles(events);
        Assert.Equal([$"{kept}", $"{kept + missed}"], page["promises"]["Kept"].Take(2));
        Assert.Equal($"{missed}", page["promises"]["Missed"][0]);

        var (solved, notSolved, satisfied) = CountWords(events);
        Assert.Equal([$"{solved}", $"{solved + notSolved}"], page["resolutions"]["Solved, says the resident"].Take(2));
        Assert.Equal($"{satisfied}", page["ratings"]["Satisfied"][0]);

        var period = $"from={Uri.EscapeDataString($"{From:O}")}&to={Uri.EscapeDataString($"{To:O}")}";
        var promise = await supervisor.GetReplyAsync($"/api/v1/promise?{period}");
        Assert.Equal((kept, missed), (promise["kept"].GetInt64(), promise["missed"].GetInt64()));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ug")]
    [InlineData("zh-Hans")]
    public async Task The_spreadsheet_has_every_table_of_the_page_with_the_same_numbers(string language)
    {
        var time = new FakeTimeProvider(From.AddDays(-6));
        await using var desk = await DeskApp.StartAsync(time: time);
        await SevenWeeks.LiveThroughAsync(desk, time, new(7));
        var supervisor = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        using var shown = await supervisor.GetAsync(new Uri($"{Page}?month={Month}&lang={language}", UriKind.Relative), Now);
        var document = new HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync(Now));
        using var reply = await supervisor.GetAsync(new Uri($"{Page}/{Month}/sheet?lang={language}", UriKind.Relative), Now);
        using var file = new MemoryStream(await reply.Content.ReadAsByteArrayAsync(Now));
        var tables = document.QuerySelectorAll("section.sheet").ToList();
        Assert.Equal(tables.Select(t => t.QuerySelector("h2")!.TextContent), file.GetSheetNames());
        foreach (var table in tables)
        {
            var rows = file.Query(useHeaderRow: false, sheetName: table.QuerySelector("h2")!.TextContent)
                .Select(row => ((IDictionary<string, object?>)row).Values.Select(cell => $"{cell}").ToList()).ToList();
            var expected = table.QuerySelectorAll("tr")
                .Select(row => row.Children.Select(cell => cell.TextContent is "–" ? "" : cell.TextContent).ToList()).ToList();
            Assert.Equal(expected, rows[..^1]);
            Assert.Equal(table.QuerySelector("p.hint")!.TextContent, rows[^1][0]);
        }
    }

    [Fact]
    public async Task Without_a_month_the_last_one_that_is_over_is_shown_and_a_coming_one_never()
    {
        await using var desk = await DeskApp.StartAsync(time: new FakeTimeProvider(To.AddHours(1)));
        var supervisor = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        foreach (var query in new[] { "", "?month=2027-01", "?month=x" })
            Assert.Contains(Month, await supervisor.GetStringAsync(Page + query, Now), StringComparison.Ordinal);
        Assert.Contains("2026-12", await supervisor.GetStringAsync(Page + "?month=2026-12", Now), StringComparison.Ordinal);
        (await supervisor.GetReplyAsync(Page + "/2026-13/sheet")).Expect(HttpStatusCode.NotFound);
        (await supervisor.GetReplyAsync(Page + "/x/sheet")).Expect(HttpStatusCode.NotFound);
    }

    /// <summary>Counts cycles by the events alone: each start, and if an answer or a miss came first.</summary>
    private static (long Kept, long Missed) CountCycles(List<RawEvent> events)
    {
        var (kept, missed) = (0L, 0L);
        var started = new Dictionary<long, DateTimeOffset>();
        foreach (var happened in events)
        {
            foreach (var cycle in FindCycles(happened.Data))
            {
                var id = cycle.GetProperty("id").GetInt64();
                started.TryAdd(id, cycle.GetProperty("startedAt").GetDateTimeOffset());
                if (cycle.GetProperty("state").GetString() == "met" && IsInMonth(started[id])) kept++;
            }

            if (happened.Type == "cycleMissed" && IsInMonth(started[happened.Data.GetProperty("cycle").GetInt64()])) missed++;
        }

        return (kept, missed);
    }

    /// <summary>Counts what residents said of the resolutions of the month, by the events alone.</summary>
    private static (int Solved, int NotSolved, int Satisfied) CountWords(List<RawEvent> events)
    {
        var (solved, notSolved, satisfied) = (0, 0, 0);
        foreach (var ticket in events.GroupBy(e => e.Ticket))
        {
            var isOfMonth = false;
            foreach (var happened in ticket)
            {
                if (happened.Type == "ticketResolved") isOfMonth = IsInMonth(happened.At);
                if (!isOfMonth || happened.By != "resident") continue;
                if (happened.Type == "ticketReopened") notSolved++;
                if (happened.Type != "ticketRated") continue;
                solved++;
                if (happened.Data.GetProperty("score").GetInt32() >= 3) satisfied++;
            }
        }

        return (solved, notSolved, satisfied);
    }

    private static IEnumerable<JsonElement> FindCycles(JsonElement data) => data.EnumerateObject()
        .Where(member => member.Value.ValueKind is JsonValueKind.Object && member.Value.TryGetProperty("startedAt", out _))
        .Select(member => member.Value);

    private static bool IsInMonth(DateTimeOffset at) => at >= From && at < To;

    private static async Task<List<RawEvent>> ReadEventsAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        var stored = await db.Events.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Now);
        return stored.ConvertAll(e => new RawEvent(e.TicketId, e.Type, e.At, $"{e.By}", JsonDocument.Parse(e.Data).RootElement));
    }

    private static async Task<Dictionary<string, Dictionary<string, List<string>>>> ReadPageAsync(HttpClient supervisor)
    {
        var document = new HtmlParser().ParseDocument(await supervisor.GetStringAsync($"{Page}?month={Month}&lang=en", Now));
        return document.QuerySelectorAll("section.sheet").ToDictionary(table => table.Id!, table => table.QuerySelectorAll("tbody tr")
            .ToDictionary(row => row.Children[0].TextContent, row => row.Children.Skip(1).Select(cell => cell.TextContent).ToList()));
    }

    private sealed record RawEvent(long Ticket, string Type, DateTimeOffset At, string By, JsonElement Data);
}
