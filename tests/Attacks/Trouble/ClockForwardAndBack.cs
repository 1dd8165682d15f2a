namespace EcomCenter.Attacks.Trouble;

/// <summary>Puts the clock of a running desk forward by three days and back again.</summary>
internal sealed class ClockForwardAndBack : Attack
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(32), Forward = TimeSpan.FromSeconds(18),
        OneSweep = TimeSpan.FromSeconds(35);

    public override string Title => "A clock put forward by three days and back records no false miss, and the true one is noticed";

    public override async Task RunAsync(AttackRun run)
    {
        var clock = new Faketime(run.NewFile("clock"));
        clock.Set("+0");
        var desk = await run.StartDeskAsync([.. clock.Environment, ("Promise:Response", Promise.ToString("c"))]);
        var program = run.VisitWithKey(desk, "staff");
        var opened = System.Diagnostics.Stopwatch.StartNew();
        await program.OpenTicketAsync("三十二秒以内回答");
        clock.Set("+3d");
        await Task.Delay(Forward);
        var file = new DeskFile(run.DataFolder);
        run.Expect(Count(file) == 0, "a miss was recorded while the clock was three days ahead");
        clock.Set("+0");
        await Task.Delay(Promise - opened.Elapsed - TimeSpan.FromSeconds(2));
        run.Expect(Count(file) == 0, "a miss was recorded before its time");
        run.Expect(await Wait.UntilAsync(() => Count(file) == 1, OneSweep), "the true miss was not noticed after the clock was back");
        run.Expect((await program.PostJsonAsync(Visitor.Tickets, Visitor.NewTicket("还能用"))).Status == 201, "no ticket is taken any more");
    }

    private static long Count(DeskFile file) => file.Count("SELECT COUNT(*) FROM ticket_events WHERE \"Type\" = 'cycleMissed'");
}
