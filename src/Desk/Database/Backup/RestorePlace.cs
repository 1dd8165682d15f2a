namespace EcomCenter.Desk.Database.Backup;

/// <summary>
/// The data directory while a backup is restored into it. The lock ends with its process, so that a restore that was killed, or cut off by
/// a loss of power, can be begun again.
/// </summary>
internal sealed class RestorePlace : IDisposable
{
    private const string LockFile = "restoring.lock", FolderPrefix = "restore-";

    private readonly DataDirectory _directory;
    private readonly FileStream _lock;

    private RestorePlace(DataDirectory directory, FileStream alone)
    {
        (_directory, _lock) = (directory, alone);
        UnpackedFolder = Path.Combine(directory.Root, $"{FolderPrefix}{Guid.NewGuid():N}");
    }

    /// <summary>The folder into which the backup is unpacked. It is deleted in the end.</summary>
    public string UnpackedFolder { get; }

    /// <summary>Returns null if the directory holds anything, or another restore runs.</summary>
    public static RestorePlace? TryTake(DataDirectory directory)
    {
        // A look first, so that no lock is left beside what is there.
        if (IsInUse(directory) || TryLock(directory) is not { } alone) return null;
        if (IsInUse(directory))
        {
            // Another restore has ended between the look and the lock: what is there is its desk.
            alone.Dispose();
            return null;
        }

        var place = new RestorePlace(directory, alone);
        place.DeleteLeftovers();
        DataDirectory.CreatePrivateFolder(place.UnpackedFolder);
        return place;
    }

    public void Dispose()
    {
        DeleteFolders();
        _lock.Dispose();
    }

    /// <summary>
    /// Returns true if anything is there that no restore left. One that was cut off leaves its folder, and perhaps the attachments, but
    /// never a database.
    /// </summary>
    private static bool IsInUse(DataDirectory directory)
    {
        var folders = ListFolders(directory).ToList();
        return Directory.EnumerateFileSystemEntries(directory.Root).Any(entry => Path.GetFileName(entry) is not LockFile
            && !folders.Contains(entry) && !(folders.Count > 0 && entry == directory.AttachmentsFolder));
    }

    private static FileStream? TryLock(DataDirectory directory)
    {
        var options = DataDirectory.OwnerOnly(FileMode.OpenOrCreate, FileAccess.Write);
        (options.Share, options.Options) = (FileShare.None, FileOptions.DeleteOnClose);
        try
        {
            return new(Path.Combine(directory.Root, LockFile), options);
        }
        catch (IOException) when (File.Exists(Path.Combine(directory.Root, LockFile)))
        {
            return null;
        }
    }

    private static IEnumerable<string> ListFolders(DataDirectory directory) =>
        Directory.EnumerateDirectories(directory.Root, FolderPrefix + "*");

    private void DeleteLeftovers()
    {
        DeleteFolders();
        if (Directory.Exists(_directory.AttachmentsFolder)) Directory.Delete(_directory.AttachmentsFolder, recursive: true);
    }

    private void DeleteFolders()
    {
        foreach (var folder in ListFolders(_directory).ToList()) Directory.Delete(folder, recursive: true);
    }
}
