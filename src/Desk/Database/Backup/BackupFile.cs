using System.IO.Compression;
using System.IO.Hashing;

namespace EcomCenter.Desk.Database.Backup;

/// <summary>
/// The file format of a backup: a zip whose first entry marks it as a backup of this program and names the format version.
/// </summary>
internal static class BackupFile
{
    private const string FormatVersion = "1";

    public static async Task<ZipArchive> CreateAsync(string file, CancellationToken cancellation)
    {
        var zip = new ZipArchive(new FileStream(file, OwnerOnly(FileMode.CreateNew)), ZipArchiveMode.Create);
        await using var mark = await zip.CreateEntry(DeskBackup.MarkerEntry).OpenAsync(cancellation);
        await using var writer = new StreamWriter(mark);
        await writer.WriteAsync(FormatVersion);
        return zip;
    }

    public static async Task<bool> IsBackupAsync(string file)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file);
            if (zip.GetEntry(DeskBackup.MarkerEntry) is not { } mark || zip.GetEntry(DeskBackup.DatabaseEntry) is null) return false;
            using var reader = new StreamReader(await mark.OpenAsync());
            return await reader.ReadToEndAsync() == FormatVersion;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Extracts the entries of a backup and ignores all others. Rejects an entry that would land outside the folder.</summary>
    public static async Task ExtractAsync(string file, string folder, CancellationToken cancellation)
    {
        await using var zip = await ZipFile.OpenReadAsync(file, cancellation);
        foreach (var entry in zip.Entries.Where(IsBackupEntry))
        {
            var target = Path.GetFullPath(Path.Combine(folder, entry.FullName));
            var isInside = target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
            if (!isInside) throw new InvalidDataException(entry.FullName);
            if (Path.GetDirectoryName(target) is { } parent) Directory.CreateDirectory(parent);
            await ExtractEntryAsync(entry, target, cancellation);
        }
    }

    /// <summary>Extracts one entry and verifies its checksum, because .NET does not compare it with the one in the zip.</summary>
    private static async Task ExtractEntryAsync(ZipArchiveEntry entry, string target, CancellationToken cancellation)
    {
        await using var file = new FileStream(target, OwnerOnly(FileMode.CreateNew));
        await using var packed = await entry.OpenAsync(cancellation);
        await packed.CopyToAsync(file, cancellation);
        file.Position = 0;
        var sum = new Crc32();
        await sum.AppendAsync(file, cancellation);
        if (sum.GetCurrentHashAsUInt32() != entry.Crc32) throw new InvalidDataException($"{entry.FullName} is damaged.");
    }

    private static FileStreamOptions OwnerOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static bool IsBackupEntry(ZipArchiveEntry entry) =>
        entry.FullName == DeskBackup.DatabaseEntry
        || (entry.FullName.StartsWith(DeskBackup.AttachmentsEntry + "/", StringComparison.Ordinal) && entry.Name.Length > 0);
}
