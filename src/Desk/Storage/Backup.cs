using System.IO.Compression;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Storage;

/// <summary>The reason why a backup was not made or not restored. Each has a text <c>command.refusal.…</c>.</summary>
public enum BackupRefusal { UseDatabaseTools, NoDatabase, NotABackup, PlaceNotEmpty, FileInTheWay, CannotWrite }

/// <summary>
/// Makes and restores backups: one zip file with a consistent copy of the database, taken while the desk runs, and the attachments. The
/// database is copied first, so every attachment it lists is on disk by then. The zip holds personal data, so only its owner may read
/// it.
/// </summary>
public sealed class Backup(DataDirectory place, IOptions<DeskOptions> options)
{
    internal const string Database = "desk.db", Attachments = "attachments", Mark = "ecomcenter-backup";

    public async Task<BackupRefusal?> MakeAsync(string file, CancellationToken cancellation)
    {
        if (options.Value.Database is not DatabaseKind.Sqlite) return BackupRefusal.UseDatabaseTools;
        if (!File.Exists(place.DatabaseFile)) return BackupRefusal.NoDatabase;
        if (File.Exists(file) && !await BackupFile.IsOneAsync(file)) return BackupRefusal.FileInTheWay;
        var copy = Path.Combine(place.Path, $"backup-{Guid.NewGuid():N}.tmp");
        var partialFile = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            Sqlite.SqliteCopy.Make(place.SqliteConnectionString, copy);
            await WriteAsync(partialFile, copy, cancellation);
            // Only a complete file replaces an older backup.
            File.Move(partialFile, file, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return BackupRefusal.CannotWrite;
        }
        finally
        {
            File.Delete(copy);
            if (File.Exists(partialFile)) File.Delete(partialFile);
        }
    }

    /// <summary>
    /// Restores into an empty data directory. The database comes last, so a restore that was cut off is never started as a desk.
    /// </summary>
    public async Task<BackupRefusal?> RestoreAsync(string file, CancellationToken cancellation)
    {
        if (options.Value.Database is not DatabaseKind.Sqlite) return BackupRefusal.UseDatabaseTools;
        if (!await BackupFile.IsOneAsync(file)) return BackupRefusal.NotABackup;
        if (Directory.EnumerateFileSystemEntries(place.Path).Any()) return BackupRefusal.PlaceNotEmpty;
        var unpacked = Directory.CreateDirectory(Path.Combine(place.Path, $"restore-{Guid.NewGuid():N}")).FullName;
        try
        {
            await BackupFile.UnpackAsync(file, unpacked, cancellation);
            if (!Sqlite.SqliteCopy.IsSound(Path.Combine(unpacked, Database))) return BackupRefusal.NotABackup;
            var attachments = Path.Combine(unpacked, Attachments);
            if (Directory.Exists(attachments)) Directory.Move(attachments, place.AttachmentsFolder);
            File.Move(Path.Combine(unpacked, Database), place.DatabaseFile);
            return null;
        }
        catch (InvalidDataException)
        {
            return BackupRefusal.NotABackup;
        }
        finally
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }

    private async Task WriteAsync(string file, string copy, CancellationToken cancellation)
    {
        await using var zip = await BackupFile.CreateAsync(file, cancellation);
        await zip.CreateEntryFromFileAsync(copy, Database, CompressionLevel.Fastest, cancellation);
        if (!Directory.Exists(place.AttachmentsFolder)) return;
        // Partial files belong to no stored attachment and may disappear at any moment.
        var complete = Directory.EnumerateFiles(place.AttachmentsFolder, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(AttachmentStore.Half, StringComparison.Ordinal));
        foreach (var attachment in complete)
        {
            var name = $"{Attachments}/{Path.GetRelativePath(place.AttachmentsFolder, attachment).Replace('\\', '/')}";
            await zip.CreateEntryFromFileAsync(attachment, name, CompressionLevel.NoCompression, cancellation);
        }
    }
}
