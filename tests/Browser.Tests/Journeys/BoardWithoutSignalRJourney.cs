using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class BoardWithoutSignalRJourney(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_board_without_the_SignalR_library_reloads_by_itself_within_twenty_seconds()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var supervisor = await office.SignInStaffAsync("supervisor", StaffRole.Supervisor);
        await supervisor.Page.RouteAsync("**/lib/signalr*", route => route.AbortAsync());
        await supervisor.Page.Clock.InstallAsync();
        await supervisor.GoAsync("/desk");
        await Assertions.Expect(supervisor.Page.Locator("#live")).ToBeVisibleAsync();

        var number = await office.Desk.OpenTicketAsync("核桃");
        await supervisor.Page.Clock.RunForAsync(20_000);

        await supervisor.Page.Locator($"#t{number}").WaitForAsync();
        Assert.True(await supervisor.WasNotReloadedAsync());
    }
}
