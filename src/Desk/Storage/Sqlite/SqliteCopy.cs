using Microsoft.Data.Sqlite;

namespace EcomCenter.Desk.Storage.Sqlite;

/// <summary>Copies a database with SQLite's online backup, which gives a consistent copy while other connections write.</summary>
internal static class SqliteCopy
{
    public static void Make(string from, string to)
    {
        using var source = Open(from);
        using var copy = Open(ConnectionString(to));
        source.BackupDatabase(copy);
        // Without WAL the copy is a single file.
        Run(copy, "PRAGMA journal_mode = DELETE");
    }

    public static bool IsSound(string file)
    {
        try
        {
            using var connection = Open(ConnectionString(file));
            return Run(connection, "PRAGMA quick_check") is "ok" && Run(connection, "SELECT count(*) FROM pragma_foreign_key_check") is 0L;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static string ConnectionString(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    private static object? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
