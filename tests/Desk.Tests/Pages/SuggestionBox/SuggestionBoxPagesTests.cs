using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.SuggestionBox;

public sealed class SuggestionBoxPagesTests
{
    private const string Box = "/desk/suggestion-box";

    [Fact]
    public async Task Every_sheet_becomes_a_ticket_received_when_the_box_was_emptied()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var done = await clerk.SendAsync(await clerk.OpenAsync(Box), ("collectedAt", "2026-01-05T18:30"),
            ("row0.text", "ئورۇندۇق ئاز"),
            ("row1.kind", "complaint"), ("row1.text", "排队太久"), ("row1.name", "阿依古丽"), ("row1.phone", "13800001234"),
            ("row3.text", "谢谢大家帮忙"), ("row3.anonymous", "yes"));
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal(3, done.Document.QuerySelectorAll(".kept li").Length);
        await using var db = desk.CreateDb();
        var tickets = await db.Tickets.Include(t => t.Person).OrderBy(t => t.Kind).ThenBy(t => t.Language)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.All(tickets, t => Assert.Equal((ContactChannel.SuggestionBox, new DateTimeOffset(2026, 1, 5, 10, 30, 0, TimeSpan.Zero)),
            (t.Channel, t.ReceivedAt)));
        Assert.Equal(["排队太久", "ئورۇندۇق ئاز", "谢谢大家帮忙"], tickets.Select(t => t.Subject));
        Assert.Equal(["阿依古丽", null, null], tickets.Select(t => t.Person?.Name));
    }

    [Fact]
    public async Task Valid_sheets_are_accepted_and_faulty_ones_stay_with_their_faults()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var half = await clerk.SendAsync(await clerk.OpenAsync(Box), ("row0.text", "好"), ("row1.name", "阿依古丽"),
            ("row2.text", new string('长', 10_001)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, half.Status);
        Assert.Single(half.Document.QuerySelectorAll(".kept li"));
        Assert.Equal(("请填写这一项。", "阿依古丽"), (half.Fault("row1.text"), half.Value("row1.name")));
        Assert.Contains("10001", half.Fault("row2.text"), StringComparison.Ordinal);
        var done = await clerk.SendAsync(half, ("row1.text", "补上了"), ("row2.text", "短一点"));
        Assert.Equal(2, done.Document.QuerySelectorAll(".kept li").Length);
        Assert.Equal(3, await CountAsync(desk));
    }

    [Fact]
    public async Task Sending_twice_or_correcting_after_going_back_duplicates_no_sheet()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var page = await clerk.OpenAsync(Box);
        await clerk.SendAsync(page, ("row0.text", "一"), ("row1.name", "只有名字"));
        await clerk.SendAsync(page, ("row0.text", "一"), ("row1.name", "只有名字"));
        await clerk.SendAsync(page, ("row0.text", "一"), ("row1.name", "只有名字"), ("row1.text", "二"));
        Assert.Equal(2, await CountAsync(desk));
    }

    [Fact]
    public async Task Adding_blank_sheets_keeps_the_input()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var more = await clerk.PressAsync(await clerk.OpenAsync(Box), "yes", ("row0.text", "一"), ("row4.text", "五"),
            ("collectedAt", "2026-01-05"));
        Assert.Equal(("一", "五", "2026-01-05"), (more.Value("row0.text"), more.Value("row4.text"), more.Value("collectedAt")));
        Assert.NotNull(more.Value("row9.text"));
        Assert.Equal(0, await CountAsync(desk));
    }

    [Fact]
    public async Task A_future_collection_time_is_refused()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var refused = await clerk.SendAsync(await clerk.OpenAsync(Box), ("collectedAt", "2060-01-05T10:00"), ("row0.text", "一"));
        Assert.Contains("时间在将来", refused.Fault("collectedAt"), StringComparison.Ordinal);
        Assert.Equal("一", refused.Value("row0.text"));
    }

    private static async Task<int> CountAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Tickets.CountAsync();
    }
}
