using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class TicketBesideListJourney(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(Language.ZhHans)]
    [InlineData(Language.Ug)]
    public async Task A_chosen_ticket_opens_beside_the_list_and_is_answered_there_while_both_stay_live(Language language)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk, language);
        var (first, second) = (await office.Desk.OpenTicketAsync("核桃"), await office.Desk.OpenTicketAsync("红枣"));
        await clerk.OpenBoardAsync();
        var ticket = clerk.Page.FrameLocator("iframe[name=beside]");
        await clerk.Page.ClickAsync($"#t{first} .subject");
        await Assertions.Expect(ticket.Locator("#ticket")).ToHaveAttributeAsync("data-number", $"{first}");
        Assert.EndsWith($"/desk#{first}", clerk.Page.Url, StringComparison.Ordinal);
        await ticket.Locator("label[for=k-note]").ClickAsync();
        await ticket.Locator("#say-text").FillAsync("问过仓库");
        await ticket.Locator("#say-text").SendFormAsync();
        await Assertions.Expect(ticket.Locator(".said.note")).ToContainTextAsync("问过仓库");
        // The live page may show the note before the response replaces it.
        await Assertions.Expect(ticket.Locator("#say-text")).ToHaveValueAsync("");
        await office.Desk.TakeTicketAsync(first, "aygul");
        await Assertions.Expect(ticket.Locator(".head .facts")).ToContainTextAsync("AYGUL");
        await Assertions.Expect(clerk.Page.Locator($"#t{first} .whose")).ToContainTextAsync("AYGUL");
        Assert.True(await clerk.WasNotReloadedAsync());
        await ticket.Locator("#main").PressAsync("j");
        await Assertions.Expect(ticket.Locator("#ticket")).ToHaveAttributeAsync("data-number", $"{second}");
        Assert.Empty(clerk.Errors);
    }

    [Fact]
    public async Task The_keyboard_moves_between_tickets_and_Escape_returns_to_the_list()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Supervisor);
        var (first, second) = (await office.Desk.OpenTicketAsync("核桃"), await office.Desk.OpenTicketAsync("红枣"));
        await clerk.GoAsync("/desk");
        var ticket = clerk.Page.FrameLocator("iframe[name=beside]");
        await clerk.Page.Keyboard.PressAsync("j");
        await clerk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ticket.Locator("#main")).ToBeFocusedAsync();
        await clerk.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(ticket.Locator("#ticket")).ToHaveAttributeAsync("data-number", $"{second}");
        await Assertions.Expect(clerk.Page.Locator($"#t{second} .subject")).ToBeFocusedAsync();
        await clerk.Page.Keyboard.PressAsync("t");
        await Assertions.Expect(ticket.Locator(".head .facts")).ToContainTextAsync("AYGUL");
        // The live page may name the clerk before the response to "t" replaces it. That response gets the focus when it is loaded.
        await Assertions.Expect(ticket.Locator("#main")).ToBeFocusedAsync();
        await ticket.Locator("#say-text").FocusAsync();
        await clerk.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(clerk.Page.Locator("#beside")).ToBeVisibleAsync();
        await clerk.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(clerk.Page.Locator("#beside")).ToBeHiddenAsync();
        await Assertions.Expect(clerk.Page.Locator($"#t{second} .subject")).ToBeFocusedAsync();
        Assert.EndsWith("/desk", clerk.Page.Url, StringComparison.Ordinal);
        await clerk.GoAsync($"/desk?list=all#{first}");
        await Assertions.Expect(ticket.Locator("#ticket")).ToHaveAttributeAsync("data-number", $"{first}");
    }

    [Fact]
    public async Task A_page_that_follows_another_one_beside_the_list_has_the_focus_if_that_one_had_it()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var ticket = await office.Desk.OpenTicketAsync("核桃");
        await clerk.GoAsync("/desk");
        var shown = clerk.Page.FrameLocator("iframe[name=beside]");
        await clerk.Page.Keyboard.PressAsync("j");
        await clerk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(shown.Locator("#main")).ToBeFocusedAsync();
        // Two pages may arrive after one key: that of the ticket, and the response to what was done with it.
        await shown.Locator("#main").EvaluateAsync("main => { main.dataset.old = 1; location.reload(); }");
        await Assertions.Expect(shown.Locator("#main:not([data-old])")).ToBeFocusedAsync();
        await clerk.Page.Locator($"#t{ticket} .subject").FocusAsync();
        await shown.Locator("#main").EvaluateAsync("main => { main.dataset.old = 1; location.reload(); }");
        await Assertions.Expect(shown.Locator("#main:not([data-old])")).ToBeVisibleAsync();
        await Assertions.Expect(clerk.Page.Locator($"#t{ticket} .subject")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_list_follows_a_link_in_the_ticket_but_not_a_ticket_that_loads_late()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var (first, second) = (await office.Desk.OpenTicketAsync("核桃"), await office.Desk.OpenTicketAsync("红枣"));
        await office.Desk.Writer.WriteAsync(unit =>
            office.Desk.Actions.LinkAsync(unit, new(first, BoardTestTickets.Supervisor), $"{second}", CancellationToken.None));
        await clerk.GoAsync("/desk");
        var ticket = clerk.Page.FrameLocator("iframe[name=beside]");
        await clerk.Page.RouteAsync($"**/desk/tickets/{first}?beside=1", async route =>
        {
            await Task.Delay(600);
            await route.ContinueAsync();
        });
        await clerk.Page.ClickAsync($"#t{first} .subject");
        await clerk.Page.Locator($"#t{second} .subject").FocusAsync();
        await clerk.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(ticket.Locator("#ticket")).ToHaveAttributeAsync("data-number", $"{second}");
        Assert.EndsWith($"#{second}", clerk.Page.Url, StringComparison.Ordinal);
        await clerk.Page.Keyboard.PressAsync("k");
        await ticket.Locator($".mentions a[href*='{second}']").First.ClickAsync();
        await clerk.Page.WaitForURLAsync($"**/desk#{second}");
        await Assertions.Expect(clerk.Page.Locator($"#t{second}.selected")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_board_stays_where_it_is_whatever_the_ticket_beside_it_does()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await office.Desk.OpenTicketAsync(string.Join("\n", Enumerable.Range(1, 90).Select(line => $"第 {line} 行")));
        for (var i = 0; i < 20; i++) await office.Desk.OpenTicketAsync($"红枣 {i}");
        await clerk.OpenBoardAsync();
        await clerk.Page.ClickAsync($"#t{number} .subject");
        var ticket = clerk.Page.FrameLocator("iframe[name=beside]");
        await Assertions.Expect(ticket.Locator("#ticket")).ToHaveAttributeAsync("data-number", $"{number}");
        await clerk.Page.EvaluateAsync("() => scrollTo(0, 150)");

        await ticket.Locator("details.act:has(form[action*='/resolve']) > summary").EvaluateAsync("summary => summary.click()");
        await ticket.Locator("form[action*='/resolve'] textarea").SendFormAsync();
        await Assertions.Expect(ticket.Locator("form[action*='/resolve'] [data-refusal]")).ToBeFocusedAsync();
        await AssertNotMovedAsync(clerk.Page, "a refusal");

        await ticket.Locator("#main").PressAsync("n");
        await ticket.Locator("#say-text").FillAsync("问过仓库");
        await ticket.Locator("#say-text").SendFormAsync();
        await Assertions.Expect(ticket.Locator(".said.note")).ToContainTextAsync("问过仓库");
        await AssertNotMovedAsync(clerk.Page, "a message that was sent");

        await ticket.Locator("#main").EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        await office.Desk.Writer.WriteAsync(unit => office.Desk.Actions.NoteAsync(
            unit, new(number, BoardTestTickets.Supervisor), "他们回电了", CancellationToken.None));
        await Assertions.Expect(ticket.Locator(".said.note").Last).ToContainTextAsync("他们回电了");
        await AssertNotMovedAsync(clerk.Page, "a message of a colleague");
    }

    private static async Task AssertNotMovedAsync(IPage board, string what) =>
        Assert.True(await board.EvaluateAsync<double>("() => scrollY") == 150, $"The board was moved by {what}.");

    [Fact]
    public async Task A_ticket_is_a_separate_page_in_a_narrow_window()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await office.Desk.OpenTicketAsync("核桃");
        await clerk.Page.SetViewportSizeAsync(1100, 768);
        await clerk.GoAsync("/desk");
        await clerk.Page.ClickAsync($"#t{number} .subject");
        await clerk.Page.WaitForURLAsync($"**/desk/tickets/{number}");
    }

    [Fact]
    public async Task A_clerk_who_was_signed_out_gets_the_sign_in_page_in_the_whole_window()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await office.Desk.OpenTicketAsync("核桃");
        // A board that connects after its cookies are gone leaves for the sign-in page by itself.
        await clerk.OpenBoardAsync();
        await clerk.Page.Context.ClearCookiesAsync();
        await clerk.Page.ClickAsync($"#t{number} .subject");
        await clerk.Page.WaitForURLAsync("**/sign-in?**");
    }
}
