using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database.Disks;

/// <summary>
/// Finds out whether the database can be written, by writing one small row the way everything is written. A database that can only be
/// read answers most pages and takes nothing in.
/// </summary>
public sealed class WriteProbe(DeskWriter writer, NodeName node, TimeProvider time)
{
    private const string LeaseName = "probe";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5), CacheDuration = TimeSpan.FromSeconds(2);

    private Outcome? _last;

    private sealed record Outcome(bool CanWrite, long At);

    /// <summary>Returns true if the row was written. The result counts for a moment, so that frequent questions cost nothing.</summary>
    public async Task<bool> CanWriteAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _last) is { } last && time.GetElapsedTime(last.At) < CacheDuration) return last.CanWrite;
        var canWrite = await TryWriteAsync(cancellation);
        Volatile.Write(ref _last, new(canWrite, time.GetTimestamp()));
        return canWrite;
    }

    private async Task<bool> TryWriteAsync(CancellationToken cancellation)
    {
        try
        {
            await writer.WriteAsync(WriteRowAsync, cancellation).WaitAsync(Timeout, cancellation);
            return true;
        }
        catch (Exception failure) when (failure is StorageUnavailableException or TimeoutException)
        {
            return false;
        }
    }

    private async Task WriteRowAsync(WriteUnit unit)
    {
        var row = await unit.Db.Leases.FirstOrDefaultAsync(lease => lease.Name == LeaseName);
        if (row is null) unit.Db.Add(new Lease { Name = LeaseName, Holder = node.Value, ExpiresAt = unit.Now });
        else (row.Holder, row.ExpiresAt) = (node.Value, unit.Now);
    }
}
