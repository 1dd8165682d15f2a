using System.Globalization;
using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.Hotline;

public sealed class HotlinePagesTests
{
    private const string Hotline = "/desk/hotline";

    [Fact]
    public async Task An_answered_call_meets_the_cycle_at_the_time_of_the_call()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var called = TimeProvider.System.GetUtcNow().AddDays(-2).ToOffset(TimeSpan.FromHours(8));
        var page = await clerk.PressAsync(await clerk.OpenAsync(Hotline), "answered", ("who", "13800001234"), ("description", "几点开门?"),
            ("answer.text", "十点。"), ("receivedAt", called.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)));
        var ticket = await SingleTicketAsync(desk);
        Assert.Equal(ticket.Number.ToString(), page.Number);
        Assert.Equal((ContactChannel.Hotline, CycleState.Met, AnsweredVia.Phone),
            (ticket.Channel, ticket.LatestCycle.State, ticket.LatestCycle.Via));
        Assert.Equal(called.ToUnixTimeSeconds() / 60, ticket.ReceivedAt.ToUnixTimeSeconds() / 60);
    }

    [Fact]
    public async Task A_next_step_promised_on_the_phone_needs_a_date()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var refused = await clerk.PressAsync(await clerk.OpenAsync(Hotline), "promised", ("description", "要货款"), ("answer.text", "我们去问"));
        Assert.NotNull(refused.Fault("answer.promisedAt"));
        await clerk.PressAsync(refused, "promised",
            ("answer.promisedAt", TimeProvider.System.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.NotNull((await SingleTicketAsync(desk)).RunningPromisedDate);
    }

    [Fact]
    public async Task A_call_handed_over_waits_in_its_department()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var refused = await clerk.PressAsync(await clerk.OpenAsync(Hotline), "handedOver", ("description", "快递没到"));
        Assert.Equal("请选择交给哪个部门。", refused.Fault("department"));
        await clerk.PressAsync(refused, "handedOver", ("department", "logistics"));
        var ticket = await SingleTicketAsync(desk);
        Assert.Equal(("logistics", TicketStatus.New, true), (ticket.Department, ticket.Status, ticket.Unanswered));
    }

    [Fact]
    public async Task A_call_back_needs_a_phone_and_leaves_a_note()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var refused = await clerk.PressAsync(await clerk.OpenAsync(Hotline), "callBack", ("who", "阿依古丽"), ("description", "店打不开"));
        Assert.Equal(("回电需要电话号码。", "阿依古丽"), (refused.Fault("who"), refused.Value("who")));
        await clerk.PressAsync(refused, "callBack", ("also", "13800001234"));
        var ticket = await SingleTicketAsync(desk);
        Assert.Equal((Reach.Phone, TicketStatus.New, true, true), (ticket.Reach, ticket.Status, ticket.Unanswered, ticket.NeedsCallBack));
        Assert.Equal("答应回电。", ticket.Messages.Single(m => m.Kind is MessageKind.Note).Text);
    }

    [Theory]
    [InlineData(8 * 24, "早于 7 天前")]
    [InlineData(-2, "时间在将来")]
    public async Task A_call_must_be_within_the_last_seven_days(int hoursAgo, string words)
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var called = TimeProvider.System.GetUtcNow().AddHours(-hoursAgo).ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        var refused = await clerk.PressAsync(await clerk.OpenAsync(Hotline), "callBack", ("who", "13800001234"), ("description", "店"),
            ("receivedAt", called));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(words, refused.Fault("receivedAt"), StringComparison.Ordinal);
    }

    [Theory, CombinatorialProviders]
    internal async Task Todays_calls_are_listed_newest_first(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        Assert.Contains("今天还没有来电记录", (await clerk.OpenAsync(Hotline)).Text, StringComparison.Ordinal);
        foreach (var words in new[] { "第一个", "第二个" })
            await clerk.PressAsync(await clerk.OpenAsync(Hotline), "callBack", ("who", "13800001234"), ("description", words));
        var log = (await clerk.OpenAsync(Hotline)).Document.QuerySelectorAll(".log tbody tr bdi").Select(cell => cell.TextContent)
            .Where(text => text.StartsWith('第'));
        Assert.Equal(["第二个", "第一个"], log);
    }

    [Fact]
    public async Task A_form_with_an_answer_sent_by_keyboard_counts_as_answered()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        await clerk.SendAsync(await clerk.OpenAsync(Hotline), ("who", "13800001234"), ("description", "几点开门?"),
            ("answer.text", "十点。"));
        var ticket = await SingleTicketAsync(desk);
        Assert.Equal(CycleState.Met, ticket.LatestCycle.State);
        Assert.Equal("十点。", ticket.Messages.Single(m => m.Kind is MessageKind.Answer).Text);
    }

    [Theory]
    [InlineData("13800001234", null, null, null, "callBack")]
    [InlineData("13800001234", "十点。", "logistics", null, "answered")]
    [InlineData("13800001234", "我们去问", null, "2020-01-01", "promised")]
    [InlineData("13800001234", null, "nowhere", null, "handedOver")]
    [InlineData(null, null, null, null, "answered")]
    public async Task The_main_button_is_the_outcome_that_the_keyboard_sends(string? who, string? answer, string? department, string? date,
        string ending)
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        // A missing description is refused, and the page then shows the outcome that the form was read as.
        var asked = await clerk.SendAsync(await clerk.OpenAsync(Hotline), ("who", who), ("answer.text", answer),
            ("department", department), ("answer.promisedAt", date));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Equal(ending, Assert.Single(asked.Document.QuerySelectorAll(".endings button.main[data-default]")).GetAttribute("value"));
        Assert.Contains("Ctrl+Enter", asked.Document.QuerySelector("form .keys")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("handedOver", "对来电人说的：\n我们已转给物流。")]
    [InlineData("callBack", "答应回电。\n对来电人说的：\n我们已转给物流。")]
    public async Task Words_said_before_handing_over_or_calling_back_become_a_note(string ending, string note)
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var done = await clerk.PressAsync(await clerk.OpenAsync(Hotline), ending,
            ("who", "13800001234"), ("description", "快递没到"), ("department", "logistics"), ("answer.text", "我们已转给物流。"));
        var ticket = await SingleTicketAsync(desk);
        Assert.Equal(note, ticket.Messages.Single(m => m.Kind is MessageKind.Note).Text);
        Assert.Equal((true, ending == "callBack", "logistics"), (ticket.Unanswered, ticket.NeedsCallBack, ticket.Department));
        Assert.Contains("内部备注已记下", done.Document.QuerySelector(".read-out")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("answered")]
    [InlineData("handedOver")]
    [InlineData("callBack")]
    public async Task A_date_without_a_promise_is_refused(string ending)
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var asked = await clerk.PressAsync(await clerk.OpenAsync(Hotline), ending, ("who", "13800001234"), ("description", "快递没到"),
            ("department", "logistics"), ("answer.text", "周五前。"),
            ("answer.promisedAt", TimeProvider.System.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.StartsWith("日期只跟", asked.Fault("answer.promisedAt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_todays_calls_are_listed_latest_first_fifty_per_page()
    {
        var midnight = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.FromHours(8));
        var clock = new FakeTimeProvider(midnight.AddHours(9));
        await using var desk = await DeskApp.StartAsync(time: clock);
        var calls = Enumerable.Range(0, 52).Select(n => ($"第{n}个", midnight.AddMinutes(n))).Append(("昨天的", midnight.AddMinutes(-1)));
        foreach (var (words, called) in calls) await CallAsync(desk, words, called);
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var page = await clerk.OpenAsync(Hotline);
        var first = Subjects(page);
        Assert.Equal((50, "第51个", "第2个"), (first.Count, first[0], first[^1]));
        var rest = await clerk.OpenAsync(page.Document.QuerySelector("#calls .buttons a")!.GetAttribute("href")!.Split('#')[0]);
        Assert.Equal(["第1个", "第0个"], Subjects(rest));
    }

    private static List<string> Subjects(HtmlPage page) =>
        [.. page.Document.QuerySelectorAll(".log tbody td:nth-child(3) bdi").Select(cell => cell.TextContent)];

    private static Task CallAsync(DeskApp desk, string words, DateTimeOffset called) =>
        desk.Services.GetRequiredService<DeskWriter>().WriteAsync(unit =>
        desk.Services.GetRequiredService<IntakeDoor>().SubmitAsync(unit, new()
        {
            Channel = ContactChannel.Hotline, Kind = TicketKind.Inquiry, Description = words, Actor = Actor.Resident(Language.ZhHans),
            ReceivedAt = called,
        }, CancellationToken.None));

    private static async Task<Ticket> SingleTicketAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return (await db.FindFullTicketAsync(await db.Tickets.Select(t => t.Id).SingleAsync(), default))!;
    }
}
