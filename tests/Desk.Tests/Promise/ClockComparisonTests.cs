using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Tests.Promise;

/// <summary>The rule that decides if the host's clock can be true. Times are hours before or after the clock's own time.</summary>
public sealed class ClockComparisonTests
{
    private const double Day = 24, Limit = 5.0 / 60;

    private static readonly DateTimeOffset Now = new(2026, 11, 28, 10, 0, 0, TimeSpan.Zero);

    private static readonly ClockOptions Limits = new();

    [Theory]
    [InlineData(0, true)]
    [InlineData(Limit, true)]
    [InlineData(-Limit, true)]
    [InlineData(Limit + 0.001, false)]
    [InlineData(-Limit - 0.001, false)]
    [InlineData(3 * Day, false)]
    [InlineData(-3 * 365 * Day, false)]
    public void A_running_desk_believes_the_monotonic_clock(double running, bool believed) =>
        AssertDoubt(believed ? null : ClockWitness.MonotonicClock, new(Now) { Running = At(running) });

    [Theory]
    [InlineData(-3 * 365 * Day, true)]
    [InlineData(Limit, true)]
    [InlineData(Limit + 0.001, false)]
    [InlineData(3 * Day, false)]
    public void A_running_desk_doubts_a_clock_that_is_behind_the_newest_event(double newest, bool believed) =>
        AssertDoubt(believed ? null : ClockWitness.StoredTime, new(Now) { Running = Now, NewestEvent = At(newest) });

    [Theory]
    [InlineData(0, true)]
    [InlineData(-64.0 / 24 * Day, true)]
    [InlineData(-64.0 / 24 * Day - 0.001, false)]
    [InlineData(-3 * Day, false)]
    [InlineData(-3 * 365 * Day, false)]
    [InlineData(Limit, true)]
    [InlineData(Limit + 0.001, false)]
    [InlineData(3 * Day, false)]
    public void At_start_a_weekend_is_normal_and_three_days_or_a_clock_that_is_behind_is_not(double stored, bool believed) =>
        AssertDoubt(believed ? null : ClockWitness.StoredTime, new(Now) { LastStored = At(stored) });

    [Fact]
    public void A_new_desk_has_nothing_to_compare_with() => AssertDoubt(null, new(Now));

    [Theory]
    [InlineData(1970, false)]
    [InlineData(2000, false)]
    [InlineData(2025, false)]
    [InlineData(2026, true)]
    [InlineData(2036, true)]
    public void A_new_desk_does_not_believe_a_clock_that_is_older_than_the_program(int year, bool believed) =>
        AssertDoubt(believed ? null : ClockWitness.FirstRelease, new(new DateTimeOffset(year, 6, 1, 0, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData(-2 * Day, 0, false)]
    [InlineData(-2 * Day, -1, false)]
    [InlineData(-2 * Day, Limit, false)]
    [InlineData(-2 * Day, 1, true)]
    [InlineData(0, 3 * Day, true)]
    [InlineData(0, -2 * Day, true)]
    [InlineData(3 * Day, 0, false)]
    public void A_doubt_survives_a_restart_until_the_clock_was_put_back(double stored, double doubted, bool believed) =>
        AssertDoubt(believed ? null : ClockWitness.StoredTime, new(Now) { LastStored = At(stored), LastDoubted = At(doubted) });

    [Theory]
    [InlineData(3 * Day, 3 * Day, null)]
    [InlineData(-3 * 365 * Day, 3 * Day, -3 * 365 * Day)]
    [InlineData(-3 * Day, null, null)]
    public void A_messenger_that_agrees_outweighs_everything_else(double stored, double? doubted, double? running) =>
        AssertDoubt(null, new(Now)
        {
            MessengerTimes = [At(Limit)], LastStored = At(stored), NewestEvent = At(stored),
            LastDoubted = doubted is { } at ? At(at) : null, Running = running is { } run ? At(run) : null,
        });

    [Theory]
    [InlineData(3 * Day)]
    [InlineData(-3 * Day)]
    [InlineData(Limit + 0.001)]
    public void A_messenger_that_disagrees_is_enough_for_a_doubt(double messenger)
    {
        var reading = new ClockReading(Now) { MessengerTimes = [Now, At(messenger)], Running = Now, LastStored = Now };
        AssertDoubt(ClockWitness.Messenger, reading);
        Assert.Equal(At(messenger), ClockComparison.FindDoubt(reading, Limits)!.Expected);
    }

    [Theory]
    [InlineData(-2, true)]
    [InlineData(-2 - Limit, true)]
    [InlineData(0, true)]
    [InlineData(-2.5, false)]
    [InlineData(2, false)]
    public void A_confirmed_deviation_is_believed_and_no_other(double messenger, bool believed) =>
        AssertDoubt(believed ? null : ClockWitness.Messenger,
            new(Now) { MessengerTimes = [At(messenger)], ConfirmedDeviation = TimeSpan.FromHours(2) });

    [Fact]
    public void The_deviation_is_positive_when_the_clock_is_ahead()
    {
        var doubt = ClockComparison.FindDoubt(new(Now) { Running = Now.AddDays(-3) }, Limits)!;
        Assert.Equal((Now, Now.AddDays(-3), TimeSpan.FromDays(3)), (doubt.Shown, doubt.Expected, doubt.Deviation));
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(-0.5, -0.5)]
    [InlineData(200, 3.6)]
    [InlineData(-200, -3.6)]
    public void The_believed_time_follows_the_clock_no_faster_than_clocks_drift(double deviation, double followed) =>
        Assert.Equal(Now.AddSeconds(followed), ClockComparison.Follow(Now, Now.AddSeconds(deviation), TimeSpan.FromHours(1)));

    private static DateTimeOffset At(double hours) => Now.AddHours(hours);

    private static void AssertDoubt(ClockWitness? expected, ClockReading reading) =>
        Assert.Equal(expected, ClockComparison.FindDoubt(reading, Limits)?.Witness);
}
