namespace EcomCenter.Shared.Tests.Background;

public sealed class BackgroundLoopTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wake_up_starts_the_next_step_at_once()
    {
        await using var running = RunningLoop.WithStep((_, _) => null);
        await running.WaitForStepsAsync(1);
        running.Loop.Wake();
        await running.WaitForStepsAsync(2);
    }

    [Fact]
    public async Task Wake_ups_during_a_step_cause_exactly_one_more()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var running = new RunningLoop(async (step, _, _) =>
        {
            if (step > 1) return null;
            entered.SetResult();
            await release.Task;
            return null;
        });
        await entered.Task.WaitAsync(RunningLoop.Patience, Cancellation);
        for (var i = 0; i < 5; i++) running.Loop.Wake();
        release.SetResult();
        await running.WaitForStepsAsync(2);
        await running.AssertNoFurtherStepAsync();
    }

    [Fact]
    public async Task A_step_may_ask_for_an_earlier_time_than_the_sweep()
    {
        await using var running = RunningLoop.WithStep((step, now) => step == 1 ? now + TimeSpan.FromSeconds(3) : null);
        await running.WaitForStepsAsync(1);
        await running.AdvanceAsync(seconds: 2.9);
        await running.AssertNoFurtherStepAsync();
        await running.AdvanceAsync(seconds: 0.1);
        await running.WaitForStepsAsync(2);
    }

    [Fact]
    public async Task A_past_time_repeats_the_step_at_once()
    {
        await using var running = RunningLoop.WithStep((step, now) => step < 4 ? now : null);
        await running.WaitForStepsAsync(4);
        await running.AssertNoFurtherStepAsync();
    }

    [Fact]
    public async Task The_sweep_comes_however_late_a_step_asks_to_be_repeated()
    {
        await using var running = RunningLoop.WithStep((_, now) => now + TimeSpan.FromHours(1));
        await running.WaitForStepsAsync(1);
        await running.AdvanceAsync(RunningLoop.SweepInterval.TotalSeconds);
        await running.WaitForStepsAsync(2);
    }

    [Fact]
    public async Task The_delay_after_failures_grows_up_to_the_sweep_interval_and_ignores_wake_ups()
    {
        await using var running = RunningLoop.WithStep((_, _) => throw new IOException("broken"));
        double[] longestDelays = [1, 2, 4, 8, 15, 15];
        for (var failures = 1; failures <= longestDelays.Length; failures++)
        {
            await running.WaitForStepsAsync(failures);
            running.Loop.Wake();
            // A quarter of the delay is random, but the sweep interval cuts the longest ones.
            await running.AdvanceAsync(longestDelays[failures - 1] * 0.74);
            await running.AssertNoFurtherStepAsync();
            await running.AdvanceAsync(longestDelays[failures - 1] * 0.26);
        }

        await running.WaitForStepsAsync(longestDelays.Length + 1);
        Assert.Single(running.Failures);
    }

    [Fact]
    public async Task A_failure_is_reported_again_when_its_type_changes_and_after_a_success()
    {
        await using var running = RunningLoop.WithStep((step, now) => step switch
        {
            1 or 2 => throw new IOException("broken"),
            3 => throw new InvalidOperationException("broken otherwise"),
            5 => throw new InvalidOperationException("broken again"),
            _ => null,
        });
        for (var step = 1; step <= 5; step++)
        {
            await running.WaitForStepsAsync(step);
            await running.AdvanceAsync(RunningLoop.SweepInterval.TotalSeconds);
        }

        await running.WaitForStepsAsync(6);
        Assert.Equal(["broken", "broken otherwise", "broken again"], running.Failures.Select(failure => failure.Message));
    }

    [Fact]
    public async Task A_stop_cancels_the_step_and_is_no_failure()
    {
        var entered = new TaskCompletionSource();
        var running = new RunningLoop(async (_, _, stopping) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, stopping);
            return null;
        });
        await entered.Task.WaitAsync(RunningLoop.Patience, Cancellation);
        await running.DisposeAsync();
        Assert.Empty(running.Failures);
        Assert.Equal(1, running.Steps);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_and_the_delay_after_a_failure()
    {
        foreach (var running in new[] { RunningLoop.WithStep((_, _) => null),
            RunningLoop.WithStep((_, _) => throw new IOException("broken")) })
        {
            await running.WaitForStepsAsync(1);
            await running.DisposeAsync();
            Assert.Equal(1, running.Steps);
        }
    }
}
