using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>A form that was begun in one tab is gone on with in another, is sent once, and is then gone in both.</summary>
public class SecondTabJourney(ChromiumFixture chromium)
{
    private const string Words = "Her walnuts did not arrive", Added = Words + ", nor did the paper";

    [Fact]
    public async Task A_sheet_of_the_counter_is_gone_on_with_in_a_second_tab_and_stored_once()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var first = (await office.SignInStaffAsync("aygul", StaffRole.Clerk)).Page;
        await first.GotoAsync("/desk/counter?lang=en");
        await first.FillAsync("[name=who]", "13800001234");
        await first.FillAsync("[name=description]", Words);
        var second = await OpenTabAsync(first, "/desk/counter");
        await second.ClickAsync(".elsewhere button");
        await ExpectAsync(second, "[name=description]", Words);
        await ExpectAsync(second, "[name=who]", "13800001234");
        await second.Locator("[name=description]").SendFormAsync();
        await Assertions.Expect(second.Locator("[data-entered]")).ToBeVisibleAsync();
        await ExpectAsync(first, "[name=description]", "");
        Assert.Equal(1, await CountTicketsAsync(office));

        // The sheet of the first tab is a new one, not a repetition of what was sent.
        await first.FillAsync("[name=description]", "Another resident asks for the price");
        await first.Locator("[name=description]").SendFormAsync();
        await Assertions.Expect(first.Locator("[data-entered]")).ToBeVisibleAsync();
        Assert.Equal(2, await CountTicketsAsync(office));
        await second.GotoAsync("/desk/counter");
        await ExpectAsync(second, "[name=description]", "");
    }

    [Fact]
    public async Task Words_that_were_added_in_the_first_tab_meanwhile_are_kept_and_are_a_sheet_of_their_own()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var first = (await office.SignInStaffAsync("aygul", StaffRole.Clerk)).Page;
        await first.GotoAsync("/desk/counter?lang=en");
        await first.FillAsync("[name=description]", Words);
        var second = await OpenTabAsync(first, "/desk/counter");
        await second.ClickAsync(".elsewhere button");
        await ExpectAsync(second, "[name=description]", Words);
        await first.FillAsync("[name=description]", Added);
        await second.Locator("[name=description]").SendFormAsync();
        await Assertions.Expect(second.Locator("[data-entered]")).ToBeVisibleAsync();
        await ExpectAsync(first, "[name=description]", Added);
        await first.Locator("[name=description]").SendFormAsync();
        await Assertions.Expect(first.Locator("[data-entered]")).ToBeVisibleAsync();
        Assert.Equal(2, await CountTicketsAsync(office));
    }

    [Fact]
    public async Task An_empty_sheet_in_a_second_tab_is_a_sheet_of_its_own_unless_the_first_is_fetched()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var first = (await office.SignInStaffAsync("aygul", StaffRole.Clerk)).Page;
        await first.GotoAsync("/desk/counter?lang=en");
        await first.FillAsync("[name=description]", Words);
        var second = await OpenTabAsync(first, "/desk/counter");
        await Assertions.Expect(second.Locator(".elsewhere")).ToBeVisibleAsync();
        await second.FillAsync("[name=description]", "Another resident came first");
        await Assertions.Expect(second.Locator(".elsewhere")).ToHaveCountAsync(0);
        await second.Locator("[name=description]").SendFormAsync();
        await Assertions.Expect(second.Locator("[data-entered]")).ToBeVisibleAsync();
        await ExpectAsync(first, "[name=description]", Words);
    }

    [Fact]
    public async Task Words_for_a_ticket_are_gone_on_with_in_a_second_tab()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var ticket = $"/desk/tickets/{await office.Desk.OpenTicketAsync("核桃")}";
        var first = (await office.SignInStaffAsync("aygul", StaffRole.Clerk)).Page;
        await first.GotoAsync($"{ticket}?lang=en");
        await first.ClickAsync("label[for=k-note]");
        await first.FillAsync("#say-text", Words);
        var second = await OpenTabAsync(first, ticket);
        await second.ClickAsync(".elsewhere button");
        await ExpectAsync(second, "#say-text", Words);
        await second.Locator("#say-text").SendFormAsync();
        await Assertions.Expect(second.Locator(".said.note")).ToContainTextAsync(Words);
        await ExpectAsync(first, "#say-text", "");
    }

    [Theory]
    [InlineData("/desk/duty", "textarea")]
    public async Task Words_in_a_form_of_any_page_are_gone_on_with_in_a_second_tab(string page, string field)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var first = (await office.SignInStaffAsync("boss", StaffRole.Supervisor)).Page;
        await first.GotoAsync($"{page}?lang=en");
        var form = $"main form[method=post] {field}";
        await first.Locator(form).Last.FillAsync(Words);
        var second = await OpenTabAsync(first, page);
        await second.ClickAsync(".elsewhere button");
        await ExpectAsync(second, form, Words);
        await second.Locator(form).Last.SendFormAsync();
        await Assertions.Expect(second.Locator("main")).ToContainTextAsync(Words);
        await ExpectAsync(first, form, "");
    }

    private static async Task<IPage> OpenTabAsync(IPage first, string path)
    {
        var tab = await first.Context.NewPageAsync();
        await tab.GotoAsync(path);
        return tab;
    }

    private static Task ExpectAsync(IPage page, string field, string words) =>
        Assertions.Expect(page.Locator(field).Last).ToHaveValueAsync(words);

    private static async Task<int> CountTicketsAsync(TestOffice office)
    {
        await using var db = office.Desk.CreateDb();
        return await db.Tickets.CountAsync(TestContext.Current.CancellationToken);
    }
}
