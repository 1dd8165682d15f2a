using System.Net;
using AngleSharp.Html.Parser;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Reading;

public sealed class DueListTests
{
    /// <summary>22:00 in Shanghai, the time zone that the desk shows.</summary>
    private static readonly DateTimeOffset Evening = DateTimeOffset.Parse("2026-11-20T14:00:00Z");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Due_today_is_the_same_on_the_board_and_in_the_API()
    {
        var time = new FakeTimeProvider(Evening.AddDays(-2).AddHours(-1));
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite, time, Clock.ManualClock.RemoveDeadlineJob);
        var missed = await desk.OpenTicketAsync("过期");
        time.Advance(TimeSpan.FromHours(2));
        var tonight = await desk.OpenTicketAsync("今晚");
        time.Advance(TimeSpan.FromHours(2));
        await desk.OpenTicketAsync("明天");
        time.SetUtcNow(Evening);
        await desk.Writer.WriteAsync(async unit =>
            (await unit.Db.FindFullTicketAsync(missed, Now))?.RecordMissedDeadlines(unit.CreateChangeContext((_, start) => start)), Now);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        Assert.Equal([tonight.ToString()], await ReadBoardAsync(clerk, "today"));
        Assert.Equal([tonight.ToString()], await ReadApiAsync(clerk, "today"));
        Assert.Equal([missed.ToString()], await ReadBoardAsync(clerk, "missed"));
        Assert.Equal([missed.ToString()], await ReadApiAsync(clerk, "missed"));
    }

    private static async Task<IEnumerable<string>> ReadBoardAsync(HttpClient client, string list)
    {
        var board = new HtmlParser().ParseDocument((await client.GetReplyAsync("/desk?list=" + list)).Expect(HttpStatusCode.OK).Text);
        return board.QuerySelectorAll("li.row").Select(row => row.GetAttribute("data-number")!);
    }

    private static async Task<IEnumerable<string>> ReadApiAsync(HttpClient client, string due) =>
        (await client.GetReplyAsync($"{ApiClient.TicketsPath}?due={due}")).Expect(HttpStatusCode.OK)["items"].EnumerateArray()
            .Select(t => t.GetProperty("number").GetString()!);
}
