using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Promise;

public sealed class HostClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 10, 0, 0, TimeSpan.Zero);

    private readonly SteppedTime _time = new(Start);

    [Fact]
    public void Nothing_is_judged_before_the_first_comparison()
    {
        var clock = CreateClock();
        Assert.False(clock.MayJudge());
        clock.Start(null, null, awaitsMessenger: false);
        Assert.True(clock.MayJudge());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public void A_clock_that_is_moved_is_doubted_at_once_and_believed_when_it_is_right_again(int days)
    {
        var clock = Started(Start);
        _time.Step = TimeSpan.FromDays(days);
        Assert.False(clock.MayJudge());
        Assert.Equal((ClockWitness.MonotonicClock, TimeSpan.FromDays(days)), (clock.FindDoubt()!.Witness, clock.FindDoubt()!.Deviation));
        _time.Advance(TimeSpan.FromHours(5));
        Assert.False(clock.MayJudge());
        _time.Step = TimeSpan.Zero;
        Assert.True(clock.MayJudge());
        Assert.Null(clock.FindDoubt());
    }

    [Fact]
    public void Time_that_passes_is_no_reason_for_a_doubt()
    {
        var clock = Started(Start);
        _time.Advance(TimeSpan.FromDays(732));
        Assert.True(clock.MayJudge());
    }

    [Fact]
    public void A_suspended_machine_is_not_doubted_when_its_uptime_counts_the_suspension()
    {
        var uptime = new FixedUptime();
        var clock = new HostClock(_time, uptime, Options.Create(new ClockOptions()));
        clock.Start(null, Start, awaitsMessenger: false);
        (_time.Step, uptime.Elapsed) = (TimeSpan.FromHours(60), TimeSpan.FromHours(60));
        Assert.True(clock.MayJudge());
    }

    [Fact]
    public void Many_small_steps_are_found_as_one_large_one()
    {
        var clock = Started(Start);
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            _time.Step += TimeSpan.FromMinutes(1);
            clock.FindDoubt();
        }

        Assert.False(clock.MayJudge());
    }

    [Fact]
    public void Events_of_a_doubted_clock_prove_nothing_after_it_was_put_back()
    {
        var clock = Started(Start);
        _time.Step = TimeSpan.FromDays(3);
        Assert.False(clock.MayJudge());
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(clock.MayJudge());
        clock.ObserveEvent(_time.GetUtcNow());
        _time.Step = TimeSpan.Zero;
        Assert.True(clock.MayJudge());
        Assert.Null(Restart(clock, _time.GetUtcNow().AddDays(3)).FindDoubt());
    }

    [Fact]
    public void An_event_that_another_node_stored_in_the_future_is_a_reason_for_a_doubt()
    {
        var clock = Started(Start);
        clock.ObserveEvent(Start.AddDays(3));
        Assert.Equal(ClockWitness.StoredTime, clock.FindDoubt()!.Witness);
        _time.Advance(TimeSpan.FromDays(3));
        Assert.Null(clock.FindDoubt());
    }

    [Fact]
    public void A_restart_does_not_end_a_doubt()
    {
        var clock = Started(Start);
        _time.Step = TimeSpan.FromDays(3);
        Assert.False(clock.MayJudge());
        clock = Restart(clock, newestEvent: _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromDays(3), clock.FindDoubt()!.Deviation);
        clock = Restart(clock, newestEvent: _time.GetUtcNow());
        Assert.False(clock.MayJudge());
        _time.Step = TimeSpan.Zero;
        Assert.True(clock.MayJudge());
        Assert.True(Restart(clock, newestEvent: Start.AddDays(3)).MayJudge());
    }

    [Fact]
    public void A_desk_that_was_off_three_years_waits_for_a_person_whose_confirmation_outlives_restarts()
    {
        var clock = Started(Start.AddYears(-3));
        Assert.Equal((ClockWitness.StoredTime, Start.AddYears(-3)), (clock.FindDoubt()!.Witness, clock.FindDoubt()!.Expected));
        Assert.True(clock.Confirm("staff:boss"));
        Assert.False(clock.Confirm("staff:boss"));
        Assert.True(clock.MayJudge());
        Assert.Equal("staff:boss", clock.CreateRecord()!.Confirmation!.By);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.True(Restart(clock, newestEvent: Start.AddYears(-3)).MayJudge());
    }

    [Fact]
    public void A_confirmed_clock_behind_the_newest_event_is_believed_after_a_restart()
    {
        var clock = Started(Start.AddDays(3));
        Assert.False(clock.MayJudge());
        Assert.True(clock.Confirm("staff:boss"));
        clock.ObserveEvent(Start.AddDays(3));
        Assert.True(clock.MayJudge());
        Assert.True(Restart(clock, newestEvent: Start.AddDays(3)).MayJudge());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_messenger_that_agrees_ends_a_doubt_of_the_start(int years)
    {
        var clock = Started(Start.AddYears(years));
        Assert.False(clock.MayJudge());
        clock.ObserveMessenger(ContactChannel.Telegram, Start.AddSeconds(-1));
        Assert.True(clock.MayJudge());
        _time.Advance(TimeSpan.FromHours(3));
        Assert.True(clock.MayJudge());
    }

    [Fact]
    public void A_messenger_that_disagrees_holds_until_a_person_confirms_also_over_a_restart()
    {
        var clock = Started(Start);
        clock.ObserveMessenger(ContactChannel.Telegram, Start.AddDays(-3));
        Assert.Equal((ClockWitness.Messenger, TimeSpan.FromDays(3)), (clock.FindDoubt()!.Witness, clock.FindDoubt()!.Deviation));
        Assert.False(Restart(clock, newestEvent: Start).MayJudge());
        Assert.True(clock.Confirm("staff:boss"));
        clock = Restart(clock, newestEvent: Start);
        clock.ObserveMessenger(ContactChannel.Telegram, Start.AddDays(-3));
        Assert.True(clock.MayJudge());
        clock.ObserveMessenger(ContactChannel.Telegram, Start.AddDays(-6));
        Assert.False(clock.MayJudge());
    }

    [Fact]
    public void After_a_weekend_a_desk_with_a_messenger_waits_up_to_a_minute_for_its_time()
    {
        var clock = Started(Start.AddDays(-2), awaitsMessenger: true);
        Assert.Null(clock.FindDoubt());
        Assert.False(clock.MayJudge());
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(clock.MayJudge());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(clock.MayJudge());

        clock = Started(_time.GetUtcNow().AddDays(-2), awaitsMessenger: true);
        clock.ObserveMessenger(ContactChannel.WeChat, _time.GetUtcNow());
        Assert.True(clock.MayJudge());
        Assert.True(Started(_time.GetUtcNow(), awaitsMessenger: true).MayJudge());
    }

    private HostClock Started(DateTimeOffset newestEvent, bool awaitsMessenger = false)
    {
        var clock = CreateClock();
        clock.Start(null, newestEvent, awaitsMessenger);
        return clock;
    }

    [Theory]
    [InlineData("this boot", 3, false)]
    [InlineData("this boot", -3, false)]
    [InlineData("this boot", 0, true)]
    [InlineData("another boot", 0, true)]
    [InlineData("another boot", 3, false)]
    [InlineData(null, 3, false)]
    public void A_clock_three_days_ahead_is_not_believed_at_start_on_a_restarted_host_either(string? origin, int days, bool isBelieved)
    {
        var before = new HostClock(_time, new FixedUptime { Elapsed = TimeSpan.FromDays(9), Origin = "this boot" },
            Options.Create(new ClockOptions()));
        before.Start(null, Start, awaitsMessenger: false);
        var record = before.CreateRecord();
        _time.Advance(TimeSpan.FromHours(60));
        _time.Step = TimeSpan.FromDays(days);
        var after = new HostClock(_time, new FixedUptime { Elapsed = TimeSpan.FromDays(9) + TimeSpan.FromHours(60), Origin = origin },
            Options.Create(new ClockOptions()));
        after.Start(record, Start, awaitsMessenger: false);
        Assert.Equal(isBelieved, after.MayJudge());
    }

    [Theory]
    [InlineData("this boot", true)]
    [InlineData("another boot", false)]
    [InlineData(null, false)]
    public void The_step_that_puts_the_clock_right_is_measured_over_a_restart_of_the_program(string? origin, bool isMeasured)
    {
        var uptime = new FixedUptime { Origin = origin is null ? null : "this boot" };
        var before = new HostClock(_time, uptime, Options.Create(new ClockOptions()));
        before.Start(null, Start, awaitsMessenger: false);
        _time.Step = TimeSpan.FromDays(-2000);
        var (trueTime, stored) = (_time.GetUtcNow() - _time.Step, _time.GetUtcNow());
        before.FindDoubt();
        Pass(TimeSpan.FromMinutes(7));
        var record = before.CreateRecord();
        Pass(TimeSpan.FromMinutes(5));
        _time.Step = TimeSpan.Zero;
        uptime.Origin = origin;
        var after = new HostClock(_time, uptime, Options.Create(new ClockOptions()));
        Assert.Null(after.Start(record, Start, awaitsMessenger: false));
        Assert.Equal(isMeasured ? trueTime : null, after.Correct(stored));
        Assert.Null(after.Correct(stored - TimeSpan.FromDays(1)));

        void Pass(TimeSpan span)
        {
            _time.Advance(span);
            uptime.Elapsed += span;
        }
    }

    private HostClock Restart(HostClock before, DateTimeOffset newestEvent)
    {
        var clock = CreateClock();
        clock.Start(before.CreateRecord(), newestEvent, awaitsMessenger: false);
        return clock;
    }

    private HostClock CreateClock() => new(_time, new TimestampUptime(_time), Options.Create(new ClockOptions()));

    private sealed class TimestampUptime(TimeProvider time) : IElapsedTime
    {
        private readonly long _start = time.GetTimestamp();

        public TimeSpan Elapsed => time.GetElapsedTime(_start);

        public string? Origin => null;
    }

    private sealed class FixedUptime : IElapsedTime
    {
        public TimeSpan Elapsed { get; set; }

        public string? Origin { get; set; }
    }
}

/// <summary>A clock that a test can put forward and back without moving the monotonic clock.</summary>
internal sealed class SteppedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    public TimeSpan Step { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Step;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
