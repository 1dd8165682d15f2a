using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class LiveTicketPageJourney(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_colleagues_action_updates_the_offered_actions_and_keeps_unsent_text()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var number = await office.Desk.OpenTicketAsync("核桃", chat: new(ContactChannel.WebChat, "desk", "visitor"));
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        await clerk.GoAsync($"/desk/tickets/{number}");
        var page = clerk.Page;
        await page.ClickAsync("details.act:has(#call-text) > summary");
        await page.FillAsync("#call-text", "He asked for the price");
        await page.ClickAsync("label[for=k-nextStep]");
        await page.FillAsync("#say-text", "We look for a buyer");
        await Assertions.Expect(page.Locator(".delivery-note.for-nextStep")).ToContainTextAsync("stops the clock");
        await clerk.WaitUntilLiveAsync();

        await office.Desk.TakeTicketAsync(number, "boss");
        await Assertions.Expect(page.Locator("form[action$='/take']")).ToHaveCountAsync(0);
        await office.Desk.AnswerTicketAsync(number);
        await Assertions.Expect(page.Locator(".delivery-note.for-nextStep")).Not.ToContainTextAsync("clock");

        Assert.True(await clerk.WasNotReloadedAsync());
        Assert.True(await page.IsCheckedAsync("#k-nextStep"));
        Assert.Equal("say-text", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await Assertions.Expect(page.Locator("#say-text")).ToHaveValueAsync("We look for a buyer");
        await Assertions.Expect(page.Locator("#call-text")).ToHaveValueAsync("He asked for the price");
        await Assertions.Expect(page.Locator("#call-text")).ToBeVisibleAsync();
        Assert.Empty(clerk.Errors);
    }
}
