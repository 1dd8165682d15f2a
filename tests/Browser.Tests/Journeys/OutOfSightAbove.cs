using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests;
using EcomCenter.Desk.Tests.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class OutOfSightAbove(Chromium chromium)
{
    [Fact]
    public async Task Whoever_reads_further_down_is_told_what_is_new_and_what_was_missed_above_and_nothing_moves()
    {
        await using var office = await Office.OpenAsync(chromium);
        await ReceivedAsync(office.Desk, TimeSpan.FromHours(50));
        for (var i = 0; i < 40; i++) await ReceivedAsync(office.Desk, TimeSpan.FromHours(10));
        var clerk = await office.StaffAsync("aygul", StaffRole.Supervisor);
        await clerk.WatchBoardAsync();
        var page = clerk.Page;
        await Assertions.Expect(page.Locator("#missed")).ToBeHiddenAsync();
        await page.EvaluateAsync("() => scrollTo(0, 1200)");
        await Assertions.Expect(page.Locator("#missed")).ToHaveTextAsync("▲ 1 missed above");
        var row = (await clerk.RowsAsync())[30];
        var stood = await TopAsync(page, row);

        await ReceivedAsync(office.Desk, TimeSpan.Zero); // Due last of all: below.
        var above = await ReceivedAsync(office.Desk, TimeSpan.FromHours(20));
        await Assertions.Expect(page.Locator("#news")).ToHaveTextAsync("↑ 1 new");
        Assert.InRange(await TopAsync(page, row) - stood, -2, 2);

        await page.Locator($"#t{row} .subject").ClickAsync();
        await page.Locator("iframe[name=beside]").WaitForAsync();
        await page.EvaluateAsync("() => scrollTo(0, 1200)");
        var (told, pane) = ((await page.Locator("#missed").BoundingBoxAsync())!, (await page.Locator("#beside").BoundingBoxAsync())!);
        Assert.True(told.X + told.Width <= pane.X, "The line lies over the matter beside the list.");

        await page.ClickAsync("#missed");
        await Assertions.Expect(page.Locator(".row.red .subject")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".row.red")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("#missed")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#news")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator($"#t{above}")).ToBeVisibleAsync();
        Assert.Empty(clerk.Trouble);
    }

    private static Task<double> TopAsync(IPage page, string row) => page.EvaluateAsync<double>("row => document.getElementById(`t${row}`).getBoundingClientRect().top", row);

    private static async Task<TicketNumber> ReceivedAsync(DeskApp desk, TimeSpan ago)
    {
        var matter = new Matter
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = "核桃", Actor = Matters.Supervisor,
            ReceivedAt = ago == TimeSpan.Zero ? null : TimeProvider.System.GetUtcNow() - ago,
        };
        var door = desk.Services.GetRequiredService<IntakeDoor>();
        return (await desk.Writer.WriteAsync(unit => door.TakeAsync(unit, matter, CancellationToken.None))).Ticket.Number;
    }
}
