using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

/// <summary>An answer that waits for a call has all that the call needs.</summary>
public sealed class UnsaidAnswerTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_who_must_call_has_the_number_and_no_other()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", "brand");
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        var address = new Uri($"/desk/tickets/{number}?phone=1", UriKind.Relative);
        Assert.DoesNotContain("13800001234", await agent.GetStringAsync(address, Now), StringComparison.Ordinal);
        await desk.AnswerTicketAsync(number);
        Assert.Contains("tel:13800001234", await agent.GetStringAsync(address, Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_meets_the_promise_and_no_reply_is_counted()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃");
        await desk.AnswerTicketAsync(number);
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        await PressAsync("noReply");
        await PressAsync("noReply");
        await using (var db = desk.CreateDb())
        {
            var ticket = await db.Tickets.Include(t => t.Cycles).SingleAsync(Now);
            Assert.True(ticket is { Unanswered: true, NeedsCallBack: true });
        }

        var page = await clerk.OpenAsync($"/desk/tickets/{number}");
        Assert.Contains("2", page.Document.QuerySelector(".unsaid .soon")!.TextContent, StringComparison.Ordinal);
        await PressAsync("told");
        await using var after = desk.CreateDb();
        var told = await after.Tickets.Include(t => t.Cycles).SingleAsync(Now);
        Assert.Equal((false, false, CycleState.Met), (told.Unanswered, told.NeedsCallBack, told.LatestCycle.State));

        async Task PressAsync(string outcome)
        {
            var shown = await clerk.OpenAsync($"/desk/tickets/{number}");
            var form = shown.Document.QuerySelector(".unsaid form")!;
            var fields = form.QuerySelectorAll("input").Select(input =>
                new KeyValuePair<string, string>(input.GetAttribute("name")!, input.GetAttribute("value") ?? "")).ToList();
            fields.Add(new("outcome", outcome));
            using var content = new FormUrlEncodedContent(fields);
            using var answer = await clerk.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), content, Now);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_clerk_changes_the_language_of_a_ticket_on_its_page()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", "brand");
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var page = await clerk.OpenAsync($"/desk/tickets/{number}");
        var form = page.Document.QuerySelector("form[action$='/reroute']")!;
        var token = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), new("department", "brand"), new("language", "ug")]);
        using var answer = await clerk.PostAsync(new Uri($"/desk/tickets/{number}/reroute", UriKind.Relative), content, Now);
        await using var db = desk.CreateDb();
        var ticket = await db.Tickets.SingleAsync(Now);
        Assert.Equal((Language.Ug, "brand"), (ticket.Language, ticket.Department));
    }
}
