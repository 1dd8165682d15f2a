using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class WordsAreKept(Chromium chromium)
{
    [Fact]
    public async Task Words_in_the_composer_survive_every_other_form_and_a_reload_and_go_when_they_went_out()
    {
        await using var office = await Office.OpenAsync(chromium);
        var clerk = await office.StaffAsync("aygul", StaffRole.Clerk);
        var ticket = $"/desk/tickets/{await office.Desk.OpenAsync("核桃")}";
        await clerk.GoAsync(ticket);
        await clerk.Page.ClickAsync("label[for=k-nextStep]");
        await clerk.Page.FillAsync("#say-text", "We look for a buyer");
        await clerk.Page.ClickAsync("form[action$='/take'] button");
        await clerk.Page.WaitForURLAsync($"**{ticket}#latest");
        await IsThereAsync(clerk, "We look for a buyer");
        Assert.True(await clerk.Page.IsCheckedAsync("#k-nextStep"));
        await clerk.Page.ReloadAsync();
        await IsThereAsync(clerk, "We look for a buyer");
        await clerk.GoAsync("/desk");
        await clerk.Page.GoBackAsync();
        await IsThereAsync(clerk, "We look for a buyer");
        await SendAsync(clerk);
        await Assertions.Expect(clerk.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync(); // A next step has a date.
        await IsThereAsync(clerk, "We look for a buyer");
        await clerk.Page.ClickAsync("label[for=k-note]");
        await SendAsync(clerk);
        await Assertions.Expect(clerk.Page.Locator(".said.note")).ToContainTextAsync("We look for a buyer");
        await IsThereAsync(clerk, "");
        await clerk.Page.ReloadAsync();
        await IsThereAsync(clerk, "");
    }

    [Fact]
    public async Task Words_in_a_form_at_the_side_survive_an_answer_and_are_of_this_ticket_only()
    {
        await using var office = await Office.OpenAsync(chromium);
        var clerk = await office.StaffAsync("aygul", StaffRole.Clerk);
        var (ticket, other) = ($"/desk/tickets/{await office.Desk.OpenAsync("核桃")}", $"/desk/tickets/{await office.Desk.OpenAsync("红枣")}");
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

    private static Task IsThereAsync(Person clerk, string words) => Assertions.Expect(clerk.Page.Locator("#say-text")).ToHaveValueAsync(words);

    private static Task SendAsync(Person clerk) => clerk.Page.PressAsync("#say-text", "Control+Enter");
}
