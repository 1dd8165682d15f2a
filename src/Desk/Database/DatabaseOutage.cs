using System.Globalization;
using System.Security.Cryptography;
using EcomCenter.Bots.Ports;

namespace EcomCenter.Desk.Database;

/// <summary>
/// Reports an outage of the database for the whole program: one line in the log when the database fails, one when it answers again,
/// however many requests and loops fail meanwhile.
/// </summary>
public sealed partial class DatabaseOutage(TimeProvider time, ILogger<DatabaseOutage> log) : IDatabaseOutage
{
    /// <summary>
    /// The time without a failure after which an outage may end. A command that hangs takes less, so one that hung in an outage does not
    /// begin the next one.
    /// </summary>
    private static readonly TimeSpan DefaultQuietPeriod = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private (long BegunAt, long LastFailureAt)? _current;

    internal TimeSpan QuietPeriod { get; init; } = DefaultQuietPeriod;

    /// <summary>Raised once for each outage. Handlers must be quick and must not throw.</summary>
    public event Action? Begun;

    /// <summary>The number of the last outage in the log. People who could not be served may quote it.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>True if there is an outage without a failure in the quiet period. It is over if the database answers now.</summary>
    public bool MayBeOver
    {
        get { lock (_gate) return _current is { } current && time.GetElapsedTime(current.LastFailureAt) >= QuietPeriod; }
    }

    public bool TryReport(Exception failure)
    {
        if (DatabaseFailure.FindCause(failure) is not { } cause) return false;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_current is { } current)
            {
                _current = current with { LastFailureAt = now };
                return true;
            }

            _current = (now, now);
            Reference = RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
            LogBegun(Reference, cause.GetType().Name, cause.Message.ReplaceLineEndings(" "));
        }

        Begun?.Invoke();
        return true;
    }

    /// <summary>Ends the outage, because the database has answered. Does nothing if it failed again meanwhile.</summary>
    public void EndIfQuiet()
    {
        lock (_gate)
        {
            if (!MayBeOver) return;
            var duration = time.GetElapsedTime(_current!.Value.BegunAt);
            _current = null;
            LogEnded(Reference, (long)duration.TotalSeconds);
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Outage {Reference}: the database fails ({ErrorType}: {Cause}). Requests get 503 and background work waits. "
            + "Further failures are not logged")]
    private partial void LogBegun(string reference, string errorType, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outage {Reference} is over after {Seconds} s: the database answers again")]
    private partial void LogEnded(string reference, long seconds);
}
