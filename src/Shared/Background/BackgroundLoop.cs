namespace EcomCenter.Background;

/// <summary>
/// Repeats one step of background work: on a wake-up, at the time that the last step asked for, and at the latest after the sweep interval.
/// The sweep finds work whose wake-up was lost, for example because another node began it.
/// </summary>
public sealed class BackgroundLoop(TimeProvider time, TimeSpan sweepInterval)
{
    private readonly Signal _signal = new();

    /// <summary>Starts the next step at once, or after the current one. Several calls during one step cause only one more.</summary>
    public void Wake() => _signal.Set();

    /// <summary>
    /// Runs until it is stopped. Never throws: a failed step is repeated after a growing delay, at most the sweep interval.
    /// </summary>
    /// <param name="step">Returns the time of the next step; null waits for a wake-up or the sweep, a past time repeats at once.</param>
    /// <param name="reportFailure">Receives the first failure of a series, so that a long outage does not fill the log.</param>
    public async Task RunAsync(
        Func<CancellationToken, Task<DateTimeOffset?>> step, Action<Exception> reportFailure, CancellationToken stopping)
    {
        var failures = new FailureSeries(reportFailure);
        using var detached = new DetachedCancellation(stopping);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var nextStepAt = await step(detached.Token);
                failures.End();
                await WaitAsync(nextStepAt, stopping);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                // The loop is all that does this work: it goes on after every failure, more and more slowly.
                failures.Add(failure);
                await DelayAsync(BackOff.After(failures.Count), stopping);
            }
            catch (Exception)
            {
                // The stop cancelled the step, so its failure says nothing.
            }
        }
    }

    private Task WaitAsync(DateTimeOffset? nextStepAt, CancellationToken stopping)
    {
        var sweepAt = time.GetUtcNow() + sweepInterval;
        return _signal.WaitAsync(nextStepAt < sweepAt ? nextStepAt.Value : sweepAt, time, stopping);
    }

    // Ignores wake-ups, because each of them would repeat a step that is likely to fail again.
    private async Task DelayAsync(TimeSpan delay, CancellationToken stopping) =>
        await Task.Delay(delay < sweepInterval ? delay : sweepInterval, time, stopping)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Failures without a success in between. Reports the first one, and another one when its type differs.</summary>
    private sealed class FailureSeries(Action<Exception> report)
    {
        private Type? _reported;

        public int Count { get; private set; }

        public void Add(Exception failure)
        {
            Count++;
            if (_reported == failure.GetType()) return;
            _reported = failure.GetType();
            report(failure);
        }

        public void End() => (Count, _reported) = (0, null);
    }
}
