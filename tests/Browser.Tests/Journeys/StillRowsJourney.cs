using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>Nothing moves under the cursor, wherever the page is scrolled to.</summary>
public class StillRowsJourney(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public async Task The_row_under_the_cursor_stays_while_rows_come_and_go_above_it(int rows)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var numbers = new List<TicketNumber>();
        for (var i = 0; i < rows; i++) numbers.Add(await OpenReceivedTicketAsync(office.Desk, TimeSpan.FromHours(10 - i * 0.1)));
        var clerk = await office.SignInStaffAsync("boss", StaffRole.Supervisor);
        await clerk.OpenBoardAsync();
        var row = clerk.Page.Locator($"#t{numbers[1]}");
        await row.HoverAsync();
        var before = (await row.BoundingBoxAsync())!.Y;
        var above = await OpenReceivedTicketAsync(office.Desk, TimeSpan.FromHours(20));
        await clerk.Page.Locator($"#t{above}").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.InRange((await row.BoundingBoxAsync())!.Y - before, -2, 2);
        await office.Desk.Writer.WriteAsync(unit => office.Desk.Actions.CancelAsync(
            unit, new(numbers[0], BoardTestTickets.Supervisor), "withdrawn", CancellationToken.None));
        await clerk.Page.Locator($"#t{numbers[0]}").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.InRange((await row.BoundingBoxAsync())!.Y - before, -2, 2);
    }

    [Fact]
    public async Task One_alert_stands_in_the_bar_until_it_is_dismissed()
    {
        await using var office = await TestOffice.OpenAsync(chromium, ("Promise:Response", "00:00:03"));
        var boss = await office.SignInStaffAsync("boss", StaffRole.Supervisor);
        await boss.OpenBoardAsync();
        await office.Desk.OpenTicketAsync("核桃");
        await office.Desk.OpenTicketAsync("红枣");
        var alert = boss.Page.Locator("#alert");
        await Assertions.Expect(alert.Locator(".count")).ToHaveTextAsync("2");
        var (bar, box) = ((await boss.Page.Locator(".bar").BoundingBoxAsync())!, (await alert.BoundingBoxAsync())!);
        Assert.True(box.Y >= bar.Y && box.Y + box.Height <= bar.Y + bar.Height, "The alert stands outside the bar.");
        await alert.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(alert).ToBeHiddenAsync();
    }

    private static async Task<TicketNumber> OpenReceivedTicketAsync(DeskApp desk, TimeSpan ago)
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = "核桃", Actor = BoardTestTickets.Supervisor,
            ReceivedAt = TimeProvider.System.GetUtcNow() - ago,
        };
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        return (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, CancellationToken.None))).Ticket.Number;
    }
}
