using EcomCenter.Background;

namespace EcomCenter.Shared.Tests.Background;

public sealed class DetachedCancellationTests
{
    [Fact]
    public async Task A_callback_that_blocks_does_not_hold_up_the_caller()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var release = new ManualResetEventSlim();
        using var source = new CancellationTokenSource();
        using var detached = new DetachedCancellation(source.Token);
        var called = new TaskCompletionSource();
        detached.Token.Register(() =>
        {
            called.SetResult();
            release.Wait(cancellation);
        });
        await Task.Run(source.Cancel, cancellation).WaitAsync(RunningLoop.Patience, cancellation);
        await called.Task.WaitAsync(RunningLoop.Patience, cancellation);
        Assert.True(detached.Token.IsCancellationRequested);
        release.Set();
    }
}
