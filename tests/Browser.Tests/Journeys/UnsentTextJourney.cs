using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class UnsentTextJourney(ChromiumFixture chromium)
{
    [Fact]
    public async Task Composer_text_survives_every_other_form_and_a_reload_and_is_cleared_when_sent()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var ticket = $"/desk/tickets/{await office.Desk.OpenTicketAsync("核桃")}";
        await clerk.GoAsync(ticket);
        await clerk.Page.ClickAsync("label[for=k-nextStep]");
        await clerk.Page.FillAsync("#say-text", "We look for a buyer");
        await clerk.Page.ClickAsync("form[action$='/take'] button");
        await clerk.Page.WaitForURLAsync($"**{ticket}#latest");
        await ExpectComposerTextAsync(clerk, "We look for a buyer");
        Assert.True(await clerk.Page.IsCheckedAsync("#k-nextStep"));
        await clerk.Page.ReloadAsync();
        await ExpectComposerTextAsync(clerk, "We look for a buyer");
        await clerk.GoAsync("/desk");
        await clerk.Page.GoBackAsync();
        await ExpectComposerTextAsync(clerk, "We look for a buyer");
        await SendAsync(clerk);
        // A next step without a date is refused.
        await Assertions.Expect(clerk.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await ExpectComposerTextAsync(clerk, "We look for a buyer");
        await clerk.Page.ClickAsync("label[for=k-note]");
        await SendAsync(clerk);
        await Assertions.Expect(clerk.Page.Locator(".said.note")).ToContainTextAsync("We look for a buyer");
        await ExpectComposerTextAsync(clerk, "");
        await clerk.Page.ReloadAsync();
        await ExpectComposerTextAsync(clerk, "");
    }

    [Fact]
    public async Task Text_in_a_side_form_survives_an_answer_and_belongs_to_this_ticket_only()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var ticket = $"/desk/tickets/{await office.Desk.OpenTicketAsync("核桃")}";
        var other = $"/desk/tickets/{await office.Desk.OpenTicketAsync("红枣")}";
        await clerk.GoAsync(ticket);
        await clerk.Page.ClickAsync("details.act:has(#call-text) > summary");
        await clerk.Page.FillAsync("#call-text", "He asked for the price");
        await clerk.Page.ClickAsync("label[for=k-note]");
        await clerk.Page.FillAsync("#say-text", "Ask the market");
        await SendAsync(clerk);
        await Assertions.Expect(clerk.Page.Locator(".said.note")).ToContainTextAsync("Ask the market");
        await Assertions.Expect(clerk.Page.Locator("#call-text")).ToHaveValueAsync("He asked for the price");
        await Assertions.Expect(clerk.Page.Locator("#call-text")).ToBeVisibleAsync();
        await clerk.GoAsync(other);
        await Assertions.Expect(clerk.Page.Locator("#call-text")).ToHaveValueAsync("");
    }

    private static Task ExpectComposerTextAsync(BrowserUser clerk, string text) =>
        Assertions.Expect(clerk.Page.Locator("#say-text")).ToHaveValueAsync(text);

    private static Task SendAsync(BrowserUser clerk) => clerk.Page.PressAsync("#say-text", "Control+Enter");
}
