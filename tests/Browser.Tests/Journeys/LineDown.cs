using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests;
using EcomCenter.Desk.Tests.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class LineDown(Chromium chromium)
{
    [Fact]
    public async Task A_board_shows_a_lost_connection_and_catches_up_by_sequence_after_it_returns()
    {
        await using var office = await Office.OpenAsync(chromium);
        await using var proxy = Line.To(office.Desk.Address);
        var (unchanged, taken) = (await office.Desk.OpenAsync("苹果"), await office.Desk.OpenAsync("核桃"));
        var withdrawn = await office.Desk.OpenAsync("红枣");
        var supervisor = await office.StaffAsync("supervisor", StaffRole.Supervisor, address: proxy.Address);
        var answers = supervisor.Hears("\"result\":{\"sequence\"");
        await supervisor.WatchBoardAsync();

        proxy.Cut();
        await Assertions.Expect(supervisor.Page.Locator("#live.stale")).ToContainTextAsync("since");
        var added = await office.Desk.OpenAsync("石榴");
        await office.Desk.TakeAsync(taken, "supervisor");
        await WithdrawAsync(office.Desk, withdrawn);
        Assert.DoesNotContain(added.ToString(), await supervisor.RowsAsync());
        proxy.Mend();

        await supervisor.Page.Locator($"#t{added}").WaitForAsync();
        await supervisor.IsLiveAsync();
        Assert.True(await supervisor.StayedAsync());
        Assert.Equal(Sorted(unchanged, taken, added), (await supervisor.RowsAsync()).Order(StringComparer.Ordinal));
        Assert.Contains("\"cards\":null,\"changes\":[{", answers[^1]);
        var (live, reloaded) = (await supervisor.BoardAsync(), await AnewAsync(supervisor));
        Assert.Equal(reloaded, live);
    }

    [Fact]
    public async Task A_board_whose_connection_stalled_is_live_again_on_the_first_message()
    {
        await using var office = await Office.OpenAsync(chromium);
        await using var proxy = Line.To(office.Desk.Address);
        var supervisor = await office.StaffAsync("supervisor", StaffRole.Supervisor, address: proxy.Address);
        var answers = supervisor.Hears("\"result\":{\"sequence\"");
        await supervisor.WatchBoardAsync();

        proxy.Hold();
        var added = await office.Desk.OpenAsync("石榴");
        await Assertions.Expect(supervisor.Page.Locator("#live.stale")).ToContainTextAsync("since");
        proxy.Flow();

        await supervisor.IsLiveAsync();
        await supervisor.Page.Locator($"#t{added}").WaitForAsync();
        Assert.True(await supervisor.StayedAsync());
        Assert.True(answers.Count > 1, "The board must ask for the changes it missed.");
    }

    private static async Task<string> AnewAsync(Person person)
    {
        await person.GoAsync("/desk");
        return await person.BoardAsync();
    }

    private static IEnumerable<string> Sorted(params IEnumerable<TicketNumber> numbers) =>
        numbers.Select(n => n.ToString()).Order(StringComparer.Ordinal);

    private static async Task WithdrawAsync(DeskApp desk, TicketNumber number)
    {
        var result = await desk.Writer.WriteAsync(unit =>
            desk.On.CancelAsync(unit, new(number, Matters.Supervisor), "withdrawn", CancellationToken.None));
        Assert.IsType<Outcome.Done>(result);
    }
}
