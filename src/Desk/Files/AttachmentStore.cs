using System.Globalization;
using System.IO.Hashing;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Files;

/// <summary>
/// Stores the content of attachments: one file per attachment, named by its id, in folders of a thousand. A file appears complete or
/// not at all, and is flushed to disk before its row says Kept. A crash in between leaves a file without a row, which does no harm.
/// </summary>
public sealed class AttachmentStore(DataDirectory directory)
{
    public const long MaxFileBytes = 20 * 1024 * 1024;

    /// <summary>The suffix of the copy that every browser plays, for <see cref="GetPath"/>.</summary>
    public const string PlayableSuffix = ".m4a";

    /// <summary>The ending of a file that is still being written, or was when the program ended.</summary>
    public const string PartialSuffix = ".part";

    private static readonly TimeSpan PartialFileLifetime = TimeSpan.FromDays(1);

    public string GetPath(long id, string suffix = "") => Path.Combine(GetFolder(id), $"{id}{suffix}");

    /// <summary>
    /// Lets <paramref name="write"/> fill a partial file. Moves it into place if <paramref name="write"/> returns true, else deletes
    /// it. Returns the CRC-32 of the content, which a backup and <c>verify</c> compare; null if no file was kept.
    /// </summary>
    public async Task<long?> SaveAsync(long id, Func<Stream, Task<bool>> write, string suffix = "")
    {
        var partialFile = GetPartialPath(id, suffix);
        try
        {
            long checksum;
            await using (var file = new FileStream(partialFile, NewFile()))
            {
                if (!await write(file)) return null;
                file.Flush(flushToDisk: true);
                file.Position = 0;
                checksum = await ComputeChecksumAsync(file, CancellationToken.None);
            }

            File.Move(partialFile, GetPath(id, suffix), overwrite: true);
            return checksum;
        }
        finally
        {
            File.Delete(partialFile);
        }
    }

    /// <summary>Returns a unique path beside the final file for content that is not complete yet.</summary>
    public string GetPartialPath(long id, string suffix = "")
    {
        DataDirectory.CreatePrivateFolder(GetFolder(id));
        return GetPath(id, $"{suffix}.{Guid.NewGuid():N}{PartialSuffix}");
    }

    /// <summary>Deletes partial files older than a day, which a crash left behind.</summary>
    public void DeleteStalePartialFiles(DateTimeOffset now)
    {
        if (!Directory.Exists(directory.AttachmentsFolder)) return;
        foreach (var partialFile in new DirectoryInfo(directory.AttachmentsFolder)
            .EnumerateFiles("*" + PartialSuffix, SearchOption.AllDirectories))
            if (partialFile.LastWriteTimeUtc < now.UtcDateTime - PartialFileLifetime) partialFile.Delete();
    }

    /// <summary>Opens a file for reading. Returns null when it is missing, e.g. on a node that does not share the folder.</summary>
    public FileStream? OpenRead(long id, string suffix = "")
    {
        var file = GetPath(id, suffix);
        if (!File.Exists(file)) return null;
        return new(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true);
    }

    /// <summary>Computes the CRC-32 of the rest of a stream, the checksum that zip files use.</summary>
    public static async Task<long> ComputeChecksumAsync(Stream content, CancellationToken cancellation)
    {
        var sum = new Crc32();
        await sum.AppendAsync(content, cancellation);
        return sum.GetCurrentHashAsUInt32();
    }

    public void Delete(long id)
    {
        if (!Directory.Exists(GetFolder(id))) return;
        foreach (var copy in new[] { "", PlayableSuffix }) File.Delete(GetPath(id, copy));
    }

    private static FileStreamOptions NewFile()
    {
        var options = DataDirectory.OwnerOnly(FileMode.CreateNew, FileAccess.ReadWrite);
        options.Options = FileOptions.Asynchronous;
        return options;
    }

    private string GetFolder(long id) =>
        Path.Combine(directory.AttachmentsFolder, (AttachmentIds.GetCounter(id) / 1000).ToString(CultureInfo.InvariantCulture));
}
