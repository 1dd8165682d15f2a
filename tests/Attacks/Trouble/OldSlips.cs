namespace EcomCenter.Attacks.Trouble;

/// <summary>Uses slips of tickets that were opened after the backup that the desk was restored from.</summary>
internal sealed class OldSlips : Attack
{
    public override string Title => "After a restore no number is given twice, and a slip of a lost ticket opens no new one";

    public override async Task RunAsync(AttackRun run)
    {
        var backup = run.NewFile("desk.zip");
        var desk = await run.StartDeskAsync();
        var program = run.VisitWithKey(desk, "staff");
        var kept = await program.OpenTicketAsync("备份以前的");
        run.Expect((await run.RunCommandAsync("backup", "--to", backup)).ExitCode == 0, "the backup failed");
        var lost = new List<OpenedTicket>();
        for (var i = 0; i < 6; i++) lost.Add(await program.OpenTicketAsync("备份以后的"));
        await desk.StopAsync();

        run.DataFolder = run.NewFolder("restored");
        run.Expect((await run.RunCommandAsync("restore", "--from", backup)).ExitCode == 0, "the restore failed");
        var restored = await run.StartDeskAsync();
        var opened = new List<OpenedTicket>();
        for (var i = 0; i < 12; i++) opened.Add(await run.VisitWithKey(restored, "staff").OpenTicketAsync("恢复以后的"));
        foreach (var slip in lost)
        {
            run.Expect(opened.TrueForAll(ticket => ticket.Number != slip.Number), $"the number {slip.Number} was given again");
            var tracked = await run.Visit(restored, "127.0.0.2").TrackAsync(slip.Number, slip.Code);
            run.ExpectStatus(tracked, 404, "a slip of a lost ticket");
        }

        foreach (var (ticket, slip) in opened.Zip(lost))
        {
            var tracked = await run.Visit(restored, "127.0.0.3").TrackAsync(ticket.Number, slip.Code);
            run.ExpectStatus(tracked, 404, "an old code with a new number");
        }

        run.ExpectStatus(await run.Visit(restored).TrackAsync(kept.Number, kept.Code), 200, "the slip of a ticket in the backup");
    }
}
