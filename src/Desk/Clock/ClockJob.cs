using Quartz;

namespace EcomCenter.Desk.Clock;

/// <summary>The Quartz job for deadlines. One trigger fires at the earliest deadline, the other one regularly for the full sweep.</summary>
[DisallowConcurrentExecution]
public sealed class ClockJob(DeskClock clock, WakeUp wakeUp) : IJob
{
    internal static JobKey Key { get; } = new("clock");

    internal static TriggerKey Sweep { get; } = new("sweep");

    internal static TriggerKey Next { get; } = new("next");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var startedAt = wakeUp.BeginLook();
        try
        {
            await (context.Trigger.Key.Equals(Sweep) ? clock.SweepAsync(cancellationToken) : clock.LookAsync(cancellationToken));
        }
        finally
        {
            await wakeUp.SetAsync(context.Scheduler, startedAt, cancellationToken);
        }
    }
}
