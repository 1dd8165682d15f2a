using Microsoft.Data.Sqlite;

namespace EcomCenter.Attacks;

/// <summary>Reads the database file beside the running desk.</summary>
internal sealed class DeskFile(string folder)
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(folder, "desk.db"), Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 10,
    }.ToString();

    public List<string> ReadTexts(string sql)
    {
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetValue(0).ToString() ?? "");
        return rows;
    }

    public long Count(string sql) => long.Parse(ReadTexts(sql)[0]);

    /// <summary>Moves everything from the -wal file into the database file.</summary>
    public void Checkpoint() => ReadTexts("PRAGMA wal_checkpoint(TRUNCATE)");
}
