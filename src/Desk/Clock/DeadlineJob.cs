using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace EcomCenter.Desk.Clock;

/// <summary>The Quartz job for deadlines. One trigger fires at the earliest deadline, the other one regularly for the full sweep.</summary>
[DisallowConcurrentExecution]
public sealed class DeadlineJob(
    DeadlineSweep sweep, NextDeadlineTrigger trigger, IDatabaseOutage outage, IHostApplicationLifetime lifetime) : IJob
{
    internal static JobKey Key { get; } = new("clock");

    internal static TriggerKey SweepTrigger { get; } = new("sweep");

    internal static TriggerKey NextTrigger { get; } = new("next");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using var detached = new DetachedCancellation(stop.Token);
        try
        {
            await RunAsync(context, detached.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The program is being stopped. The next start sweeps at once.
        }
        catch (Exception failure) when (outage.TryReport(failure))
        {
            // The next sweep does the work.
        }
    }

    private async Task RunAsync(IJobExecutionContext context, CancellationToken stopping)
    {
        var startedAt = trigger.BeginCheck();
        try
        {
            await (context.Trigger.Key.Equals(SweepTrigger) ? sweep.SweepAsync(stopping) : sweep.CheckDeadlinesAsync(stopping));
        }
        finally
        {
            await trigger.ScheduleNextAsync(context.Scheduler, startedAt, stopping);
        }
    }
}
