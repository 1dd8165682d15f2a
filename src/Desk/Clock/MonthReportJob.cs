using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Housekeeping;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// The Quartz job for the monthly report. It fires every minute and asks if the report of the last month is due, so that one whose day
/// passed while the program was stopped is made after the next start.
/// </summary>
[DisallowConcurrentExecution]
public sealed class MonthReportJob(MonthReports reports, IDatabaseOutage outage, IHostApplicationLifetime lifetime) : IJob
{
    internal static JobKey Key { get; } = new("monthReport");

    internal static TriggerKey CheckTrigger { get; } = new("report");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await reports.MakeIfDueAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The program is being stopped. The next start finds the report still due.
        }
        catch (Exception failure) when (outage.TryReport(failure))
        {
            // The next check makes it.
        }
    }
}
