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
    public async Task A_board_that_lost_its_line_says_so_and_catches_up_by_sequence_when_it_is_back()
    {
        await using var office = await Office.OpenAsync(chromium);
        await using var line = Line.To(office.Desk.Address);
        var (stays, taken, withdrawn) = (await office.Desk.OpenAsync("苹果"), await office.Desk.OpenAsync("核桃"), await office.Desk.OpenAsync("红枣"));
        var supervisor = await office.StaffAsync("supervisor", StaffRole.Supervisor, address: line.Address);
        var answers = supervisor.Hears("\"result\":{\"sequence\"");
        await supervisor.WatchBoardAsync();

        line.Cut();
        await Assertions.Expect(supervisor.Page.Locator("#live.stale")).ToContainTextAsync("since");
        var added = await office.Desk.OpenAsync("石榴");
        await office.Desk.TakeAsync(taken, "supervisor");
        await WithdrawAsync(office.Desk, withdrawn);
        Assert.DoesNotContain(added.ToString(), await supervisor.RowsAsync());
        line.Mend();

        await supervisor.Page.Locator($"#t{added}").WaitForAsync();
        await supervisor.IsLiveAsync();
        Assert.True(await supervisor.StayedAsync());
        Assert.Equal(Sorted(stays, taken, added), (await supervisor.RowsAsync()).Order(StringComparer.Ordinal));
        Assert.Contains("\"cards\":null,\"changes\":[{", answers[^1]);
        var (held, anew) = (await supervisor.BoardAsync(), await AnewAsync(supervisor));
        Assert.Equal(anew, held);
    }

    [Fact]
    public async Task A_board_whose_line_was_stuck_is_live_again_with_the_first_it_hears()
    {
        await using var office = await Office.OpenAsync(chromium);
        await using var line = Line.To(office.Desk.Address);
        var supervisor = await office.StaffAsync("supervisor", StaffRole.Supervisor, address: line.Address);
        var answers = supervisor.Hears("\"result\":{\"sequence\"");
        await supervisor.WatchBoardAsync();

        line.Hold();
        var added = await office.Desk.OpenAsync("石榴");
        await Assertions.Expect(supervisor.Page.Locator("#live.stale")).ToContainTextAsync("since");
        line.Flow();

        await supervisor.IsLiveAsync();
        await supervisor.Page.Locator($"#t{added}").WaitForAsync();
        Assert.True(await supervisor.StayedAsync());
        Assert.True(answers.Count > 1, "What happened meanwhile was asked for, not only what came afterwards.");
    }

    private static async Task<string> AnewAsync(Person person)
    {
        await person.GoAsync("/desk");
        return await person.BoardAsync();
    }

    private static IEnumerable<string> Sorted(params IEnumerable<TicketNumber> numbers) => numbers.Select(n => n.ToString()).Order(StringComparer.Ordinal);

    private static async Task WithdrawAsync(DeskApp desk, TicketNumber number) => Assert.IsType<Outcome.Done>(await desk.Writer.WriteAsync(unit =>
        desk.On.CancelAsync(unit, new(number, Matters.Supervisor), "withdrawn", CancellationToken.None)));
}
