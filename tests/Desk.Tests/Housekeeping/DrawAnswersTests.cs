using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Pages.Supervisor;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Housekeeping;

/// <summary>The daily draw of answers, the supervisor's ticks, and their share in the monthly report.</summary>
public sealed class DrawAnswersTests
{
    private const string Page = "/desk/duty/answers";

    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task Short_and_repeated_answers_are_counted_and_the_sample_is_marked_by_somebody_else(Provider provider)
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await ManualClock.StartAsync(provider, time);
        var boss = await desk.SignedInBrowserAsync(StaffRole.Supervisor, "boss");
        var other = await desk.SignedInBrowserAsync(StaffRole.Supervisor, "other");
        string[] answers = ["好的", "包裹明天下午到村里，请等电话", "请带身份证到中心", "请带身份证到中心。", "请带身份证到中心"];
        foreach (var words in answers) await AnswerAsync(boss, words);
        time.Advance(TimeSpan.FromHours(13));
        await desk.SweepAsync();
        await desk.SweepAsync();

        await using (var db = desk.CreateDb())
        {
            var day = await db.Set<AnswerDay>().AsNoTracking().SingleAsync(Cancellation);
            Assert.Equal((new DateOnly(2026, 12, 1), 5, 1, 3), (day.Day, day.Answers, day.Short, day.Repeated));
            Assert.Single(await db.Set<AnswerReview>().Where(r => r.IsSample).ToListAsync(Cancellation));
            Assert.InRange(await db.Set<AnswerReview>().CountAsync(Cancellation), 4, 5);
            await db.Set<AnswerReview>().Where(r => !r.IsSample).ExecuteDeleteAsync(Cancellation);
        }

        Assert.Contains("您自己写的", (await boss.OpenAsync(Page)).Text, StringComparison.Ordinal);
        var page = await other.OpenAsync(Page);
        Assert.Equal(5, page.Document.QuerySelectorAll("input[name=tick]").Length);
        Assert.Equal(HttpStatusCode.OK, (await MarkAsync(other, page, "onTopic", "clear")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await MarkAsync(other, page, "polite")).StatusCode);
        Assert.Empty((await other.OpenAsync(Page)).Document.QuerySelectorAll("input[name=tick]"));

        await using (var db = desk.CreateDb())
        {
            var figures = await SubstanceFigures.ReadAsync(db, new(2026, 12, 1), Cancellation);
            Assert.Equal((5, 1, 3, 1), (figures.Answers, figures.Short, figures.Repeated, figures.Reviewed));
            Assert.Equal([1, 0, 0, 0, 1], figures.Ticks);
        }

        var report = (await other.OpenAsync("/desk/reports?month=2026-12")).Document.QuerySelector("#substance");
        Assert.Contains("太短的答复", report!.TextContent, StringComparison.Ordinal);
        // Three ticks were given to none, and zeros have no list.
        Assert.Equal(6, (await other.ExpectListsAsync("/desk/reports?month=2026-12", "#substance")).Count);
    }

    private static async Task AnswerAsync(HttpClient staff, string words)
    {
        var number = await staff.OpenTicketAsync();
        (await staff.PostJsonAsync($"{ApiClient.TicketsPath}/{number}/call",
            new { direction = "out", reached = true, kind = "answer", text = words })).Expect(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> MarkAsync(HttpClient browser, HtmlPage page, params string[] ticks)
    {
        var fields = page.Fill();
        fields.AddRange(ticks.Select(tick => new KeyValuePair<string, string>("tick", tick)));
        using var content = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(new Uri(Page, UriKind.Relative), content, Cancellation);
    }
}
