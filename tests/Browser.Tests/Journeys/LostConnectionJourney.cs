using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.RunningDesk;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class LostConnectionJourney(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_board_shows_a_lost_connection_and_catches_up_by_sequence_after_it_returns()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        await using var proxy = TcpProxy.Start(office.Desk.Address);
        var (unchanged, taken) = (await office.Desk.OpenTicketAsync("苹果"), await office.Desk.OpenTicketAsync("核桃"));
        var withdrawn = await office.Desk.OpenTicketAsync("红枣");
        var supervisor = await office.SignInStaffAsync("supervisor", StaffRole.Supervisor, address: proxy.Address);
        var answers = supervisor.RecordFrames("\"result\":{\"sequence\"");
        await supervisor.OpenBoardAsync();

        proxy.Cut();
        await Assertions.Expect(supervisor.Page.Locator("#live.stale")).ToContainTextAsync("since");
        var added = await office.Desk.OpenTicketAsync("石榴");
        await office.Desk.TakeTicketAsync(taken, "supervisor");
        await WithdrawAsync(office.Desk, withdrawn);
        Assert.DoesNotContain(added.ToString(), await supervisor.ReadTicketNumbersAsync());
        proxy.Restore();

        await supervisor.Page.Locator($"#t{added}").WaitForAsync();
        await supervisor.WaitUntilLiveAsync();
        Assert.True(await supervisor.WasNotReloadedAsync());
        Assert.Equal(Sorted(unchanged, taken, added), (await supervisor.ReadTicketNumbersAsync()).Order(StringComparer.Ordinal));
        Assert.Contains("\"cards\":null,\"changes\":[{", answers[^1]);
        var (live, reloaded) = (await supervisor.DescribeBoardAsync(), await ReloadBoardAsync(supervisor));
        Assert.Equal(reloaded, live);
    }

    [Fact]
    public async Task A_board_whose_connection_stalled_is_live_again_on_the_first_message()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        await using var proxy = TcpProxy.Start(office.Desk.Address);
        var supervisor = await office.SignInStaffAsync("supervisor", StaffRole.Supervisor, address: proxy.Address);
        var answers = supervisor.RecordFrames("\"result\":{\"sequence\"");
        await supervisor.OpenBoardAsync();

        proxy.Pause();
        var added = await office.Desk.OpenTicketAsync("石榴");
        await Assertions.Expect(supervisor.Page.Locator("#live.stale")).ToContainTextAsync("since");
        proxy.Resume();

        await supervisor.WaitUntilLiveAsync();
        await supervisor.Page.Locator($"#t{added}").WaitForAsync();
        Assert.True(await supervisor.WasNotReloadedAsync());
        Assert.True(answers.Count > 1, "The board must ask for the changes it missed.");
    }

    private static async Task<string> ReloadBoardAsync(BrowserUser person)
    {
        await person.GoAsync("/desk");
        return await person.DescribeBoardAsync();
    }

    private static IEnumerable<string> Sorted(params IEnumerable<TicketNumber> numbers) =>
        numbers.Select(n => n.ToString()).Order(StringComparer.Ordinal);

    private static async Task WithdrawAsync(DeskApp desk, TicketNumber number)
    {
        var result = await desk.Writer.WriteAsync(unit =>
            desk.Actions.CancelAsync(unit, new(number, BoardTestTickets.Supervisor), "withdrawn", CancellationToken.None));
        Assert.IsType<TicketActionResult.ActionDone>(result);
    }
}
