using Quartz;

namespace EcomCenter.Desk.Clock;

/// <summary>Rung by two triggers: at the earliest deadline, and as a sweep of everything now and then.</summary>
[DisallowConcurrentExecution]
public sealed class ClockJob(DeskClock clock, WakeUp wakeUp) : IJob
{
    internal static JobKey Key { get; } = new("clock");

    internal static TriggerKey Sweep { get; } = new("sweep");

    internal static TriggerKey Next { get; } = new("next");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var begun = wakeUp.BeginLook();
        try
        {
            await (context.Trigger.Key.Equals(Sweep) ? clock.SweepAsync(cancellationToken) : clock.LookAsync(cancellationToken));
        }
        finally
        {
            await wakeUp.SetAsync(context.Scheduler, begun, cancellationToken);
        }
    }
}
