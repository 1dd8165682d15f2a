using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EcomCenter.Desk.Database.Sqlite;

/// <summary>Sets the pragmas of every connection: WAL with synchronous FULL, so a power cut loses no write that was confirmed.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    public static void Apply(SqliteConnection connection)
    {
        // EF checks for the database through a read-only connection, which cannot set pragmas.
        if (connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.Ordinal)) return;
        SqliteBusyWait.Install(connection);
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -16384;
            PRAGMA wal_autocheckpoint = 2000;
            """;
        command.ExecuteNonQuery();
    }
}
