using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Web;

/// <summary>Channels whose line has been down for so long that somebody should know.</summary>
public sealed class DownLines(IDbContextFactory<DeskDb> contexts, TimeProvider time)
{
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    private const string Line = "line:";

    private static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(5);

    private (DateTimeOffset At, IReadOnlyList<DownLine> Lines) _known = (DateTimeOffset.MinValue, []);

    /// <summary>Under this name the leases keep when the line was last up.</summary>
    public static string NameOf(ContactChannel channel) => Line + channel;

    /// <summary>As of a few seconds ago at most: every page of the staff asks.</summary>
    public async Task<IReadOnlyList<DownLine>> AskAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        if (now - _known.At < BelievedFor && now >= _known.At) return _known.Lines;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var before = now - Patience;
        var rows = await db.Leases.AsNoTracking().Where(l => l.Name.StartsWith(Line) && l.Until < before).ToListAsync(cancellation);
        _known = (now, [.. rows.Select(row => Enum.TryParse<ContactChannel>(row.Name[Line.Length..], out var channel) ? new DownLine(channel, row.Until) : null).OfType<DownLine>()]);
        return _known.Lines;
    }
}

public sealed record DownLine(ContactChannel Channel, DateTimeOffset Since);
