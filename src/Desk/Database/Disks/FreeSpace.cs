namespace EcomCenter.Desk.Database.Disks;

/// <summary>The free space of the disk that holds a folder.</summary>
internal static class FreeSpace
{
    public const long Megabyte = 1024 * 1024;

    /// <summary>Returns the bytes that this program may still write; <see cref="long.MaxValue"/> if the system does not tell.</summary>
    public static long FindBytes(string folder)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // A network folder on Windows has no drive to ask.
            return long.MaxValue;
        }
    }
}
