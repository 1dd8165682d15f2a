using System.IO.Compression;
using EcomCenter.Desk.Database.Sqlite;
using EcomCenter.Desk.Files;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database.Backup;

/// <summary>The reason why a backup was not made or not restored. Each has a text <c>command.refusal.…</c>.</summary>
public enum BackupRefusal { UseDatabaseTools, NoDatabase, NotABackup, PlaceNotEmpty, FileInTheWay, CannotWrite }

/// <summary>
/// Makes and restores backups: one zip file with a consistent copy of the database, taken while the desk runs, and the attachments. The
/// database is copied first, so every attachment it lists is on disk by then. The zip holds personal data, so only its owner may read
/// it.
/// </summary>
public sealed class DeskBackup(DataDirectory directory, IOptions<DeskOptions> options)
{
    internal const string DatabaseEntry = "desk.db", AttachmentsEntry = "attachments", MarkerEntry = "ecomcenter-backup";

    public async Task<BackupRefusal?> CreateAsync(string file, CancellationToken cancellation)
    {
        if (options.Value.Database is not DatabaseKind.Sqlite) return BackupRefusal.UseDatabaseTools;
        if (!File.Exists(directory.DatabaseFile)) return BackupRefusal.NoDatabase;
        if (File.Exists(file) && !await BackupFile.IsBackupAsync(file)) return BackupRefusal.FileInTheWay;
        var copy = Path.Combine(directory.Root, $"backup-{Guid.NewGuid():N}.tmp");
        var partialFile = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            SqliteCopy.Create(directory.SqliteConnectionString, copy);
            await WriteZipAsync(partialFile, copy, cancellation);
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
        if (!await BackupFile.IsBackupAsync(file)) return BackupRefusal.NotABackup;
        if (Directory.EnumerateFileSystemEntries(directory.Root).Any()) return BackupRefusal.PlaceNotEmpty;
        var unpacked = Directory.CreateDirectory(Path.Combine(directory.Root, $"restore-{Guid.NewGuid():N}")).FullName;
        try
        {
            await BackupFile.ExtractAsync(file, unpacked, cancellation);
            if (!SqliteCopy.IsIntact(Path.Combine(unpacked, DatabaseEntry)))
                return BackupRefusal.NotABackup;
            var attachments = Path.Combine(unpacked, AttachmentsEntry);
            if (Directory.Exists(attachments)) Directory.Move(attachments, directory.AttachmentsFolder);
            File.Move(Path.Combine(unpacked, DatabaseEntry), directory.DatabaseFile);
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

    private async Task WriteZipAsync(string file, string databaseCopy, CancellationToken cancellation)
    {
        await using var zip = await BackupFile.CreateAsync(file, cancellation);
        await zip.CreateEntryFromFileAsync(databaseCopy, DatabaseEntry, CompressionLevel.Fastest, cancellation);
        if (!Directory.Exists(directory.AttachmentsFolder)) return;
        // Partial files belong to no stored attachment and may disappear at any moment.
        var complete = Directory.EnumerateFiles(directory.AttachmentsFolder, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(AttachmentStore.PartialSuffix, StringComparison.Ordinal));
        foreach (var attachment in complete)
        {
            var name = $"{AttachmentsEntry}/{Path.GetRelativePath(directory.AttachmentsFolder, attachment).Replace('\\', '/')}";
            await zip.CreateEntryFromFileAsync(attachment, name, CompressionLevel.NoCompression, cancellation);
        }
    }
}
