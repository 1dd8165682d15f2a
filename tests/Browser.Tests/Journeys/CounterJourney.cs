using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class CounterJourney(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_walk_in_is_recorded_and_answered_by_keyboard_alone_and_Enter_twice_opens_one_ticket()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("clerk", StaffRole.Clerk, Language.ZhHans);
        await clerk.GoAsync("/desk/counter");
        await FillInAsync(clerk.Page.Keyboard);

        await Task.WhenAll(clerk.Page.Keyboard.PressAsync("Control+Enter"), clerk.Page.Keyboard.PressAsync("Control+Enter"));

        await clerk.Page.WaitForURLAsync("**/desk/counter/*-*");
        await using var db = office.Desk.CreateDb();
        var ticket = await db.Tickets.AsNoTracking().Include(t => t.Cycles).Include(t => t.Person).SingleAsync();
        await Assertions.Expect(clerk.Page.Locator(".big-number")).ToHaveTextAsync(ticket.Number.ToString());
        Assert.Equal((TicketKind.Complaint, "买买提"), (ticket.Kind, ticket.Person?.Name));
        Assert.Equal(CycleState.Met, ticket.LatestCycle.State);
        await Assertions.Expect(clerk.Page.GetByRole(AriaRole.Link, new() { Name = "下一位" })).ToBeFocusedAsync();
    }

    /// <summary>Fills the form from its first field. Enter moves on, a digit chooses, Tab leaves the text areas.</summary>
    private static async Task FillInAsync(IKeyboard keys)
    {
        await keys.TypeAsync("13800001234");
        await keys.PressAsync("Enter");
        await keys.InsertTextAsync("买买提");
        await keys.PressAsync("Enter");
        await keys.PressAsync("3");
        await keys.PressAsync("Enter");
        await keys.InsertTextAsync("网店打不开");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Tab");
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("Tab");
        await keys.InsertTextAsync("已当面教会他重新登录。");
    }
}
