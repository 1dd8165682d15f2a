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
    /// Finds the ids of attachments that are missing in the zip or have another length or checksum than recorded, and are still kept by
    /// the running desk: what was erased meanwhile is missing rightly.
    /// </summary>
    public static async Task<IReadOnlyList<long>> FindMissingAsync(string zipFile, string databaseCopy, string connectionString)
    {
        var packed = new Dictionary<string, KeptFile>(StringComparer.Ordinal);
        await using (var zip = await ZipFile.OpenReadAsync(zipFile))
        {
            foreach (var entry in zip.Entries) packed[entry.Name] = new(entry.Length, entry.Crc32);
        }

        var listed = ReadKept(SqliteCopy.ConnectionString(databaseCopy));
        var suspects = listed.Where(file => !packed.TryGetValue(file.Key, out var copy) || !file.Value.IsSameAs(copy)).ToList();
        if (suspects.Count == 0) return [];
        var kept = ReadKept(connectionString);
        return [.. suspects.Where(file => kept.ContainsKey(file.Key)).Select(file => long.Parse(file.Key, CultureInfo.InvariantCulture))];
    }

    /// <summary>Reads the recorded length and checksum of each kept attachment, by the name of its file.</summary>
    private static Dictionary<string, KeptFile> ReadKept(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT * FROM attachments WHERE "State" = @kept AND "Size" IS NOT NULL""";
        command.Parameters.AddWithValue("@kept", nameof(AttachmentState.Kept));
        using var rows = command.ExecuteReader();
        var kept = new Dictionary<string, KeptFile>(StringComparer.Ordinal);
        // A database of an earlier version, which has no checksums, is backed up as it is.
        var hasChecksum = Enumerable.Range(0, rows.FieldCount).Any(column => rows.GetName(column) == "Checksum");
        while (rows.Read())
            kept[Convert.ToString(rows["Id"], CultureInfo.InvariantCulture)!] =
                new((long)rows["Size"], hasChecksum ? rows["Checksum"] as long? : null);
        return kept;
    }

    /// <summary>The length of a file and the CRC-32 of its content, which files of the first versions have not.</summary>
    private sealed record KeptFile(long Length, long? Checksum)
    {
        public bool IsSameAs(KeptFile copy) => Length == copy.Length && (Checksum is null || Checksum == copy.Checksum);
    }
}
