using System.Net;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Http;

/// <summary>
/// Records in the security log what somebody reads. A program or an open page asks for the same thing again and again: that is recorded
/// once an hour for each address, so that the log stays readable, and nobody hides behind the repetitions of somebody else.
/// </summary>
public sealed class ReadingLog(SecurityLog log, TimeProvider time)
{
    private readonly RequestLimiter<(SecurityEventKind Kind, SecurityOrigin By, string Subject)> _recent =
        new(time, 1, TimeSpan.FromHours(1));

    /// <summary>Records that somebody opened something by hand.</summary>
    public Task RecordOpenedAsync(SecurityEventKind kind, SecurityOrigin by, string subject)
    {
        _ = _recent.RecordUse((kind, OfNetwork(by), subject));
        return log.RecordAsync(kind, by, subject);
    }

    /// <summary>Records a reading unless the same one was recorded within the last hour.</summary>
    public Task RecordRepeatedAsync(SecurityEventKind kind, SecurityOrigin by, string subject = "") =>
        _recent.RecordUse((kind, OfNetwork(by), subject)) is null ? log.RecordAsync(kind, by, subject) : Task.CompletedTask;

    private static SecurityOrigin OfNetwork(SecurityOrigin by) =>
        IPAddress.TryParse(by.Address, out var address) ? by with { Address = RateLimitKey.From(address) } : by;
}
