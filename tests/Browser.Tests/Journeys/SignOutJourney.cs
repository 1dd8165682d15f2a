using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class SignOutJourney(ChromiumFixture chromium)
{
    [Fact]
    public async Task Going_back_after_signing_out_shows_nothing_of_the_pages_before()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await office.Desk.OpenTicketAsync("核桃");
        await clerk.GoAsync($"/desk/tickets/{number}");
        await clerk.GoAsync("/desk/counter");
        await clerk.Page.FillAsync("[name=description]", "She lost her walnuts");
        await clerk.Page.ClickAsync("form.me button");
        await clerk.Page.WaitForURLAsync("**/sign-in");
        for (var step = 0; step < 3; step++)
        {
            await clerk.Page.GoBackAsync();
            await Assertions.Expect(clerk.Page.Locator("[name=password]")).ToBeVisibleAsync();
            var shown = await clerk.Page.ContentAsync();
            Assert.DoesNotContain("核桃", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("walnuts", shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/desk/counter", "[name=description]")]
    [InlineData("/desk/hotline", "[name=description]")]
    [InlineData("/desk/suggestion-box", "[name='row0.text']")]
    public async Task Going_back_to_a_form_after_signing_out_shows_neither_the_page_nor_what_was_typed(string page, string field)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        await clerk.GoAsync(page);
        await clerk.Page.FillAsync(field, "She lost her walnuts");
        await clerk.Page.ClickAsync("form.me button");
        await clerk.Page.WaitForURLAsync("**/sign-in");
        await clerk.Page.GoBackAsync();
        await Assertions.Expect(clerk.Page.Locator("[name=password]")).ToBeVisibleAsync();
        Assert.DoesNotContain("walnuts", await clerk.Page.ContentAsync(), StringComparison.Ordinal);
        await SignInAsync(clerk.Page, waitsForBoard: false);
        await clerk.GoAsync(page);
        await Assertions.Expect(clerk.Page.Locator(field)).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Other_tabs_ask_for_a_sign_in_once_one_has_signed_out()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await office.Desk.OpenTicketAsync("核桃");
        var other = await clerk.Page.Context.NewPageAsync();
        await other.GotoAsync($"/desk/tickets/{number}");
        await Assertions.Expect(other.Locator("#live:not(.stale)")).ToBeVisibleAsync();
        await clerk.Page.ClickAsync("form.me button");
        await clerk.Page.WaitForURLAsync("**/sign-in");
        await Assertions.Expect(other.Locator("[name=password]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_second_tab_at_the_sign_in_page_is_signed_in_too()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        await clerk.Page.ClickAsync("form.me button");
        await clerk.Page.WaitForURLAsync("**/sign-in");
        var second = await clerk.Page.Context.NewPageAsync();
        await second.GotoAsync("/sign-in");
        await SignInAsync(clerk.Page);
        await SignInAsync(second);
        await clerk.Page.GotoAsync("/desk");
        await Assertions.Expect(clerk.Page.Locator("form.me")).ToBeVisibleAsync();
    }

    private static async Task SignInAsync(IPage page, bool waitsForBoard = true)
    {
        await page.FillAsync("[name=username]", "aygul");
        await page.FillAsync("[name=password]", TestOffice.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(waitsForBoard ? "**/desk" : "**/desk**");
    }
}
