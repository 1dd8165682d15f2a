using EcomCenter.Contracts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Promise;

/// <summary>
/// The host's clock and the doubt about it. While it is doubted, nothing is judged by it: no misses, closings or erasures. Each node
/// decides for its own host.
/// </summary>
public sealed class HostClock(TimeProvider time, IElapsedTime monotonic, IOptions<ClockOptions> options)
{
    /// <summary>The longest wait at start for the first answer of a messenger, after a time in which the desk was off.</summary>
    private static readonly TimeSpan MaxWaitForMessenger = TimeSpan.FromMinutes(1);

    /// <summary>The age at which the time of a messenger is no longer used: the monotonic clock may stop while a machine sleeps.</summary>
    private static readonly TimeSpan MaxMessengerAge = TimeSpan.FromHours(1);

    private static readonly TimeSpan MaxCheckAge = TimeSpan.FromSeconds(30), NoticeableStep = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly ClockCorrection _correction = new();
    private readonly Dictionary<ContactChannel, (DateTimeOffset At, TimeSpan Elapsed)> _messengers = [];
    private (DateTimeOffset At, TimeSpan Elapsed)? _believed, _doubted;
    private (DateTimeOffset At, long Timestamp)? _lastCheck;
    private DateTimeOffset? _stored, _newestEvent, _disregardedUntil;
    private ClockConfirmation? _confirmation;
    private TimeSpan? _messengerAwaitedUntil;
    private ClockDoubt? _doubt;

    /// <summary>Raised after a confirmation, so that it is stored at once.</summary>
    public event Action? Confirmed;

    /// <summary>Checks the clock and returns the doubt about it; null when it is believed.</summary>
    public ClockDoubt? FindDoubt()
    {
        lock (_gate) return Check(time.GetUtcNow());
    }

    /// <summary>
    /// Returns true when deadlines may be judged by this time of the host's clock. It is cheap: a full check is needed only every half
    /// minute or when the clock was moved.
    /// </summary>
    public bool MayJudge(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_lastCheck is not { } last) return false;
            var sinceCheck = time.GetElapsedTime(last.Timestamp);
            if (sinceCheck > MaxCheckAge || (now - last.At - sinceCheck).Duration() > NoticeableStep) Check(now);
            if (_doubt is not null) _disregardedUntil = Later(_disregardedUntil, now);
            return _doubt is null && !IsMessengerAwaited();
        }
    }

    /// <inheritdoc cref="MayJudge(DateTimeOffset)"/>
    public bool MayJudge() => MayJudge(time.GetUtcNow());

    /// <summary>Returns the true time of one that was stored while the clock was doubted last; null if it cannot be told.</summary>
    public DateTimeOffset? Correct(DateTimeOffset stored)
    {
        lock (_gate) return _correction.Correct(stored);
    }

    /// <summary>
    /// Lists the periods in which the clock was behind and whose rows may look too old still, if they are kept for that long.
    /// </summary>
    public IReadOnlyList<PeriodBehind> FindBehind(DateTimeOffset now, TimeSpan retention)
    {
        lock (_gate) return [.. _correction.Behind.Where(period => now - period.EndedAt < retention)];
    }

    /// <summary>Begins with what an earlier run left. Until then nothing is judged.</summary>
    /// <param name="awaitsMessenger">True when a messenger is switched on, whose time decides if the desk was off before.</param>
    public ClockDoubt? Start(ClockRecord? record, DateTimeOffset? newestEvent, bool awaitsMessenger)
    {
        lock (_gate)
        {
            var (now, elapsed) = (time.GetUtcNow(), monotonic.Elapsed);
            _stored = FindLastStored(record, newestEvent);
            _doubted = record?.DoubtedAt is { } doubted ? (doubted, elapsed) : null;
            (_disregardedUntil, _confirmation) = (record?.DisregardedUntil, record?.Confirmation);
            _correction.Remember(record?.Behind ?? []);
            if (record is { DoubtedAt: not null, Origin: { } boot } && boot == monotonic.Origin)
                _correction.Resume(record.DoubtedPeriods);
            else if (record is not null)
                // Nobody knows how far the clock was off before the host was started anew, so all of it may look too old.
                _correction.Remember(record.DoubtedPeriods.Select(p => new PeriodBehind(p.From, p.Until, EndedAt(record, now))));
            // On a host that was not restarted meanwhile, its monotonic clock knows how long the program was off.
            if (record is { DoubtedAt: null, Elapsed: { } recordedAt, Origin: { } origin } && origin == monotonic.Origin)
                Believe(record.BelievedAt, recordedAt);
            var wasOff = _stored is { } stored && now - stored > options.Value.MaxDeviation;
            _messengerAwaitedUntil = awaitsMessenger && wasOff ? elapsed + MaxWaitForMessenger : null;
            return Check(now);
        }
    }

    /// <summary>Takes the time of the newest event of the database, which another node may have stored.</summary>
    public void ObserveEvent(DateTimeOffset at)
    {
        lock (_gate) _newestEvent = Later(_newestEvent, at);
    }

    /// <summary>Takes the time that the server of a messenger states.</summary>
    public void ObserveMessenger(ContactChannel channel, DateTimeOffset at)
    {
        lock (_gate)
        {
            _messengers[channel] = (at, monotonic.Elapsed);
            _messengerAwaitedUntil = null;
            if (_lastCheck is not null) Check(time.GetUtcNow());
        }
    }

    /// <summary>Believes the clock because a person says that it is right. Returns false when it was not doubted.</summary>
    public bool Confirm(string by)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (Check(now) is not { } doubt) return false;
            _confirmation = new(now, by, doubt.Witness, doubt.Deviation);
            _disregardedUntil = Later(_disregardedUntil, Later(_newestEvent, _stored));
            Believe(now, monotonic.Elapsed);
            _correction.Observe(now, monotonic.Elapsed, isDoubted: false);
        }

        Confirmed?.Invoke();
        return true;
    }

    /// <summary>Returns what the next run of the program must know; null before the start.</summary>
    public ClockRecord? CreateRecord()
    {
        lock (_gate)
        {
            if (_lastCheck is null) return null;
            var now = time.GetUtcNow();
            return Check(now) is { } doubt
                ? new()
                {
                    BelievedAt = doubt.Expected, DoubtedAt = now, DoubtedPeriods = _correction.OpenPeriods,
                    Elapsed = monotonic.Elapsed, Origin = monotonic.Origin,
                    DisregardedUntil = _disregardedUntil, Confirmation = _confirmation, Behind = _correction.Behind,
                }
                : new()
                {
                    BelievedAt = now, Elapsed = monotonic.Elapsed, Origin = monotonic.Origin,
                    DisregardedUntil = _disregardedUntil, Confirmation = _confirmation, Behind = _correction.Behind,
                };
        }
    }

    private ClockDoubt? Check(DateTimeOffset now)
    {
        var elapsed = monotonic.Elapsed;
        var reading = Read(now, elapsed);
        _doubt = ClockComparison.FindDoubt(reading, options.Value);
        _lastCheck = (now, time.GetTimestamp());
        _correction.Observe(now, elapsed, isDoubted: _doubt is not null || IsMessengerAwaited());
        if (_doubt is not null) _disregardedUntil = Later(_disregardedUntil, now);
        else if (reading.MessengerTimes.Count > 0) BelieveMessengers(now, elapsed);
        else if (_believed is not { } last) Believe(now, elapsed);
        else Believe(ClockComparison.Follow(reading.Running!.Value, now, elapsed - last.Elapsed), elapsed);
        return _doubt;
    }

    // Messengers also prove that events later than now were stored by a clock that was wrong.
    private void BelieveMessengers(DateTimeOffset now, TimeSpan elapsed)
    {
        if (_newestEvent > now) _disregardedUntil = Later(_disregardedUntil, _newestEvent);
        Believe(now, elapsed);
    }

    private void Believe(DateTimeOffset at, TimeSpan elapsed) =>
        (_believed, _stored, _doubted, _doubt) = ((at, elapsed), null, null, null);

    private ClockReading Read(DateTimeOffset now, TimeSpan elapsed) => new(now)
    {
        MessengerTimes = [.. _messengers.Values.Where(heard => elapsed - heard.Elapsed <= MaxMessengerAge)
            .Select(heard => heard.At + (elapsed - heard.Elapsed))],
        ConfirmedDeviation = _confirmation is { Witness: ClockWitness.Messenger } confirmed ? confirmed.Deviation : null,
        Running = _believed is { } believed ? believed.At + (elapsed - believed.Elapsed) : null,
        NewestEvent = _newestEvent > _disregardedUntil || _disregardedUntil is null ? _newestEvent : null,
        LastStored = _stored,
        LastDoubted = _doubted is { } doubted ? doubted.At + (elapsed - doubted.Elapsed) : null,
    };

    private bool IsMessengerAwaited() => _messengerAwaitedUntil is { } until && monotonic.Elapsed < until;

    // An open doubt keeps what was believed when it began: the events since then have the times of the doubted clock.
    private static DateTimeOffset? FindLastStored(ClockRecord? record, DateTimeOffset? newestEvent)
    {
        if (record is null) return newestEvent;
        var isDisregarded = record.DoubtedAt is not null || newestEvent <= record.DisregardedUntil;
        return isDisregarded ? record.BelievedAt : Later(record.BelievedAt, newestEvent);
    }

    private static DateTimeOffset EndedAt(ClockRecord record, DateTimeOffset now) => now > record.BelievedAt ? now : record.BelievedAt;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
