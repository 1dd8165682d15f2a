using EcomCenter.Background;

namespace EcomCenter.Shared.Tests.Background;

public sealed class ParallelWorkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_end_of_a_piece_frees_its_slot_and_wakes_the_loop()
    {
        await using var running = RunningLoop.WithStep((_, _) => null);
        await running.WaitForStepsAsync(1);
        var (work, release) = (CreateWork(running, _ => { }), new TaskCompletionSource());
        work.Start(7, _ => release.Task, CancellationToken.None);
        Assert.Equal([7], work.Keys);
        await running.AssertNoFurtherStepAsync();
        release.SetResult();
        await running.WaitForStepsAsync(2);
        Assert.Empty(work.Keys);
    }

    [Fact]
    public async Task A_key_that_is_running_is_not_started_again()
    {
        await using var running = RunningLoop.WithStep((_, _) => null);
        var (work, release, starts) = (CreateWork(running, _ => { }), new TaskCompletionSource(), 0);
        for (var i = 0; i < 3; i++)
            work.Start(7, _ =>
            {
                Interlocked.Increment(ref starts);
                return release.Task;
            }, CancellationToken.None);
        release.SetResult();
        await work.DrainAsync();
        Assert.Equal(1, starts);
    }

    [Fact]
    public async Task No_more_pieces_run_than_there_are_slots()
    {
        await using var running = RunningLoop.WithStep((_, _) => null);
        var (work, release) = (CreateWork(running, _ => { }), new TaskCompletionSource());
        for (var key = 1; key <= 3; key++) work.Start(key, _ => release.Task, CancellationToken.None);
        Assert.Equal(0, work.FreeSlots);
        Assert.Equal([1, 2], work.Keys.Order());
        release.SetResult();
        await work.DrainAsync();
        Assert.Equal(2, work.FreeSlots);
    }

    [Fact]
    public async Task A_failed_piece_is_reported_and_keeps_its_slot_for_a_moment()
    {
        await using var running = RunningLoop.WithStep((_, _) => null);
        await running.WaitForStepsAsync(1);
        var failed = new TaskCompletionSource<Exception>();
        var work = CreateWork(running, failed.SetResult);
        work.Start(7, _ => throw new IOException("broken"), CancellationToken.None);
        Assert.IsType<IOException>(await failed.Task.WaitAsync(RunningLoop.Patience, Cancellation));
        await running.AssertNoFurtherStepAsync();
        Assert.Equal([7], work.Keys);
        while (work.Keys.Count > 0)
        {
            await running.AdvanceAsync(seconds: 1);
            await Task.Delay(1, Cancellation);
        }

        await running.WaitForStepsAsync(2);
    }

    [Fact]
    public async Task Draining_waits_for_what_was_begun()
    {
        var running = RunningLoop.WithStep((_, _) => null);
        var (work, release) = (CreateWork(running, _ => { }), new TaskCompletionSource());
        work.Start(7, _ => release.Task, CancellationToken.None);
        await running.DisposeAsync();
        var draining = work.DrainAsync();
        await Task.Delay(20, Cancellation);
        Assert.False(draining.IsCompleted);
        release.SetResult();
        await draining.WaitAsync(RunningLoop.Patience, Cancellation);
    }

    private static ParallelWork<int> CreateWork(RunningLoop running, Action<Exception> reportFailure) =>
        new(running.Loop, slots: 2, running.Time, reportFailure);
}
