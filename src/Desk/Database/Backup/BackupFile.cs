using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;

namespace EcomCenter.Desk.Database.Backup;

/// <summary>
/// The file format of a backup: a zip whose first entry marks it as a backup of this program and names the format version.
/// </summary>
internal static class BackupFile
{
    private const string FormatVersion = "1";

    /// <summary>The size up to which the ratio of an entry says nothing, because a new database is mostly empty pages.</summary>
    private const int SmallEntryBytes = 1024 * 1024;

    private const int BufferBytes = 128 * 1024;

    /// <summary>Writes a backup. It is on the disk, not only in the cache of the system, when the method returns.</summary>
    public static async Task WriteAsync(string file, Func<ZipArchive, Task> addEntries, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, DataDirectory.OwnerOnly(FileMode.CreateNew, FileAccess.ReadWrite));
        await using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using (var mark = await zip.CreateEntry(DeskBackup.MarkerEntry).OpenAsync(cancellation))
            await using (var writer = new StreamWriter(mark))
                await writer.WriteAsync(FormatVersion);
            await addEntries(zip);
        }

        stream.Flush(flushToDisk: true);
    }

    public static async Task<bool> IsBackupAsync(string file)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file);
            if (zip.GetEntry(DeskBackup.MarkerEntry) is not { } mark || zip.GetEntry(DeskBackup.DatabaseEntry) is null) return false;
            using var reader = new StreamReader(await mark.OpenAsync());
            var start = new char[FormatVersion.Length + 1];
            var length = await reader.ReadBlockAsync(start);
            return start.AsSpan(0, length).SequenceEqual(FormatVersion);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Reads every entry to its end and compares it with its length and checksum, as a restore will.</summary>
    public static async Task<bool> IsReadableAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, cancellation);
            if (FindRefusal(zip, BackupLimits.Unlimited) is not null) return false;
            foreach (var entry in zip.Entries.Where(IsBackupEntry)) await CopyEntryAsync(entry, Stream.Null, cancellation);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>
    /// Extracts the entries of a backup and ignores all others. Returns the reason if the file is no backup or too large.
    /// </summary>
    public static async Task<BackupRefusal?> ExtractAsync(
        string file, string folder, BackupLimits limits, CancellationToken cancellation)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, cancellation);
            if (FindRefusal(zip, limits) is { } refusal) return refusal;
            foreach (var entry in zip.Entries.Where(IsBackupEntry)) await ExtractEntryAsync(entry, folder, cancellation);
            return null;
        }
        catch (InvalidDataException)
        {
            return BackupRefusal.NotABackup;
        }
    }

    /// <summary>Compares the entries with the limits before anything is unpacked.</summary>
    private static BackupRefusal? FindRefusal(ZipArchive zip, BackupLimits limits)
    {
        if (zip.Entries.Count > limits.MaxEntries) return BackupRefusal.TooLarge;
        var (names, rest) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), limits.MaxBytes);
        foreach (var entry in zip.Entries.Where(IsBackupEntry))
        {
            if (!names.Add(entry.FullName)) return BackupRefusal.NotABackup;
            var isPackedTooTightly = entry.Length > SmallEntryBytes && entry.Length / limits.MaxRatio > entry.CompressedLength;
            if (isPackedTooTightly || entry.Length > rest) return BackupRefusal.TooLarge;
            rest -= entry.Length;
        }

        return null;
    }

    private static async Task ExtractEntryAsync(ZipArchiveEntry entry, string folder, CancellationToken cancellation)
    {
        var target = Path.GetFullPath(Path.Combine(folder, entry.FullName));
        var isInside = target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (!isInside) throw new InvalidDataException(entry.FullName);
        if (Path.GetDirectoryName(target) is { } parent) DataDirectory.CreatePrivateFolder(parent);
        await using var file = new FileStream(target, DataDirectory.OwnerOnly(FileMode.CreateNew, FileAccess.ReadWrite));
        await CopyEntryAsync(entry, file, cancellation);
    }

    /// <summary>
    /// Unpacks one entry. Compares length and checksum, because .NET compares neither: the entry may hold more than it declares.
    /// </summary>
    private static async Task CopyEntryAsync(ZipArchiveEntry entry, Stream target, CancellationToken cancellation)
    {
        var (sum, left, buffer) = (new Crc32(), entry.Length, ArrayPool<byte>.Shared.Rent(BufferBytes));
        try
        {
            await using var packed = await entry.OpenAsync(cancellation);
            while (await packed.ReadAsync(buffer, cancellation) is var read and > 0)
            {
                left -= read;
                if (left < 0) break;
                sum.Append(buffer.AsSpan(0, read));
                await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (left != 0 || sum.GetCurrentHashAsUInt32() != entry.Crc32) throw new InvalidDataException($"{entry.FullName} is damaged.");
    }

    private static bool IsBackupEntry(ZipArchiveEntry entry) =>
        entry.FullName == DeskBackup.DatabaseEntry
        || (entry.FullName.StartsWith(DeskBackup.AttachmentsEntry + "/", StringComparison.Ordinal) && entry.Name.Length > 0);
}
