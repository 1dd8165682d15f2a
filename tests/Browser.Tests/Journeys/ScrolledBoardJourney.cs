using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class ScrolledBoardJourney(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_clerk_who_scrolled_down_is_told_of_new_and_missed_tickets_above_and_no_row_moves()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        await OpenReceivedTicketAsync(office.Desk, TimeSpan.FromHours(50));
        for (var i = 0; i < 40; i++) await OpenReceivedTicketAsync(office.Desk, TimeSpan.FromHours(10));
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Supervisor);
        await clerk.OpenBoardAsync();
        var page = clerk.Page;
        await Assertions.Expect(page.Locator("#missed")).ToBeHiddenAsync();
        await page.EvaluateAsync("() => scrollTo(0, 1200)");
        await Assertions.Expect(page.Locator("#missed")).ToHaveTextAsync("▲ 1 missed above");
        var row = (await clerk.ReadTicketNumbersAsync())[30];
        var topBefore = await TopOfRowAsync(page, row);

        // The newest ticket is due last, so its row is at the bottom.
        await OpenReceivedTicketAsync(office.Desk, TimeSpan.Zero);
        var above = await OpenReceivedTicketAsync(office.Desk, TimeSpan.FromHours(20));
        await Assertions.Expect(page.Locator("#news")).ToHaveTextAsync("↑ 1 new");
        Assert.InRange(await TopOfRowAsync(page, row) - topBefore, -2, 2);

        await page.Locator($"#t{row} .subject").ClickAsync();
        await page.Locator("iframe[name=beside]").WaitForAsync();
        await page.EvaluateAsync("() => scrollTo(0, 1200)");
        var (notice, pane) = ((await page.Locator("#missed").BoundingBoxAsync())!, (await page.Locator("#beside").BoundingBoxAsync())!);
        Assert.True(notice.X + notice.Width <= pane.X, "The notice covers the ticket beside the list.");

        await page.ClickAsync("#missed");
        await Assertions.Expect(page.Locator(".row.red .subject")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".row.red")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("#missed")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#news")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator($"#t{above}")).ToBeVisibleAsync();
        Assert.Empty(clerk.Errors);
    }

    private static Task<double> TopOfRowAsync(IPage page, string row) =>
        page.EvaluateAsync<double>("row => document.getElementById(`t${row}`).getBoundingClientRect().top", row);

    private static async Task<TicketNumber> OpenReceivedTicketAsync(DeskApp desk, TimeSpan ago)
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = "核桃", Actor = BoardTestTickets.Supervisor,
            ReceivedAt = ago == TimeSpan.Zero ? null : TimeProvider.System.GetUtcNow() - ago,
        };
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        return (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, CancellationToken.None))).Ticket.Number;
    }
}
