namespace EcomCenter.Desk.Storage;

/// <summary>
/// Stores the content of attachments: one file per attachment, named by its id, a thousand ids per folder. A file appears complete or
/// not at all, and is flushed to disk before its row says Kept. A crash in between leaves a file without a row, which does no harm.
/// </summary>
public sealed class AttachmentStore(DataDirectory place)
{
    public const long LongestFile = 20 * 1024 * 1024;

    /// <summary>The suffix of the copy that every browser plays, for <see cref="FileOf"/>.</summary>
    public const string Playable = ".m4a";

    /// <summary>The ending of a file that is still being written, or was when the program ended.</summary>
    public const string Half = ".part";

    private static readonly TimeSpan HalfIsDead = TimeSpan.FromDays(1);

    public string FileOf(long id, string copy = "") => Path.Combine(FolderOf(id), $"{id}{copy}");

    /// <summary>
    /// Lets <paramref name="write"/> fill a partial file. Moves it into place if <paramref name="write"/> returns true, else deletes
    /// it.
    /// </summary>
    public async Task<bool> KeepAsync(long id, Func<Stream, Task<bool>> write, string copy = "")
    {
        var partialFile = HalfOf(id, copy);
        try
        {
            await using (var file = new FileStream(partialFile, OwnersOnly(FileMode.CreateNew)))
            {
                if (!await write(file)) return false;
                file.Flush(flushToDisk: true);
            }

            File.Move(partialFile, FileOf(id, copy), overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(partialFile);
        }
    }

    /// <summary>Returns a unique path beside the final file for content that is not complete yet.</summary>
    public string HalfOf(long id, string copy = "")
    {
        DataDirectory.CreateFolder(FolderOf(id));
        return FileOf(id, $"{copy}.{Guid.NewGuid():N}{Half}");
    }

    /// <summary>Deletes partial files older than a day, which a crash left behind.</summary>
    public void Tidy(DateTimeOffset now)
    {
        if (!Directory.Exists(place.AttachmentsFolder)) return;
        foreach (var partialFile in new DirectoryInfo(place.AttachmentsFolder).EnumerateFiles("*" + Half, SearchOption.AllDirectories))
            if (partialFile.LastWriteTimeUtc < now.UtcDateTime - HalfIsDead) partialFile.Delete();
    }

    /// <summary>Opens a file for reading. Returns null when it is missing, e.g. on a node that does not share the folder.</summary>
    public FileStream? Open(long id, string copy = "")
    {
        var file = FileOf(id, copy);
        if (!File.Exists(file)) return null;
        return new(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true);
    }

    public void Forget(long id)
    {
        if (!Directory.Exists(FolderOf(id))) return;
        foreach (var copy in new[] { "", Playable }) File.Delete(FileOf(id, copy));
    }

    private string FolderOf(long id) =>
        Path.Combine(place.AttachmentsFolder, (id / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static FileStreamOptions OwnersOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
