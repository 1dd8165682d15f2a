using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Tests.Promise;

namespace EcomCenter.Desk.Tests.Clock;

public sealed class HostUptimeTests
{
    [Fact]
    public async Task The_uptime_of_the_host_goes_on_with_time()
    {
        var uptime = new HostUptime(TimeProvider.System);
        var before = uptime.Elapsed;
        await Task.Delay(1_100, TestContext.Current.CancellationToken);
        Assert.InRange((uptime.Elapsed - before).TotalSeconds, 1, 30);
    }

    [Fact]
    public void A_change_of_the_clock_does_not_move_the_uptime()
    {
        var time = new SteppedTime(TimeProvider.System.GetUtcNow());
        var uptime = new HostUptime(time);
        time.Step = TimeSpan.FromDays(3);
        Assert.Equal(TimeSpan.Zero, uptime.Elapsed);
        time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(7), uptime.Elapsed);
    }
}
