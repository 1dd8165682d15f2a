using System.IO.Compression;
using EcomCenter.Desk.Database.Disks;
using EcomCenter.Desk.Database.Sqlite;
using EcomCenter.Desk.Files;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database.Backup;

/// <summary>The reason why a backup was not made or not restored. Each has a text <c>command.refusal.…</c>.</summary>
public enum BackupRefusal
{
    UseDatabaseTools, NoDatabase, NotABackup, PlaceNotEmpty, FileInTheWay, CannotWrite, Damaged, DamagedBackup, LostCommits, TooLarge,
    NoRoom, TargetFull, FilesMissing, RowsMissing,
}

/// <summary>
/// Makes and restores backups: one zip file with a consistent copy of the database, taken while the desk runs, and the attachments. The
/// database is copied first, so every attachment it lists is on disk by then. The zip holds personal data, so only its owner may read
/// it.
/// </summary>
public sealed class DeskBackup(
    DataDirectory directory, CommitMark mark, BackupStatusFile statusFile, IOptions<DeskOptions> options, TimeProvider time)
{
    internal const string DatabaseEntry = "desk.db", AttachmentsEntry = "attachments", MarkerEntry = "ecomcenter-backup";

    /// <summary>The names of unfinished files: the copied database in the data directory, and the zip beside its target.</summary>
    internal const string CopyPattern = "backup-*.tmp", PartialSuffix = ".part", IncompleteSuffix = ".incomplete.zip";

    public async Task<BackupRefusal?> CreateAsync(string file, CancellationToken cancellation)
    {
        if (options.Value.Database is not DatabaseKind.Sqlite) return BackupRefusal.UseDatabaseTools;
        if (!File.Exists(directory.DatabaseFile)) return BackupRefusal.NoDatabase;
        if (File.Exists(file) && !await BackupFile.IsBackupAsync(file)) return BackupRefusal.FileInTheWay;
        var copy = Path.Combine(directory.Root, CopyPattern.Replace("*", $"{Guid.NewGuid():N}", StringComparison.Ordinal));
        var partialFile = $"{file}.{Guid.NewGuid():N}{PartialSuffix}";
        try
        {
            DeleteLeftovers(file);
            return FindNoRoom() ?? CopyDatabase(copy) ?? await WriteAsync(file, partialFile, copy, cancellation);
        }
        catch (SqliteException)
        {
            // The copy is intact for SQLite, but has not the tables of a desk.
            return BackupRefusal.Damaged;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return IsFull(file) ? BackupRefusal.TargetFull : BackupRefusal.CannotWrite;
        }
        finally
        {
            foreach (var left in new[] { copy, copy + "-journal", partialFile })
                if (File.Exists(left)) File.Delete(left);
        }
    }

    /// <summary>
    /// Restores into an empty data directory. The database comes last, so a restore that was cut off is never started as a desk.
    /// </summary>
    public async Task<BackupRefusal?> RestoreAsync(string file, CancellationToken cancellation)
    {
        if (options.Value.Database is not DatabaseKind.Sqlite) return BackupRefusal.UseDatabaseTools;
        if (!await BackupFile.IsBackupAsync(file)) return BackupRefusal.NotABackup;
        using var place = RestorePlace.TryTake(directory);
        if (place is null) return BackupRefusal.PlaceNotEmpty;
        var unpacked = place.UnpackedFolder;
        var limits = BackupLimits.ForFolder(directory.Root);
        if (await BackupFile.ExtractAsync(file, unpacked, limits, cancellation) is { } refusal) return refusal;
        var database = Path.Combine(unpacked, DatabaseEntry);
        if (!SqliteCopy.IsIntact(database)) return BackupRefusal.DamagedBackup;
        await BringUpToDateAsync(database, cancellation);
        var attachments = Path.Combine(unpacked, AttachmentsEntry);
        if (Directory.Exists(attachments)) Directory.Move(attachments, directory.AttachmentsFolder);
        File.Move(database, directory.DatabaseFile);
        mark.Renew();
        return null;
    }

    private void DeleteLeftovers(string file)
    {
        // With the journal of the copy.
        BackupFolders.DeleteLeftovers(directory.Root, CopyPattern + "*", time.Now());
        var target = Path.GetFullPath(file);
        BackupFolders.DeleteLeftovers(
            Path.GetDirectoryName(target) ?? "", $"{Path.GetFileName(target)}.*{PartialSuffix}", time.Now());
    }

    // The desk goes on while it is copied, so a backup must not take the room that new tickets need.
    private BackupRefusal? FindNoRoom()
    {
        var size = new FileInfo(directory.DatabaseFile).Length;
        return FreeSpace.FindBytes(directory.Root) < size + BackupLimits.ReservedBytes ? BackupRefusal.NoRoom : null;
    }

    /// <summary>Copies the database and checks the copy. A fault of the database is thus found before anything is replaced.</summary>
    private BackupRefusal? CopyDatabase(string copy)
    {
        if (mark.IsMissing()) return BackupRefusal.LostCommits;
        var marked = mark.Read();
        if (!SqliteCopy.TryCreate(directory.SqliteConnectionString, copy) || !SqliteCopy.IsIntact(copy)) return BackupRefusal.Damaged;
        var stored = SqliteCopy.ReadCounter(SqliteCopy.ConnectionString(copy), SequenceCounter.Commits);
        return stored < marked ? BackupRefusal.LostCommits : null;
    }

    // The unfinished file still takes its room when this is asked.
    private static bool IsFull(string file) =>
        FreeSpace.FindBytes(Path.GetDirectoryName(Path.GetFullPath(file)) ?? "") < FreeSpace.Megabyte;

    /// <summary>
    /// The name of a backup that lacks files or rows. It is kept beside the good one, because it has newer words, but never takes its
    /// place.
    /// </summary>
    internal static string NameIncomplete(string file) => Path.ChangeExtension(file, IncompleteSuffix);

    /// <summary>Writes the zip and reads it back. Only a complete and readable file replaces an older backup.</summary>
    private async Task<BackupRefusal?> WriteAsync(string file, string partialFile, string copy, CancellationToken cancellation)
    {
        await BackupFile.WriteAsync(partialFile, zip => AddEntriesAsync(zip, copy, cancellation), cancellation);
        if (!await BackupFile.IsReadableAsync(partialFile, cancellation)) return BackupRefusal.CannotWrite;
        var rows = PermanentRows.Count(copy);
        var loss = await FindLossAsync(rows, partialFile, copy);
        File.Move(partialFile, loss is null ? file : NameIncomplete(file), overwrite: true);
        if (loss is null) statusFile.Update(status => status with { Rows = rows });
        return loss;
    }

    private async Task<BackupRefusal?> FindLossAsync(Dictionary<string, long> rows, string zipFile, string copy)
    {
        if (PermanentRows.AreLost(rows, statusFile.Read().Rows)) return BackupRefusal.RowsMissing;
        var missing = await BackedUpFiles.FindMissingAsync(zipFile, copy, directory.SqliteConnectionString);
        return missing.Count > 0 ? BackupRefusal.FilesMissing : null;
    }

    private async Task AddEntriesAsync(ZipArchive zip, string databaseCopy, CancellationToken cancellation)
    {
        await zip.CreateEntryFromFileAsync(databaseCopy, DatabaseEntry, CompressionLevel.Fastest, cancellation);
        if (!Directory.Exists(directory.AttachmentsFolder)) return;
        // Partial files belong to no stored attachment and may disappear at any moment.
        var complete = Directory.EnumerateFiles(directory.AttachmentsFolder, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(AttachmentStore.PartialSuffix, StringComparison.Ordinal));
        foreach (var attachment in complete) await AddAttachmentAsync(zip, attachment, cancellation);
    }

    private async Task AddAttachmentAsync(ZipArchive zip, string attachment, CancellationToken cancellation)
    {
        var name = $"{AttachmentsEntry}/{Path.GetRelativePath(directory.AttachmentsFolder, attachment).Replace('\\', '/')}";
        try
        {
            await zip.CreateEntryFromFileAsync(attachment, name, CompressionLevel.NoCompression, cancellation);
        }
        catch (FileNotFoundException)
        {
            // The file was erased with its ticket since the folder was listed.
        }
    }

    /// <summary>
    /// Migrates the unpacked database before it takes its place, so that one of a newer version or without its tables leaves nothing
    /// behind, and begins a new range of numbers.
    /// </summary>
    private async Task BringUpToDateAsync(string database, CancellationToken cancellation)
    {
        await using var db = new SqliteFileContexts(database).CreateDbContext();
        await DatabaseMigrator.MigrateAloneAsync(db, cancellation);
        await NewNumberRange.BeginAsync(db, time.Now(), NewNumberRange.RandomExtra(), cancellation);
    }
}
