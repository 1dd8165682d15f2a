using Microsoft.Data.Sqlite;

namespace EcomCenter.Durability;

/// <summary>Reads the database file and the stored files while the desk is running.</summary>
public sealed class DeskDatabaseFile(string folder)
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(folder, "desk.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 10,
    }.ToString();

    public string? FindLatestTicket(string chat) => Query(
        """
        SELECT t."Number" FROM tickets t JOIN person_addresses a ON a."Id" = t."ChatAddressId"
        WHERE a."Value" = $p0 ORDER BY t."Id" DESC LIMIT 1
        """, row => row.GetString(0), chat).FirstOrDefault();

    /// <summary>Checks that an attachment's file exists and ends with this text.</summary>
    public bool StoredPhotoEndsWith(long id, string text)
    {
        var file = Directory.EnumerateFiles(Path.Combine(folder, "attachments"), $"{id}", SearchOption.AllDirectories).FirstOrDefault();
        return file is not null && File.ReadAllText(file).EndsWith(text, StringComparison.Ordinal);
    }

    public long Count(string sql, params object[] values) => Query(sql, row => row.GetInt64(0), values).FirstOrDefault();

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params object[] values)
    {
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue("$p" + i, values[i]);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }
}
