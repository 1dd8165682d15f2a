using EcomCenter.Desk.Database.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>The database was written by a version of this program whose data this version cannot interpret.</summary>
/// <param name="kind">The database that was opened, and so the setting that names it.</param>
public sealed class UnsupportedDatabaseException(DatabaseKind kind, string message) : Exception(message)
{
    public DatabaseKind Kind => kind;

    public static UnsupportedDatabaseException Newer(DatabaseKind kind, string migration) =>
        new(kind, $"The database was made by a newer version of this program (it has the migration {migration}). Start that version.");

    public static UnsupportedDatabaseException BeforeFirstRelease(DatabaseKind kind, string migration) =>
        new(kind, $"The database was made before the first release (it has the migration {migration}) and can't be brought up to date. "
            + "Start with an empty directory or database.");
}

/// <summary>Creates or migrates the database. Writes nothing when the database is up to date.</summary>
internal static class DatabaseMigrator
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(2), LockRetryDelay = TimeSpan.FromMilliseconds(50);

    // A migration may rebuild a large table, or wait for another node that migrates.
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(10);

    public static async Task MigrateAsync(DeskDb db, DataDirectory directory, CancellationToken cancellation)
    {
        if (!await IsBehindAsync(db, cancellation)) return;
        db.Database.SetCommandTimeout(CommandTimeout);
        if (db is SqliteDeskDb)
        {
            directory.EnsureDatabaseFile();
            await using var alone = await AcquireLockAsync(Path.Combine(directory.Root, "migrating.lock"), cancellation);
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

    /// <summary>Migrates a database that no other program has open, like one that is being restored.</summary>
    public static async Task MigrateAloneAsync(DeskDb db, CancellationToken cancellation)
    {
        if (!await IsBehindAsync(db, cancellation)) return;
        db.Database.SetCommandTimeout(CommandTimeout);
        await db.Database.MigrateAsync(cancellation);
    }

    /// <summary>Returns true if there are migrations to apply. Throws if there is one that this version does not know.</summary>
    private static async Task<bool> IsBehindAsync(DeskDb db, CancellationToken cancellation)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellation);
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known).FirstOrDefault() is not { } unknown) return known.Except(applied).Any();
        var kind = db is SqliteDeskDb ? DatabaseKind.Sqlite : DatabaseKind.Postgres;
        throw string.CompareOrdinal(unknown, known[0]) < 0
            ? UnsupportedDatabaseException.BeforeFirstRelease(kind, unknown) : UnsupportedDatabaseException.Newer(kind, unknown);
    }

    private static async Task<FileStream> AcquireLockAsync(string file, CancellationToken cancellation)
    {
        var options = DataDirectory.OwnerOnly(FileMode.OpenOrCreate, FileAccess.Write);
        options.Share = FileShare.None;
        for (var waited = TimeSpan.Zero; ; waited += LockRetryDelay)
        {
            try
            {
                return new(file, options);
            }
            catch (IOException) when (File.Exists(file) && waited < LockTimeout)
            {
                await Task.Delay(LockRetryDelay, cancellation);
            }
        }
    }
}
