using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Web;

/// <summary>The channels that have been down long enough for staff to be alerted.</summary>
public sealed class DownLines(IDbContextFactory<DeskDb> contexts, TimeProvider time)
{
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    private const string Line = "line:";

    private static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(5);

    private (DateTimeOffset At, IReadOnlyList<DownLine> Outages) _known = (DateTimeOffset.MinValue, []);

    /// <summary>The name of the lease row whose expiry is the time the channel was last up.</summary>
    public static string NameOf(ContactChannel channel) => Line + channel;

    /// <summary>The current outages. Cached for a few seconds, because every staff page asks.</summary>
    public async Task<IReadOnlyList<DownLine>> AskAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        if (now - _known.At < BelievedFor && now >= _known.At) return _known.Outages;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var before = now - Patience;
        var rows = await db.Leases.AsNoTracking().Where(l => l.Name.StartsWith(Line) && l.Until < before).ToListAsync(cancellation);
        var outages = rows.Select(row =>
            Enum.TryParse<ContactChannel>(row.Name[Line.Length..], out var channel) ? new DownLine(channel, row.Until) : null);
        _known = (now, [.. outages.OfType<DownLine>()]);
        return _known.Outages;
    }
}

/// <summary>A channel that is down, and the time it was last up.</summary>
public sealed record DownLine(ContactChannel Channel, DateTimeOffset Since);
