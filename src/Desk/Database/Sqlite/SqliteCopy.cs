using Microsoft.Data.Sqlite;

namespace EcomCenter.Desk.Database.Sqlite;

/// <summary>Copies a database with SQLite's online backup, which gives a consistent copy while other connections write.</summary>
internal static class SqliteCopy
{
    private const int Corrupt = 11, NotADatabase = 26;

    /// <summary>Returns false when the source is so damaged that it cannot be read.</summary>
    public static bool TryCreate(string sourceConnectionString, string targetFile)
    {
        try
        {
            using var source = Open(sourceConnectionString);
            // SQLite would give a new file the rights of any file, and this one holds all personal data while the backup lasts.
            new FileStream(targetFile, DataDirectory.OwnerOnly(FileMode.CreateNew, FileAccess.Write)).Dispose();
            using var copy = Open(ConnectionString(targetFile));
            source.BackupDatabase(copy);
            // Without WAL the copy is a single file.
            ExecuteScalar(copy, "PRAGMA journal_mode = DELETE");
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            return false;
        }
    }

    /// <summary>
    /// Returns true for a database of the desk whose pages, indexes and references are all intact. An empty file is a valid database
    /// of SQLite, therefore the counters are looked for too.
    /// </summary>
    public static bool IsIntact(string file)
    {
        try
        {
            using var connection = Open(ConnectionString(file));
            return ExecuteScalar(connection, "PRAGMA integrity_check") is "ok"
                && ExecuteScalar(connection, "SELECT count(*) FROM pragma_foreign_key_check") is 0L
                && ExecuteScalar(connection, "SELECT count(*) FROM counters") is > 0L;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>Reads a counter; zero if the database does not have it.</summary>
    public static long ReadCounter(string connectionString, string counter)
    {
        using var connection = Open(connectionString);
        if (ExecuteScalar(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'counters'") is 0L) return 0;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Next FROM counters WHERE Name = @name";
        command.Parameters.AddWithValue("@name", counter);
        return command.ExecuteScalar() as long? ?? 0;
    }

    /// <summary>The connection string of a file that is closed, deleted or moved right after its use.</summary>
    public static string ConnectionString(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    private static object? ExecuteScalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
