using EcomCenter.Desk.Http;
using EcomCenter.Desk.Tests.Promise;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Http;

public class RequestLimiterTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_use_is_possible_again_when_the_oldest_one_is_a_period_ago()
    {
        var limiter = new RequestLimiter<string>(_time, 2, TimeSpan.FromHours(1));
        Assert.Null(limiter.RecordUse("a"));
        _time.Advance(TimeSpan.FromMinutes(40));
        Assert.Null(limiter.RecordUse("a"));
        Assert.Equal(TimeSpan.FromMinutes(20), limiter.RecordUse("a"));
        Assert.Null(limiter.RecordUse("b"));
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.Null(limiter.RecordUse("a"));
        Assert.Equal(TimeSpan.FromMinutes(40), limiter.GetRetryAfter("a"));
    }

    [Theory, InlineData(3), InlineData(-3)]
    public void A_clock_of_the_host_that_is_moved_frees_nobody_and_locks_nobody_out(int days)
    {
        var time = new SteppedTime(DateTimeOffset.UnixEpoch.AddYears(50));
        var limiter = new RequestLimiter<string>(time, 1, TimeSpan.FromHours(1));
        Assert.Null(limiter.RecordUse("a"));
        time.Step = TimeSpan.FromDays(days);
        Assert.Equal(TimeSpan.FromHours(1), limiter.GetRetryAfter("a"));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Null(limiter.GetRetryAfter("a"));
    }

    [Fact]
    public void A_use_that_is_taken_back_does_not_count()
    {
        var limiter = new RequestLimiter<string>(_time, 1, TimeSpan.FromHours(1));
        Assert.Null(limiter.RecordUse("a"));
        limiter.TakeBackUse("a");
        limiter.TakeBackUse("never used");
        Assert.Null(limiter.RecordUse("a"));
        Assert.NotNull(limiter.RecordUse("a"));
    }

    [Fact]
    public void Keys_that_are_no_longer_used_are_forgotten_and_limits_stay()
    {
        var limiter = new RequestLimiter<int>(_time, 1, TimeSpan.FromMinutes(1));
        for (var key = 0; key < 20_000; key++) Assert.Null(limiter.RecordUse(key));
        _time.Advance(TimeSpan.FromMinutes(2));
        for (var key = 0; key < 20_000; key++) Assert.Null(limiter.RecordUse(key));
        Assert.NotNull(limiter.GetRetryAfter(19_999));
    }
}
