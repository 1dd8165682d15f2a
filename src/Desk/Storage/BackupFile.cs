using System.IO.Compression;

namespace EcomCenter.Desk.Storage;

/// <summary>The form of a backup: a zip whose first entry says that it is one of ours, and in which form.</summary>
internal static class BackupFile
{
    private const string Form = "1";

    public static async Task<ZipArchive> CreateAsync(string file, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var zip = new ZipArchive(new FileStream(file, options), ZipArchiveMode.Create);
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

    /// <summary>Takes out what a backup holds and nothing else, and never outside the folder.</summary>
    public static async Task UnpackAsync(string file, string folder, CancellationToken cancellation)
    {
        await using var zip = await ZipFile.OpenReadAsync(file, cancellation);
        foreach (var entry in zip.Entries.Where(IsOurs))
        {
            var target = Path.GetFullPath(Path.Combine(folder, entry.FullName));
            if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new InvalidDataException(entry.FullName);
            if (Path.GetDirectoryName(target) is { } parent) Directory.CreateDirectory(parent);
            await entry.ExtractToFileAsync(target, overwrite: false, cancellation);
        }
    }

    private static bool IsOurs(ZipArchiveEntry entry) =>
        entry.FullName == Backup.Database || (entry.FullName.StartsWith(Backup.Attachments + "/", StringComparison.Ordinal) && entry.Name.Length > 0);
}
