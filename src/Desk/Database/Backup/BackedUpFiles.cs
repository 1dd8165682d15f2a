using System.Globalization;
using System.IO.Compression;
using EcomCenter.Desk.Database.Sqlite;
using EcomCenter.Desk.Files;
using Microsoft.Data.Sqlite;

namespace EcomCenter.Desk.Database.Backup;

/// <summary>Compares the attachments in a backup with those that its database lists.</summary>
internal static class BackedUpFiles
{
    /// <summary>
    /// Finds the ids of attachments that are missing in the zip or have another length than recorded, and are still kept by the running
    /// desk: what was erased meanwhile is missing rightly.
    /// </summary>
    public static async Task<IReadOnlyList<long>> FindMissingAsync(string zipFile, string databaseCopy, string connectionString)
    {
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        await using (var zip = await ZipFile.OpenReadAsync(zipFile))
        {
            foreach (var entry in zip.Entries) lengths[entry.Name] = entry.Length;
        }

        var listed = ReadKept(SqliteCopy.ConnectionString(databaseCopy));
        var suspects = listed.Where(file => !lengths.TryGetValue(file.Key, out var length) || length != file.Value).ToList();
        if (suspects.Count == 0) return [];
        var kept = ReadKept(connectionString);
        return [.. suspects.Where(file => kept.ContainsKey(file.Key)).Select(file => long.Parse(file.Key, CultureInfo.InvariantCulture))];
    }

    /// <summary>Reads the recorded length of each kept attachment, by the name of its file.</summary>
    private static Dictionary<string, long> ReadKept(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Id", "Size" FROM attachments WHERE "State" = @kept AND "Size" IS NOT NULL""";
        command.Parameters.AddWithValue("@kept", nameof(AttachmentState.Kept));
        using var rows = command.ExecuteReader();
        var kept = new Dictionary<string, long>(StringComparer.Ordinal);
        while (rows.Read()) kept[rows.GetInt64(0).ToString(CultureInfo.InvariantCulture)] = rows.GetInt64(1);
        return kept;
    }
}
