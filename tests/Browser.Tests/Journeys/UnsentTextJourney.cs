using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.EntityFrameworkCore;
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

    [Theory]
    [InlineData("/desk/counter", "[name=description]")]
    [InlineData("/desk/hotline", "[name=description]")]
    [InlineData("/desk/suggestion-box", "[name='row0.text']")]
    public async Task An_entry_form_keeps_its_words_over_a_reload_a_language_another_page_and_a_new_sign_in_until_it_is_entered(
        string page, string field)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        await clerk.GoAsync(page);
        if (await clerk.Page.Locator("[name=who]").CountAsync() > 0) await clerk.Page.FillAsync("[name=who]", "13800001234");
        await clerk.Page.FillAsync(field, "Her walnuts did not arrive");
        await clerk.Page.ReloadAsync();
        await ExpectWordsAsync("Her walnuts did not arrive");
        await clerk.GoAsync($"{page}?lang=ug");
        await ExpectWordsAsync("Her walnuts did not arrive");
        await clerk.GoAsync("/desk");
        await clerk.Page.GoBackAsync();
        await ExpectWordsAsync("Her walnuts did not arrive");
        await using (var db = office.Desk.CreateDb()) await db.StaffSessions.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await SubmitAsync();
        await clerk.Page.WaitForURLAsync("**/sign-in**");
        await Assertions.Expect(clerk.Page.Locator("[data-drafts-kept]")).ToBeVisibleAsync();
        await clerk.SignInAsync("aygul", TestOffice.Password);
        await clerk.GoAsync(page);
        await ExpectWordsAsync("Her walnuts did not arrive");
        await SubmitAsync();
        await Assertions.Expect(clerk.Page.Locator("[data-entered]")).ToBeVisibleAsync();
        // The script of the receipt ends the draft, which nobody can outrun by hand.
        await clerk.Page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        await clerk.GoAsync(page);
        await ExpectWordsAsync("");
        await using var after = office.Desk.CreateDb();
        Assert.Equal(1, await after.Tickets.CountAsync(TestContext.Current.CancellationToken));

        Task ExpectWordsAsync(string words) => Assertions.Expect(clerk.Page.Locator(field)).ToHaveValueAsync(words);

        Task SubmitAsync() => clerk.Page.Locator(field).SendFormAsync();
    }

    private static Task ExpectComposerTextAsync(BrowserUser clerk, string text) =>
        Assertions.Expect(clerk.Page.Locator("#say-text")).ToHaveValueAsync(text);

    private static Task SendAsync(BrowserUser clerk) => clerk.Page.Locator("#say-text").SendFormAsync();
}
