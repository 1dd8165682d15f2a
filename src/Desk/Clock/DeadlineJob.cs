using Quartz;

namespace EcomCenter.Desk.Clock;

/// <summary>The Quartz job for deadlines. One trigger fires at the earliest deadline, the other one regularly for the full sweep.</summary>
[DisallowConcurrentExecution]
public sealed class DeadlineJob(DeadlineSweep sweep, NextDeadlineTrigger trigger) : IJob
{
    internal static JobKey Key { get; } = new("clock");

    internal static TriggerKey SweepTrigger { get; } = new("sweep");

    internal static TriggerKey NextTrigger { get; } = new("next");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var startedAt = trigger.BeginCheck();
        try
        {
            await (context.Trigger.Key.Equals(SweepTrigger) ? sweep.SweepAsync(cancellationToken)
                : sweep.CheckDeadlinesAsync(cancellationToken));
        }
        finally
        {
            await trigger.ScheduleNextAsync(context.Scheduler, startedAt, cancellationToken);
        }
    }
}
