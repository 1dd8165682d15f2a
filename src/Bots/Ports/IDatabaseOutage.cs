namespace EcomCenter.Bots.Ports;

/// <summary>
/// Reports failures of the desk's database once for the whole program, so that an outage does not fill the log with the failures of
/// everything that needs the database.
/// </summary>
public interface IDatabaseOutage
{
    /// <summary>Returns true if the database caused the failure. Then the caller logs nothing, because the outage is reported.</summary>
    bool TryReport(Exception failure);

    /// <summary>Returns a report of failures that leaves those of the database to this outage.</summary>
    Action<Exception> ReportOr(Action<Exception> reportOther) => failure =>
    {
        if (!TryReport(failure)) reportOther(failure);
    };
}

/// <summary>The desk did not store an update before the messenger stopped waiting for the answer.</summary>
public sealed class StoreTimeoutException() : TimeoutException("The database did not store an update in time.");

/// <summary>The outages of a program without a database.</summary>
internal sealed class NoDatabaseOutage : IDatabaseOutage
{
    public bool TryReport(Exception failure) => false;
}
