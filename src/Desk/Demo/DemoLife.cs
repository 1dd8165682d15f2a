using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Demo;

/// <summary>Fills the demo before it is ready, then lets a little happen every few seconds, so that the board moves.</summary>
internal sealed partial class DemoLife(DemoDesk desk, DemoAccounts accounts, DemoReady ready, IDbContextFactory<DeskDb> contexts, IOptions<PromiseOptions> promise,
    TimeProvider time, ILogger<DemoLife> log) : BackgroundService
{
    private const int MostEvents = 2_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);
    private readonly DemoMatters _demo = DemoMatters.Load();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var script = new DemoScript(desk, _demo, promise.Value.Response);
        await accounts.CreateAsync();
        await Parallel.ForAsync(0, DemoScript.Tickets, stoppingToken, async (n, cancellation) => await script.PlayAsync(n, time.Now(), cancellation));
        ready.Done();
        Filled(log, DemoScript.Tickets);
        for (var n = DemoScript.Tickets; n < MostEvents; n++)
        {
            await Task.Delay(Pause, time, stoppingToken);
            await LiveAsync(script, n, stoppingToken);
        }
    }

    private async Task LiveAsync(DemoScript script, int n, CancellationToken cancellation)
    {
        try
        {
            if (n % 3 == 0) await desk.OpenAsync(Fresh(script, n), cancellation);
            else if (n % 3 == 1) await SomebodyTakesAsync(cancellation);
            else await SomebodyAnswersAsync(n, cancellation);
        }
        catch (Exception e) when (e is InvalidOperationException or DbUpdateException)
        {
            // Whoever tries the demo may have been quicker with this ticket.
            Passed(log, e);
        }
    }

    private Intake.Matter Fresh(DemoScript script, int n)
    {
        var channel = n % 2 == 0 ? ContactChannel.WebChat : ContactChannel.Hotline;
        return script.MatterOf(n, channel, time.Now()) with { ReceivedAt = null };
    }

    private async Task SomebodyTakesAsync(CancellationToken cancellation)
    {
        if (await OldestAsync(TicketStatus.New, cancellation) is { } ticket) await desk.TakeAsync(ticket, DemoDesk.Clerk, cancellation);
    }

    // Answers only while the demo stays full: what it shows is a desk at work, not an empty one.
    private async Task SomebodyAnswersAsync(int n, CancellationToken cancellation)
    {
        if (await OldestAsync(TicketStatus.InProgress, cancellation) is not { } ticket) return;
        var words = _demo.WordsIn(ticket.Language);
        await desk.AnswerAsync(ticket, DemoDesk.Clerk, new(words.Answers[n % words.Answers.Count]), cancellation);
    }

    private async Task<Ticket?> OldestAsync(TicketStatus status, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Tickets.AsNoTracking()
            .Where(t => t.Status == status && t.Unanswered && t.CycleState == CycleState.Open && t.Channel != ContactChannel.Telegram && t.Channel != ContactChannel.WeChat)
            .OrderByDescending(t => t.DueAt).FirstOrDefaultAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo is filled with {Count} tickets")]
    private static partial void Filled(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A step of the demo was passed over")]
    private static partial void Passed(ILogger log, Exception e);
}
