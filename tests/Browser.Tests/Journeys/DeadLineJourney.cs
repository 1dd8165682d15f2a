using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>Without a line no page of staff gives way to the browser's error page, and no word is lost.</summary>
public class DeadLineJourney(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(1366)]
    [InlineData(1100)]
    public async Task A_row_that_is_opened_without_a_line_opens_when_the_line_is_back(int width)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await office.Desk.OpenTicketAsync("核桃");
        await clerk.Page.SetViewportSizeAsync(width, 768);
        await clerk.GoAsync("/desk");
        await clerk.Page.Context.SetOfflineAsync(true);
        await clerk.Page.ClickAsync($"#t{number} .subject");
        await Assertions.Expect(clerk.Page.Locator("#no-line")).ToContainTextAsync("No line");
        await Assertions.Expect(clerk.Page.Locator($"#t{number}")).ToBeVisibleAsync();
        await clerk.Page.Context.SetOfflineAsync(false);
        var ticket = width < 1200 ? clerk.Page.Locator("#ticket") : clerk.Page.FrameLocator("iframe[name=beside]").Locator("#ticket");
        await Assertions.Expect(ticket).ToHaveAttributeAsync("data-number", $"{number}");
        await Assertions.Expect(clerk.Page.Locator("#no-line")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("back")]
    [InlineData("button")]
    public async Task A_row_that_is_left_before_the_line_is_back_is_not_said_to_open(string way)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await office.Desk.OpenTicketAsync("核桃");
        await clerk.Page.SetViewportSizeAsync(1366, 768);
        await clerk.GoAsync("/desk");
        await clerk.Page.Context.SetOfflineAsync(true);
        await clerk.Page.ClickAsync($"#t{number} .subject");
        await Assertions.Expect(clerk.Page.Locator("#no-line")).ToBeVisibleAsync();
        if (way == "back") await clerk.Page.EvaluateAsync("history.back()");
        else await clerk.Page.ClickAsync("#beside button");
        await Assertions.Expect(clerk.Page.Locator("#beside")).ToBeHiddenAsync();
        await Assertions.Expect(clerk.Page.Locator("#no-line")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("/desk/counter", "[name=description]")]
    [InlineData("/desk/hotline", "[name=description]")]
    [InlineData("/desk/tickets", "#say-text")]
    [InlineData("/desk/admin/questions", "main form:last-of-type textarea >> nth=0")]
    public async Task A_form_that_is_sent_without_a_line_stays_with_its_words_and_says_so_at_its_button(string page, string field)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        if (page == "/desk/tickets") page += $"/{await office.Desk.OpenTicketAsync("核桃")}";
        await clerk.GoAsync(page);
        var words = clerk.Page.Locator(field);
        if (await clerk.Page.Locator("details:not([open]) textarea").CountAsync() > 0 && !await words.IsVisibleAsync())
            await clerk.Page.Locator("main details > summary").Last.ClickAsync();
        await words.FillAsync("Her walnuts did not arrive");
        await clerk.Page.Context.SetOfflineAsync(true);
        await words.SendFormAsync();
        var notice = clerk.Page.Locator(".no-line-here");
        await Assertions.Expect(notice).ToContainTextAsync("nothing was sent");
        await Assertions.Expect(words).ToHaveValueAsync("Her walnuts did not arrive");
        await clerk.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(notice).ToContainTextAsync("press again");
        await words.SendFormAsync();
        await Assertions.Expect(notice).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Two_presses_at_once_send_a_form_once()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await office.Desk.OpenTicketAsync("核桃");
        await clerk.GoAsync($"/desk/tickets/{number}");
        await clerk.Page.ClickAsync("label[for=k-note]");
        await clerk.Page.FillAsync("#say-text", "Ask the market");
        await Task.WhenAll(clerk.Page.PressAsync("#say-text", "Control+Enter"), clerk.Page.PressAsync("#say-text", "Control+Enter"));
        await Assertions.Expect(clerk.Page.Locator(".said.note")).ToHaveCountAsync(1);
        await using var db = office.Desk.CreateDb();
        Assert.Equal(2, await db.Messages.CountAsync(TestContext.Current.CancellationToken));
    }
}
