using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>Only what was in view counts as read.</summary>
public class UnseenMessageJourney(ChromiumFixture chromium)
{
    /// <summary>So many that no window shows them all.</summary>
    private const int ManyNotes = 25;

    [Fact]
    public async Task A_message_out_of_view_is_counted_and_asked_about_before_an_answer_is_sent()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await OpenLongTicketAsync(office);
        await clerk.GoAsync($"/desk/tickets/{number}");
        await clerk.WaitUntilLiveAsync();
        await clerk.Page.FillAsync("#say-text", "星期五就到。");
        await clerk.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await WriteNoteAsync(office, number, "They called: not Friday!");
        await Assertions.Expect(clerk.Page.Locator("#unseen")).ToContainTextAsync("1 new");
        await clerk.Page.EvaluateAsync("() => { document.getElementById('say-text').style.blockSize = '12rem'; }");
        await clerk.Page.WaitForFunctionAsync("""
            () => {
              const [button, composer] = ["unseen", "answer"].map(id => document.getElementById(id).getBoundingClientRect());
              return button.bottom <= composer.top && button.top > composer.top - 80;
            }
            """);
        await clerk.Page.Locator("#say-text").SendFormAsync();
        var question = clerk.Page.Locator("#answer .unseen-notice");
        await Assertions.Expect(question).ToContainTextAsync("not seen by you yet");
        await Assertions.Expect(clerk.Page.Locator("#unseen")).ToBeHiddenAsync();
        await question.GetByText("Look first").ClickAsync();
        await Assertions.Expect(clerk.Page.Locator(".said").Last).ToBeInViewportAsync();
        await Assertions.Expect(clerk.Page.Locator("#unseen")).ToBeHiddenAsync();
        await clerk.Page.Locator("#say-text").SendFormAsync();
        await Assertions.Expect(clerk.Page.Locator(".said.ours").Last).ToContainTextAsync("星期五就到。");
    }

    [Fact]
    public async Task A_long_story_opens_at_the_first_message_that_this_reader_has_not_seen()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Clerk);
        var number = await OpenLongTicketAsync(office);
        await clerk.GoAsync($"/desk/tickets/{number}");
        await clerk.Page.Locator(".said").Last.ScrollIntoViewIfNeededAsync();
        await clerk.Page.WaitForFunctionAsync("""
            () => {
              const newest = [...document.querySelectorAll(".said")].pop().id.slice(1);
              return Object.values(localStorage).some(seen => seen.includes(newest));
            }
            """);
        await clerk.GoAsync("/desk");
        for (var i = 1; i <= ManyNotes; i++) await WriteNoteAsync(office, number, $"new note {i}.");
        await clerk.GoAsync($"/desk/tickets/{number}");
        await Assertions.Expect(clerk.Page.Locator(".said:has-text('new note 1.')")).ToBeInViewportAsync();
        await Assertions.Expect(clerk.Page.Locator($".said:has-text('new note {ManyNotes}.')")).Not.ToBeInViewportAsync();
    }

    private static async Task<TicketNumber> OpenLongTicketAsync(TestOffice office)
    {
        var number = await office.Desk.OpenTicketAsync("核桃");
        for (var i = 1; i <= ManyNotes; i++) await WriteNoteAsync(office, number, $"old note {i}.");
        return number;
    }

    private static Task WriteNoteAsync(TestOffice office, TicketNumber number, string text) => office.Desk.Writer.WriteAsync(unit =>
        office.Desk.Actions.NoteAsync(unit, new(number, BoardTestTickets.Supervisor), text, CancellationToken.None));
}
