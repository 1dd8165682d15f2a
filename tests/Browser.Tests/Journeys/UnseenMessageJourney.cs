using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>Only what was in view counts as read.</summary>
public class UnseenMessageJourney(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_message_out_of_view_is_counted_and_asked_about_before_an_answer_is_sent()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await OpenLongTicketAsync(office);
        await clerk.GoAsync($"/desk/tickets/{number}");
        await clerk.WaitUntilLiveAsync();
        await clerk.Page.FillAsync("#say-text", "It comes on Friday");
        await clerk.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await WriteNoteAsync(office, number, "They called: not Friday!");
        await Assertions.Expect(clerk.Page.Locator("#unseen")).ToContainTextAsync("1 new");
        await clerk.Page.PressAsync("#say-text", "Control+Enter");
        var question = clerk.Page.Locator("#answer .unseen-notice");
        await Assertions.Expect(question).ToContainTextAsync("not seen by you yet");
        await question.GetByText("Look first").ClickAsync();
        await Assertions.Expect(clerk.Page.Locator(".said").Last).ToBeInViewportAsync();
        await Assertions.Expect(clerk.Page.Locator("#unseen")).ToBeHiddenAsync();
        await clerk.Page.PressAsync("#say-text", "Control+Enter");
        await Assertions.Expect(clerk.Page.Locator(".said.ours").Last).ToContainTextAsync("It comes on Friday");
    }

    [Fact]
    public async Task A_long_story_opens_at_the_first_message_that_this_reader_has_not_seen()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await OpenLongTicketAsync(office);
        await clerk.GoAsync($"/desk/tickets/{number}");
        await clerk.Page.EvaluateAsync("() => document.querySelector('.said').scrollIntoView({ block: 'end' })");
        await clerk.Page.WaitForFunctionAsync("() => localStorage.length > 0");
        await clerk.GoAsync("/desk");
        foreach (var text in new[] { "first new", "second new", "third new" })
            await WriteNoteAsync(office, number, string.Join("\n", Enumerable.Repeat(text, 40)));
        await clerk.GoAsync($"/desk/tickets/{number}");
        await Assertions.Expect(clerk.Page.Locator(".said:has-text('first new')")).ToBeInViewportAsync();
        await Assertions.Expect(clerk.Page.Locator(".said:has-text('third new')")).Not.ToBeInViewportAsync();
    }

    private static Task<TicketNumber> OpenLongTicketAsync(TestOffice office) =>
        office.Desk.OpenTicketAsync(string.Join("\n", Enumerable.Range(1, 90).Select(line => $"第 {line} 行")));

    private static Task WriteNoteAsync(TestOffice office, TicketNumber number, string text) => office.Desk.Writer.WriteAsync(unit =>
        office.Desk.Actions.NoteAsync(unit, new(number, BoardTestTickets.Supervisor), text, CancellationToken.None));
}
