using System.IO.Compression;
using System.IO.Hashing;

namespace EcomCenter.Desk.Storage;

/// <summary>
/// The file format of a backup: a zip whose first entry marks it as a backup of this program and names the format version.
/// </summary>
internal static class BackupFile
{
    private const string Form = "1";

    public static async Task<ZipArchive> CreateAsync(string file, CancellationToken cancellation)
    {
        var zip = new ZipArchive(new FileStream(file, OwnersOnly(FileMode.CreateNew)), ZipArchiveMode.Create);
        await using var mark = await zip.CreateEntry(Backup.Mark).OpenAsync(cancellation);
        await using var writer = new StreamWriter(mark);
        await writer.WriteAsync(Form);
        return zip;
    }

    public static async Task<bool> IsOneAsync(string file)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file);
            if (zip.GetEntry(Backup.Mark) is not { } mark || zip.GetEntry(Backup.Database) is null) return false;
            using var reader = new StreamReader(await mark.OpenAsync());
            return await reader.ReadToEndAsync() == Form;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Extracts the entries of a backup and ignores all others. Rejects an entry that would land outside the folder.</summary>
    public static async Task UnpackAsync(string file, string folder, CancellationToken cancellation)
    {
        await using var zip = await ZipFile.OpenReadAsync(file, cancellation);
        foreach (var entry in zip.Entries.Where(IsOurs))
        {
            var target = Path.GetFullPath(Path.Combine(folder, entry.FullName));
            var isInside = target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
            if (!isInside) throw new InvalidDataException(entry.FullName);
            if (Path.GetDirectoryName(target) is { } parent) Directory.CreateDirectory(parent);
            await TakeOutAsync(entry, target, cancellation);
        }
    }

    /// <summary>Extracts one entry and verifies its checksum, because .NET does not compare it with the one in the zip.</summary>
    private static async Task TakeOutAsync(ZipArchiveEntry entry, string target, CancellationToken cancellation)
    {
        await using var file = new FileStream(target, OwnersOnly(FileMode.CreateNew));
        await using var packed = await entry.OpenAsync(cancellation);
        await packed.CopyToAsync(file, cancellation);
        file.Position = 0;
        var sum = new Crc32();
        await sum.AppendAsync(file, cancellation);
        if (sum.GetCurrentHashAsUInt32() != entry.Crc32) throw new InvalidDataException($"{entry.FullName} is damaged.");
    }

    private static FileStreamOptions OwnersOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static bool IsOurs(ZipArchiveEntry entry) =>
        entry.FullName == Backup.Database
        || (entry.FullName.StartsWith(Backup.Attachments + "/", StringComparison.Ordinal) && entry.Name.Length > 0);
}
