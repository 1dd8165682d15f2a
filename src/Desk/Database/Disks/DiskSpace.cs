using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database.Disks;

/// <summary>
/// The free space of the data directory, and what is still accepted with it: first new files are refused, then new tickets. So the
/// tickets that were accepted can be answered until somebody has made room.
/// </summary>
public sealed class DiskSpace(DataDirectory directory, IOptions<DiskOptions> options, IOptions<DeskOptions> desk, TimeProvider time)
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(1);

    private Measurement? _last;

    private sealed record Measurement(long FreeBytes, long At);

    public long FreeMegabytes => Measure() / FreeSpace.Megabyte;

    public bool AcceptsFiles => Measure() >= options.Value.FileFloorMegabytes * FreeSpace.Megabyte;

    /// <summary>Tickets in PostgreSQL need no space in the data directory.</summary>
    public bool AcceptsTickets => desk.Value.Database is DatabaseKind.Postgres
        || Measure() >= options.Value.TicketFloorMegabytes * FreeSpace.Megabyte;

    /// <summary>The key of the text for a form that could not be stored.</summary>
    public string NotStoredKey => AcceptsTickets ? "form.trouble" : "form.diskFull";

    // Asked for each ticket and each block of an upload. It goes by the monotonic clock.
    private long Measure()
    {
        var last = Volatile.Read(ref _last);
        if (last is not null && time.GetElapsedTime(last.At) < CacheDuration) return last.FreeBytes;
        var now = new Measurement(FreeSpace.FindBytes(directory.Root), time.GetTimestamp());
        Volatile.Write(ref _last, now);
        return now.FreeBytes;
    }
}
