using EcomCenter.RunningDesk;

namespace EcomCenter.Attacks.Trouble;

/// <summary>Takes PostgreSQL away while residents write, brings it back, holds the line and stops the desk.</summary>
internal sealed class PostgresAway : Attack
{
    private const string Words = "卖葡萄";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(15), ReturnLimit = TimeSpan.FromSeconds(20),
        NoticeLimit = TimeSpan.FromSeconds(10);

    public override string Title => "Without PostgreSQL the desk answers 503 with the typed words, goes on when it is back, and can stop";

    public override async Task RunAsync(AttackRun run)
    {
        var database = await PostgresDatabase.CreateAsync(run);
        var key = await DeskCommand.CreateKeyAsync(run.Binary, run.SettingsWith(database.Settings), "attack", "staff");
        var desk = await run.StartDeskAsync(database.Settings);
        var (program, resident) = (run.Visit(desk, key: key), run.Visit(desk, "127.0.0.2"));
        var accepted = (await program.OpenTicketAsync("断线以前")).Number;
        var form = await resident.ReadHiddenFieldsAsync("/report", "/report/enter");
        database.Line.Cut();
        await CheckAwayAsync(run, program, resident, form);
        database.Line.Restore();
        run.Expect(await Wait.UntilAsync(async () => (await program.GetAsync("/healthz/ready")).Status == 200, ReturnLimit),
            "the desk is not ready again after PostgreSQL is back");
        var again = await program.PostJsonAsync(Visitor.Tickets, Visitor.NewTicket("接上以后"));
        run.ExpectStatus(again, 201, "a ticket after PostgreSQL is back");
        run.ExpectStatus(await program.GetAsync($"{Visitor.Tickets}/{accepted}"), 200, "the ticket from before");
        database.Line.Pause();
        _ = program.PostJsonAsync(Visitor.Tickets, Visitor.NewTicket("挂着")).ContinueWith(_ => { }, TaskScheduler.Default);
        await Task.Delay(500);
        await run.ExpectStopAsync(desk, "SIGTERM with a hanging PostgreSQL");
    }

    private static async Task CheckAwayAsync(AttackRun run, Visitor program, Visitor resident, Dictionary<string, string> form)
    {
        run.ExpectStatus(await resident.GetAsync("/healthz/live"), 200, "live without PostgreSQL");
        // The desk asks the database from time to time, and keeps the answer for a few seconds.
        run.Expect(await Wait.UntilAsync(async () => (await resident.GetAsync("/healthz/ready")).Status == 503, NoticeLimit),
            "the desk calls itself ready without PostgreSQL");
        var ticket = await program.PostJsonAsync(Visitor.Tickets, Visitor.NewTicket("断线以后"));
        run.ExpectStatus(ticket, 503, "a ticket without PostgreSQL");
        run.Expect(ticket.Time < AnswerLimit, $"a ticket without PostgreSQL took {ticket.Time.TotalSeconds:F0} s");
        var report = await resident.PostAsync("/report/enter", form.Select(f => (f.Key, f.Value)).Append(("description", Words)));
        run.ExpectStatus(report, 503, "a report without PostgreSQL");
        run.Expect(report.Contains(Words), "a report without PostgreSQL loses the typed words");
    }
}
