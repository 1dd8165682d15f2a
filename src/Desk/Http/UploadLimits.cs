using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Disks;

namespace EcomCenter.Desk.Http;

/// <summary>The limits that every upload is checked against while it arrives: the free space, and the uploads on their way.</summary>
public sealed class UploadLimits(DataDirectory directory, DiskSpace disk, UploadsInFlight inFlight)
{
    public DataDirectory Directory => directory;

    /// <summary>
    /// Counts the next bytes of a file before they are written. Returns the reason if they must not be; null if they may.
    /// </summary>
    public FileRefusal? TryReserve(string address, long bytes) => !disk.AcceptsFiles ? FileRefusal.DiskFull
        : inFlight.TryAdd(address, bytes) ? null : FileRefusal.TooManyAtOnce;

    /// <summary>Gives back the bytes of a file that was stored elsewhere or dropped.</summary>
    public void Release(string address, long bytes)
    {
        if (bytes > 0) inFlight.Remove(address, bytes);
    }
}

/// <summary>The reason why the content of a file is not taken.</summary>
public enum FileRefusal
{
    TooLarge,

    /// <summary>The disk has less free space than the floor for files, or none.</summary>
    DiskFull,

    /// <summary>This address, or all together, have too many uploads on their way.</summary>
    TooManyAtOnce,

    /// <summary>The form may not bring files: its token is invalid, or its sender has to wait.</summary>
    NotAllowed,
}
