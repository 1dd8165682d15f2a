using EcomCenter.Desk.Promise;
using Quartz;

namespace EcomCenter.Desk.Clock;

public static class ClockSetup
{
    internal static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(15);

    internal static readonly TimeSpan BackupCheckInterval = TimeSpan.FromMinutes(1);

    internal static readonly TimeSpan ReportCheckInterval = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Registers the jobs. Deadlines are database rows; Quartz fires one job at the earliest deadline,
    /// and for a full sweep at start and every 15 seconds. Others make the nightly backup and the
    /// monthly report.
    /// </summary>
    public static IServiceCollection AddClock(this IServiceCollection services) => services
        .AddSingleton<IElapsedTime, HostUptime>()
        .AddSingleton<ClockRecordFile>()
        .AddHostedService<ClockWatch>()
        .AddSingleton<LateNotices>().AddSingleton<OverdueTickets>()
        .AddSingleton<ReplyWindowReminders>()
        .AddSingleton<StrayTimes>().AddSingleton<DoubtedTimes>().AddSingleton<CalendarChanges>()
        .AddSingleton<DeadlineSweep>()
        .AddSingleton<NextDeadlineTrigger>()
        .AddQuartz(quartz => quartz
            .AddJob<DeadlineJob>(job => job.WithIdentity(DeadlineJob.Key).StoreDurably())
            .AddTrigger(sweep => sweep.ForJob(DeadlineJob.Key).WithIdentity(DeadlineJob.SweepTrigger).StartNow()
                .WithSimpleSchedule(every => every.WithInterval(SweepInterval).RepeatForever()))
            .AddJob<NightlyBackupJob>(job => job.WithIdentity(NightlyBackupJob.Key).StoreDurably())
            .AddTrigger(check => check.ForJob(NightlyBackupJob.Key).WithIdentity(NightlyBackupJob.CheckTrigger)
                .StartAt(TimeProvider.System.GetUtcNow() + BackupCheckInterval)
                .WithSimpleSchedule(every => every.WithInterval(BackupCheckInterval).RepeatForever()))
            .AddJob<MonthReportJob>(job => job.WithIdentity(MonthReportJob.Key).StoreDurably())
            .AddTrigger(check => check.ForJob(MonthReportJob.Key).WithIdentity(MonthReportJob.CheckTrigger)
                .StartAt(TimeProvider.System.GetUtcNow() + ReportCheckInterval)
                .WithSimpleSchedule(every => every.WithInterval(ReportCheckInterval).RepeatForever())))
        .AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
}
