using EcomCenter.Desk.Housekeeping;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// The Quartz job for the nightly backup and the weekly restore drill. It fires every minute and asks both whether they are due, so that
/// a backup whose time passed while the program was stopped is made after the next start.
/// </summary>
[DisallowConcurrentExecution]
public sealed class NightlyBackupJob(NightlyBackup backup, RestoreDrill drill, IHostApplicationLifetime lifetime) : IJob
{
    internal static JobKey Key { get; } = new("nightlyBackup");

    internal static TriggerKey CheckTrigger { get; } = new("backup");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await backup.RunIfDueAsync(stop.Token);
            await drill.RunIfDueAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The program is being stopped. The next start finds the backup or the drill still due.
        }
    }
}
