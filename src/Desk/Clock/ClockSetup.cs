using Quartz;

namespace EcomCenter.Desk.Clock;

public static class ClockSetup
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Registers the deadline job. Deadlines are database rows; Quartz fires one job at the earliest deadline,
    /// and for a full sweep at start and every 15 seconds.
    /// </summary>
    public static IServiceCollection AddClock(this IServiceCollection services) => services
        .AddSingleton<OverdueTickets>()
        .AddSingleton<ClosingWindows>()
        .AddSingleton<OldTickets>()
        .AddSingleton<EndedMatters>()
        .AddSingleton<GoneFiles>()
        .AddSingleton<PastTalks>()
        .AddSingleton<OldRows>()
        .AddSingleton<DeskClock>()
        .AddSingleton<WakeUp>()
        .AddQuartz(quartz => quartz
            .AddJob<ClockJob>(job => job.WithIdentity(ClockJob.Key).StoreDurably())
            .AddTrigger(sweep => sweep.ForJob(ClockJob.Key).WithIdentity(ClockJob.Sweep).StartNow()
                .WithSimpleSchedule(every => every.WithInterval(SweepEvery).RepeatForever())))
        .AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
}
