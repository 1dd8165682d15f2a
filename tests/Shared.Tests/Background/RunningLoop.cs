using EcomCenter.Background;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Shared.Tests.Background;

/// <summary>A loop that runs on fake time and counts its steps.</summary>
internal sealed class RunningLoop : IAsyncDisposable
{
    private readonly CountingTimeProvider _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private int _steps;

    /// <param name="step">Receives the number of the step, the first one being 1, and the time.</param>
    public RunningLoop(Func<int, DateTimeOffset, CancellationToken, Task<DateTimeOffset?>> step)
    {
        Loop = new(_time, SweepInterval);
        _running = Task.Run(() => Loop.RunAsync(
            stopping => step(Interlocked.Increment(ref _steps), _time.GetUtcNow(), stopping), Failures.Add, _stopping.Token));
    }

    public static TimeSpan SweepInterval { get; } = TimeSpan.FromSeconds(15);

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public BackgroundLoop Loop { get; }

    public TimeProvider Time => _time;

    public List<Exception> Failures { get; } = [];

    public int Steps => Volatile.Read(ref _steps);

    public static RunningLoop WithStep(Func<int, DateTimeOffset, DateTimeOffset?> step) =>
        new((number, now, _) => Task.FromResult(step(number, now)));

    public Task WaitForStepsAsync(int count) => WaitUntilAsync(() => Steps >= count);

    public async Task AssertNoFurtherStepAsync()
    {
        var before = Steps;
        await Task.Delay(50);
        Assert.Equal(before, Steps);
    }

    /// <summary>Advances the time once the loop waits for it.</summary>
    public async Task AdvanceAsync(double seconds)
    {
        await WaitUntilAsync(() => _time.Timers >= Steps);
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(Patience);
        _stopping.Dispose();
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition()) await Task.Delay(1, patience.Token);
    }

    private sealed class CountingTimeProvider : FakeTimeProvider
    {
        private int _timers;

        /// <summary>The number of timers created so far. A loop creates one after each step.</summary>
        public int Timers => Volatile.Read(ref _timers);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _timers);
            return timer;
        }
    }
}
