using EcomCenter.Bots.Ports;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Demo;

/// <summary>Fills the demo before it reports ready, then runs one step every four seconds, so that the board moves.</summary>
internal sealed partial class DemoService(
    DemoActivity activity, DemoAccounts accounts, DemoHealthCheck health, IDatabaseOutage outage, TimeProvider time,
    ILogger<DemoService> log) : BackgroundService
{
    // About 22 hours. A forgotten demo stops changing then.
    private const int MaxSteps = 20_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await accounts.CreateAsync();
        await activity.FillAsync(stoppingToken);
        health.MarkReady();
        LogFilled(log, DemoScript.TicketCount);
        for (var n = 0; n < MaxSteps; n++)
        {
            await Task.Delay(Pause, time, stoppingToken);
            await StepAsync(n, stoppingToken);
        }
    }

    private async Task StepAsync(int n, CancellationToken cancellation)
    {
        try
        {
            await activity.StepAsync(n, cancellation);
        }
        catch (Exception e) when (outage.TryReport(e) || e is InvalidOperationException or DbUpdateException)
        {
            // Somebody who tries the demo may have changed this ticket meanwhile.
            LogStepSkipped(log, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Filled the demo with {Count} tickets.")]
    private static partial void LogFilled(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Skipped a step of the demo.")]
    private static partial void LogStepSkipped(ILogger log, Exception e);
}
