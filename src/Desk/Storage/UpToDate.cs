using EcomCenter.Desk.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Storage;

/// <summary>The database was written by a newer version of this program, whose data this version cannot interpret.</summary>
public sealed class NewerDatabaseException(string migration)
    : Exception($"The database was made by a newer version of this program (it has the migration {migration}). Start that version.");

/// <summary>Creates or migrates the database. Writes nothing when the database is up to date.</summary>
internal static class UpToDate
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromMilliseconds(50);

    public static async Task BringAsync(DeskDb db, DataDirectory place, CancellationToken cancellation)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellation);
        if (applied.Except(db.Database.GetMigrations()).FirstOrDefault() is { } unknown) throw new NewerDatabaseException(unknown);
        if (!db.Database.GetMigrations().Except(applied).Any()) return;
        if (db is SqliteDeskDb)
        {
            place.CreateDatabaseFile();
            await using var alone = await AloneAsync(Path.Combine(place.Path, "migrating.lock"), cancellation);
            // EF's own lock is a row, which a power cut leaves behind: the next start would wait for ever. The file lock ends with its
            // process.
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
