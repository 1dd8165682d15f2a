using System.Globalization;
using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Storage;
using EcomCenter.Desk.Tests.Web;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Hotline;

public sealed class CallsAreKept
{
    private const string Hotline = "/desk/hotline";

    [Fact]
    public async Task An_answered_call_met_its_promise_when_it_was_said()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.BrowserOfAsync(StaffRole.Clerk);
        var called = TimeProvider.System.GetUtcNow().AddDays(-2).ToOffset(TimeSpan.FromHours(8));
        var page = await clerk.SendAsync(await clerk.OpenAsync(Hotline), "answered", ("who", "13800001234"), ("description", "几点开门?"), ("answer.text", "十点。"),
            ("receivedAt", called.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)));
        var ticket = await OnlyAsync(desk);
        Assert.Equal(ticket.Number.ToString(), page.Number);
        Assert.Equal((ContactChannel.Hotline, CycleState.Met, Via.Phone), (ticket.Channel, ticket.LatestCycle.State, ticket.LatestCycle.Via));
        Assert.Equal(called.ToUnixTimeSeconds() / 60, ticket.ReceivedAt.ToUnixTimeSeconds() / 60);
    }

    [Fact]
    public async Task A_promise_on_the_phone_has_its_date()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.BrowserOfAsync(StaffRole.Clerk);
        var refused = await clerk.SendAsync(await clerk.OpenAsync(Hotline), "promised", ("description", "要货款"), ("answer.text", "我们去问"));
        Assert.NotNull(refused.Fault("answer.promisedAt"));
        await clerk.SendAsync(refused, "promised", ("answer.promisedAt", TimeProvider.System.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.NotNull((await OnlyAsync(desk)).RunningPromise);
    }

    [Fact]
    public async Task Handed_over_it_waits_in_its_department()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.BrowserOfAsync(StaffRole.Clerk);
        var refused = await clerk.SendAsync(await clerk.OpenAsync(Hotline), "handedOver", ("description", "快递没到"));
        Assert.Equal("请选择交给哪个部门。", refused.Fault("department"));
        await clerk.SendAsync(refused, "handedOver", ("department", "logistics"));
        var ticket = await OnlyAsync(desk);
        Assert.Equal(("logistics", TicketStatus.New, true), (ticket.Department, ticket.Status, ticket.Unanswered));
    }

    [Fact]
    public async Task A_call_back_needs_the_phone_and_is_noted_for_colleagues()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.BrowserOfAsync(StaffRole.Clerk);
        var refused = await clerk.SendAsync(await clerk.OpenAsync(Hotline), "callBack", ("who", "阿依古丽"), ("description", "店打不开"));
        Assert.Equal(("回电需要电话号码。", "阿依古丽"), (refused.Fault("who"), refused.Value("who")));
        await clerk.SendAsync(refused, "callBack", ("also", "13800001234"));
        var ticket = await OnlyAsync(desk);
        Assert.Equal((Reach.Phone, TicketStatus.New, true, true), (ticket.Reach, ticket.Status, ticket.Unanswered, ticket.CallBack));
        Assert.Equal("答应回电。", ticket.Messages.Single(m => m.Kind is MessageKind.Note).Text);
    }

    [Theory]
    [InlineData(8 * 24, "早于 7 天前")]
    [InlineData(-2, "时间在将来")]
    public async Task A_call_is_of_the_last_seven_days(int hoursAgo, string words)
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.BrowserOfAsync(StaffRole.Clerk);
        var called = TimeProvider.System.GetUtcNow().AddHours(-hoursAgo).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        var refused = await clerk.SendAsync(await clerk.OpenAsync(Hotline), "callBack", ("who", "13800001234"), ("description", "店"), ("receivedAt", called));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(words, refused.Fault("receivedAt"), StringComparison.Ordinal);
    }

    [Theory, CombinatorialProviders]
    internal async Task Todays_calls_stand_below_newest_first(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var clerk = await desk.BrowserOfAsync(StaffRole.Clerk);
        Assert.Contains("今天还没有来电记录", (await clerk.OpenAsync(Hotline)).Text, StringComparison.Ordinal);
        foreach (var words in new[] { "第一个", "第二个" })
            await clerk.SendAsync(await clerk.OpenAsync(Hotline), "callBack", ("who", "13800001234"), ("description", words));
        var log = (await clerk.OpenAsync(Hotline)).Document.QuerySelectorAll(".log tbody tr bdi").Select(cell => cell.TextContent).Where(text => text.StartsWith('第'));
        Assert.Equal(["第二个", "第一个"], log);
    }

    private static async Task<Ticket> OnlyAsync(DeskApp desk)
    {
        await using var db = desk.Db();
        return (await db.WholeTicketAsync(await db.Tickets.Select(t => t.Id).SingleAsync(), default))!;
    }
}
