using EcomCenter.Desk.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Storage;

/// <summary>Creates the database, or brings it up to this version; nothing is written when it is.</summary>
internal static class UpToDate
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromMilliseconds(50);

    public static async Task BringAsync(DeskDb db, DataDirectory place, CancellationToken cancellation)
    {
        if (!(await db.Database.GetPendingMigrationsAsync(cancellation)).Any()) return;
        if (db is SqliteDeskDb)
        {
            place.CreateDatabaseFile();
            await using var alone = await AloneAsync(Path.Combine(place.Path, "migrating.lock"), cancellation);
            // EF's own lock is a row: a power cut leaves it behind and the next start would wait for it for ever. Ours ended with its process.
            await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellation);
            await db.Database.MigrateAsync(cancellation);
        }
        else
        {
            await db.Database.MigrateAsync(cancellation);
        }
    }

    private static async Task<FileStream> AloneAsync(string file, CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (File.Exists(file) && waited < Patience)
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }
}
