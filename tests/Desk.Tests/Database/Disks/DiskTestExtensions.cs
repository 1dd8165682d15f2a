using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Disks;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace EcomCenter.Desk.Tests.Database.Disks;

internal static class DiskTestExtensions
{
    /// <summary>More than any disk has free, so that a floor set to it is always reached.</summary>
    public const int MoreThanAnyDisk = 1_000_000_000;

    /// <summary>Sets the floors while the desk runs, as if the disk filled up or room was made.</summary>
    public static async Task SetFloorsAsync(this DeskApp desk, int files, int tickets)
    {
        var options = desk.Services.GetRequiredService<IOptions<DiskOptions>>().Value;
        (options.FileFloorMegabytes, options.TicketFloorMegabytes) = (files, tickets);
        var disk = desk.Services.GetRequiredService<DiskSpace>();
        await Eventually.TrueAsync(() => Task.FromResult(disk.AcceptsTickets == (tickets == 0) && disk.AcceptsFiles == (files == 0)));
    }

    /// <summary>
    /// Makes SQLite refuse every write, as on a disk without a single free block. Returns what allows them again, to be called while nobody
    /// writes.
    /// </summary>
    public static async Task<Action> RefuseWritesAsync(this DeskApp desk)
    {
        sqlite3? handle = null;
        // The counter of commits is the first write that is refused.
        await Assert.ThrowsAsync<StorageUnavailableException>(() => desk.Writer.WriteAsync(unit =>
        {
            handle = ((SqliteConnection)unit.Db.Database.GetDbConnection()).Handle;
            return unit.Db.Database.ExecuteSqlRawAsync("PRAGMA query_only = 1");
        }));
        return () => Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(handle, "PRAGMA query_only = 0"));
    }

    /// <summary>Lets the database grow by no page until it is disposed, so that SQLite reports a full disk for every longer text.</summary>
    public static async Task<IAsyncDisposable> FillDiskAsync(this DeskApp desk)
    {
        await desk.Writer.WriteAsync(unit => unit.Db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1"));
        return new FullDisk(desk);
    }

    private sealed class FullDisk(DeskApp desk) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await desk.Writer.WriteAsync(
            unit => unit.Db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 4294967294"));
    }
}
