using EcomCenter.Desk.Database.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>Checks the database as a whole while the desk is running.</summary>
public static class DatabaseChecks
{
    private const int Corrupt = 11, NotADatabase = 26;

    /// <summary>Returns true when the SQLite file passes its quick check. PostgreSQL checks its own files, so it always passes.</summary>
    public static async Task<bool> IsIntactAsync(this DeskDb db, CancellationToken cancellation)
    {
        if (db is not SqliteDeskDb) return true;
        // A connection of its own: one that has searched keeps the outline of the full-text index, and the check compares with that, so
        // that it calls the index damaged when another connection has written since.
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            await using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA quick_check(1)";
            return await check.ExecuteScalarAsync(cancellation) is "ok";
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            return false;
        }
    }
}
