namespace EcomCenter.Desk.Storage;

/// <summary>
/// The bytes of attachments: one file each, named by its id, in folders of a thousand. A file is there whole or not at all, and durable before its row
/// says that it is kept; one without a row (a crash in between) harms nobody.
/// </summary>
public sealed class AttachmentStore(DataDirectory place)
{
    public const long LongestFile = 20 * 1024 * 1024;

    /// <summary>Of what <see cref="FileOf"/> names, the copy that every browser plays.</summary>
    public const string Playable = ".m4a";

    /// <summary>What ends like this is being written, or was when the program ended.</summary>
    public const string Half = ".part";

    private static readonly TimeSpan HalfIsDead = TimeSpan.FromDays(1);

    public string FileOf(long id, string copy = "") => Path.Combine(FolderOf(id), $"{id}{copy}");

    /// <summary>Lets <paramref name="write"/> fill the file and keeps it when that gives true.</summary>
    public async Task<bool> KeepAsync(long id, Func<Stream, Task<bool>> write, string copy = "")
    {
        var half = HalfOf(id, copy);
        try
        {
            await using (var file = new FileStream(half, OwnersOnly(FileMode.CreateNew)))
            {
                if (!await write(file)) return false;
                file.Flush(flushToDisk: true);
            }

            File.Move(half, FileOf(id, copy), overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <summary>A name beside the file for something that is not whole yet; nobody else uses it.</summary>
    public string HalfOf(long id, string copy = "")
    {
        DataDirectory.CreateFolder(FolderOf(id));
        return FileOf(id, $"{copy}.{Guid.NewGuid():N}{Half}");
    }

    /// <summary>Removes what a sudden end left half written.</summary>
    public void Tidy(DateTimeOffset now)
    {
        if (!Directory.Exists(place.AttachmentsFolder)) return;
        foreach (var half in new DirectoryInfo(place.AttachmentsFolder).EnumerateFiles("*" + Half, SearchOption.AllDirectories))
            if (half.LastWriteTimeUtc < now.UtcDateTime - HalfIsDead) half.Delete();
    }

    /// <summary>Null where the file is missing, e.g. on a node that does not share the folder.</summary>
    public FileStream? Open(long id, string copy = "")
    {
        var file = FileOf(id, copy);
        return File.Exists(file) ? new(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true) : null;
    }

    public void Forget(long id)
    {
        if (!Directory.Exists(FolderOf(id))) return;
        foreach (var copy in new[] { "", Playable }) File.Delete(FileOf(id, copy));
    }

    private string FolderOf(long id) => Path.Combine(place.AttachmentsFolder, (id / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static FileStreamOptions OwnersOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
