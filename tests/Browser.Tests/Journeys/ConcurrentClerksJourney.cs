using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class ConcurrentClerksJourney(ChromiumFixture chromium)
{
    [Fact]
    public async Task When_two_clerks_take_one_ticket_one_is_told_that_a_colleague_has_it()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var (first, second) = await SignInTwoClerksAsync(office);
        var number = await office.Desk.OpenTicketAsync("核桃");
        // At this width a ticket opens as a page, not beside the list.
        foreach (var clerk in new[] { first, second }) await clerk.Page.SetViewportSizeAsync(1100, 768);
        await Task.WhenAll(first.GoAsync("/desk"), second.GoAsync("/desk"));

        await Task.WhenAll(TakeAsync(first), TakeAsync(second));

        var winners = new[] { first, second }
            .Where(clerk => clerk.Page.Url.Contains($"/desk/tickets/{number}", StringComparison.Ordinal)).ToList();
        var refused = Assert.Single(new[] { first, second }.Except(winners));
        var alert = refused.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync($"{(winners[0] == first ? "FIRST" : "SECOND")}");
        await Assertions.Expect(alert.Locator($"a[href='/desk/tickets/{number}']")).ToContainTextAsync($"{number}");
        await using var db = office.Desk.CreateDb();
        Assert.Equal(winners[0] == first ? "first" : "second", db.Tickets.Single().Assignee);
    }

    [Fact]
    public async Task When_two_clerks_answer_one_ticket_the_second_ones_text_is_kept()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var (first, second) = await SignInTwoClerksAsync(office);
        var number = await office.Desk.OpenTicketAsync("核桃");
        var ticket = $"/desk/tickets/{number}";
        await Task.WhenAll(WriteAsync(first, ticket, "第一位写的话"), WriteAsync(second, ticket, "第二位写的话"));

        await Task.WhenAll(SendAsync(first), SendAsync(second));

        var refused = await FindRefusedAsync(first, second);
        var (kept, sent) = refused == first ? ("第一位写的话", "第二位写的话") : ("第二位写的话", "第一位写的话");
        await Assertions.Expect(refused.Page.Locator("#answer textarea")).ToHaveValueAsync(kept);
        await Assertions.Expect(refused.Page.Locator("#story")).ToContainTextAsync(sent);
        await Assertions.Expect(refused.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("kept");
        var winner = refused == first ? second : first;
        await Assertions.Expect(winner.Page.Locator("#story")).ToContainTextAsync(sent);
        await Assertions.Expect(winner.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    /// <summary>Signs in two clerks without live updates, so neither sees the other's action in time.</summary>
    private static async Task<(BrowserUser First, BrowserUser Second)> SignInTwoClerksAsync(TestOffice office)
    {
        var clerks = (First: await office.SignInStaffAsync("first", StaffRole.Clerk),
            Second: await office.SignInStaffAsync("second", StaffRole.Clerk));
        foreach (var clerk in new[] { clerks.First, clerks.Second })
            await clerk.Page.RouteAsync("**/lib/signalr*", route => route.AbortAsync());
        return clerks;
    }

    private static async Task TakeAsync(BrowserUser clerk)
    {
        await ActAndWaitAsync(clerk, () => clerk.Page.Locator(".row .take").ClickAsync());
        await clerk.Page.WaitForURLAsync(url => !url.EndsWith("/desk", StringComparison.Ordinal));
    }

    private static async Task WriteAsync(BrowserUser clerk, string ticket, string text)
    {
        await clerk.GoAsync(ticket);
        await clerk.Page.FillAsync("#answer textarea", text);
    }

    private static Task SendAsync(BrowserUser clerk) =>
        ActAndWaitAsync(clerk, () => clerk.Page.Locator("#answer textarea").SendFormAsync());

    private static Task ActAndWaitAsync(BrowserUser clerk, Func<Task> act) =>
        clerk.Page.RunAndWaitForResponseAsync(act, answer => answer.Request.IsNavigationRequest && answer.Status != 302);

    /// <summary>Waits for the page that shows a refusal: its answer arrives before the page is there.</summary>
    private static async Task<BrowserUser> FindRefusedAsync(params BrowserUser[] clerks)
    {
        var alerts = clerks.Select(clerk => clerk.Page.GetByRole(AriaRole.Alert).WaitForAsync()).ToList();
        var shown = await Task.WhenAny(alerts);
        await shown;
        return clerks[alerts.IndexOf(shown)];
    }
}
