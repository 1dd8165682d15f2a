using System.Text.Json.Nodes;
using EcomCenter.RunningDesk;

namespace EcomCenter.Attacks.Trouble;

/// <summary>Starts a desk that has closed tickets while the machine's clock is three years ahead.</summary>
internal sealed class ClockYearsAhead : Attack
{
    private static readonly TimeSpan SeveralSweeps = TimeSpan.FromSeconds(18), OneSweep = TimeSpan.FromSeconds(25);

    public override string Title => "A desk started with a clock three years ahead erases and judges nothing, and the board says so";

    public override async Task RunAsync(AttackRun run)
    {
        var clock = new Faketime(run.NewFile("clock"));
        clock.Set("+0");
        await CloseOneOfTwoTicketsAsync(run);
        clock.Set("+3y");
        var desk = await run.StartDeskAsync(clock.Environment);
        await Task.Delay(SeveralSweeps);
        var file = new DeskFile(run.DataFolder);
        run.Expect(CountErased(file) == 0, "a closed ticket was erased");
        run.Expect(CountMissed(file) == 0, "a deadline was judged");
        var clerk = run.Visit(desk, language: "en");
        await clerk.SignInAsync(Office.Clerk);
        run.Expect((await clerk.GetAsync("/desk")).Contains("The clock may be wrong"), "the board does not say so");
        if (await ConfirmAsync(run, desk))
            run.Expect(await Wait.UntilAsync(() => CountErased(file) == 1, OneSweep), "nothing is erased after the time was confirmed");
    }

    private static async Task CloseOneOfTwoTicketsAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var program = run.VisitWithKey(desk, "staff");
        await program.OpenTicketAsync("还没有回答");
        var number = (await program.OpenTicketAsync("已经办完")).Number;
        run.ExpectStatus(await program.PostJsonAsync($"{Visitor.Tickets}/{number}/messages",
            new JsonObject { ["kind"] = "answer", ["text"] = "办好了。" }), 200, "the answer");
        foreach (var action in new[] { "resolve", "close" })
            run.ExpectStatus(await program.PostJsonAsync($"{Visitor.Tickets}/{number}/{action}", []), 200, action);
        await desk.StopAsync();
    }

    /// <summary>
    /// A supervisor says that the time is right. Then the same desk must erase, which shows that only the doubt held it back.
    /// </summary>
    private static async Task<bool> ConfirmAsync(AttackRun run, DeskProcess desk)
    {
        var supervisor = run.Visit(desk, language: "en");
        await supervisor.SignInAsync(Office.Supervisor);
        var reply = await supervisor.FillInAsync("/desk/admin/clock", "/desk/admin/clock");
        return run.Expect(reply.Status is 200 or 302, $"confirming the time was answered {reply.Status}");
    }

    private static long CountErased(DeskFile file) => file.Count("SELECT COUNT(*) FROM tickets WHERE \"ErasedAt\" IS NOT NULL");

    private static long CountMissed(DeskFile file) => file.Count("SELECT COUNT(*) FROM ticket_events WHERE \"Type\" = 'cycleMissed'");
}
