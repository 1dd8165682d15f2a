using System.IO.Compression;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Storage;

/// <summary>What can be said of a backup that was not made, or not put back. Each has its text.</summary>
public enum BackupRefusal { UseDatabaseTools, NoDatabase, NotABackup, PlaceNotEmpty, FileInTheWay, CannotWrite }

/// <summary>
/// One zip file: a consistent copy of the database, taken while the desk works, and its attachments. The database is copied first: whatever it names is
/// on the disk by then. The file holds everything the desk knows, so only its owner may read it.
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
        var half = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            Sqlite.SqliteCopy.Make(place.SqliteConnectionString, copy);
            await WriteAsync(half, copy, cancellation);
            // Only a whole file takes the place of an older backup.
            File.Move(half, file, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return BackupRefusal.CannotWrite;
        }
        finally
        {
            File.Delete(copy);
            if (File.Exists(half)) File.Delete(half);
        }
    }

    /// <summary>Puts it back where nothing is. The database comes last: half a restore is never taken for a desk.</summary>
    public async Task<BackupRefusal?> RestoreAsync(string file, CancellationToken cancellation)
    {
        if (options.Value.Database is not DatabaseKind.Sqlite) return BackupRefusal.UseDatabaseTools;
        if (!await BackupFile.IsOneAsync(file)) return BackupRefusal.NotABackup;
        if (Directory.EnumerateFileSystemEntries(place.Path).Any()) return BackupRefusal.PlaceNotEmpty;
        var half = Directory.CreateDirectory(Path.Combine(place.Path, $"restore-{Guid.NewGuid():N}")).FullName;
        try
        {
            await BackupFile.UnpackAsync(file, half, cancellation);
            if (!Sqlite.SqliteCopy.IsSound(Path.Combine(half, Database))) return BackupRefusal.NotABackup;
            var attachments = Path.Combine(half, Attachments);
            if (Directory.Exists(attachments)) Directory.Move(attachments, place.AttachmentsFolder);
            File.Move(Path.Combine(half, Database), place.DatabaseFile);
            return null;
        }
        catch (InvalidDataException)
        {
            return BackupRefusal.NotABackup;
        }
        finally
        {
            Directory.Delete(half, recursive: true);
        }
    }

    private async Task WriteAsync(string file, string copy, CancellationToken cancellation)
    {
        await using var zip = await BackupFile.CreateAsync(file, cancellation);
        await zip.CreateEntryFromFileAsync(copy, Database, CompressionLevel.Fastest, cancellation);
        if (!Directory.Exists(place.AttachmentsFolder)) return;
        // What is just being written has no row that calls it kept, and may be gone the next moment.
        foreach (var attachment in Directory.EnumerateFiles(place.AttachmentsFolder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(AttachmentStore.Half, StringComparison.Ordinal)))
        {
            var name = $"{Attachments}/{Path.GetRelativePath(place.AttachmentsFolder, attachment).Replace('\\', '/')}";
            await zip.CreateEntryFromFileAsync(attachment, name, CompressionLevel.NoCompression, cancellation);
        }
    }
}
