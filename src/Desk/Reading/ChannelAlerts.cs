using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>The channels that have been down long enough for staff to be alerted.</summary>
public sealed class ChannelAlerts(IDbContextFactory<DeskDb> contexts, TimeProvider time)
{
    public static TimeSpan AlertAfter { get; } = TimeSpan.FromMinutes(2);

    private const string LeasePrefix = "channel:";

    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(5);

    private (DateTimeOffset At, IReadOnlyList<ChannelOutage> Outages) _cached = (DateTimeOffset.MinValue, []);

    /// <summary>The name of the lease row whose expiry is the time the channel was last up.</summary>
    public static string LeaseNameFor(ContactChannel channel) => LeasePrefix + channel;

    /// <summary>The current outages. Cached for a few seconds, because every staff page asks.</summary>
    public async Task<IReadOnlyList<ChannelOutage>> GetOutagesAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        if (now - _cached.At < CacheDuration && now >= _cached.At) return _cached.Outages;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var before = now - AlertAfter;
        var rows = await db.Leases.AsNoTracking().Where(l => l.Name.StartsWith(LeasePrefix) && l.ExpiresAt < before)
            .ToListAsync(cancellation);
        var outages = rows.Select(row =>
            Enum.TryParse<ContactChannel>(row.Name[LeasePrefix.Length..], out var channel) ? new ChannelOutage(channel, row.ExpiresAt)
                : null);
        _cached = (now, [.. outages.OfType<ChannelOutage>()]);
        return _cached.Outages;
    }
}

/// <summary>A channel that is down, and the time it was last up.</summary>
public sealed record ChannelOutage(ContactChannel Channel, DateTimeOffset Since);
