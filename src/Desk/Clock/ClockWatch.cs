using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Compares the host's clock with the newest event and the monotonic clock, before everything else starts and every five seconds. It also
/// keeps the jobs going: Quartz plans by the host's clock, so a clock that is put back would stop them until it has caught up.
/// </summary>
public sealed partial class ClockWatch : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5), WriteInterval = TimeSpan.FromMinutes(1);

    private readonly HostClock _clock;
    private readonly ClockRecordFile _file;
    private readonly IDbContextFactory<DeskDb> _contexts;
    private readonly IEnumerable<IMessenger> _messengers;
    private readonly NextDeadlineTrigger _triggers;
    private readonly IDatabaseOutage _outage;
    private readonly TimeProvider _time;
    private readonly BackgroundLoop _loop;
    private readonly ILogger<ClockWatch> _log;
    private (ClockDoubt? Doubt, long At)? _written;

    public ClockWatch(HostClock clock, ClockRecordFile file, IDbContextFactory<DeskDb> contexts, IEnumerable<IMessenger> messengers,
        NextDeadlineTrigger triggers, IDatabaseOutage outage, TimeProvider time, ILogger<ClockWatch> log)
    {
        (_clock, _file, _contexts, _messengers, _triggers) = (clock, file, contexts, messengers, triggers);
        (_outage, _time, _log) = (outage, time, log);
        _loop = new BackgroundLoop(time, CheckInterval);
        clock.Confirmed += Write;
        clock.Confirmed += _loop.Wake;
    }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var newest = await FindNewestEventAsync(cancellationToken);
        Report(_clock.Start(_file.Read(), newest, awaitsMessenger: _messengers.Any(messenger => messenger.IsOn)));
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Write();
        return Task.CompletedTask;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        _loop.RunAsync(StepAsync, _outage.ReportOr(failure => LogFailed(failure.GetType().Name)), stoppingToken);

    private async Task<DateTimeOffset?> StepAsync(CancellationToken cancellation)
    {
        Report(_clock.FindDoubt());
        await _triggers.KeepRepeatingAsync();
        if (await FindNewestEventAsync(cancellation) is { } newest) _clock.ObserveEvent(newest);
        Report(_clock.FindDoubt());
        return null;
    }

    private async Task<DateTimeOffset?> FindNewestEventAsync(CancellationToken cancellation)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Events.OrderByDescending(e => e.Sequence).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellation);
    }

    private void Report(ClockDoubt? doubt)
    {
        var hasChanged = _written is not { } written || written.Doubt?.Witness != doubt?.Witness;
        if (hasChanged && doubt is not null) LogDoubted(doubt.Shown, doubt.Witness, doubt.Expected);
        if (hasChanged && doubt is null && _written is not null) LogBelieved();
        if (!hasChanged && _time.GetElapsedTime(_written!.Value.At) < WriteInterval) return;
        Write();
        _written = (doubt, _time.GetTimestamp());
    }

    private void Write()
    {
        if (_clock.CreateRecord() is { } record) _file.Write(record);
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The host's clock shows {Shown:u}, but {Witness} supports {Expected:u}. Misses, closings and erasures wait")]
    private partial void LogDoubted(DateTimeOffset shown, ClockWitness witness, DateTimeOffset expected);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The host's clock is believed again")]
    private partial void LogBelieved();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not compare the host's clock with the database ({ErrorType})")]
    private partial void LogFailed(string errorType);
}
