using EcomCenter.Desk.Database.Disks;

namespace EcomCenter.Desk.Database.Backup;

/// <summary>The limits for reading a backup, so that a crafted file fills neither the disk nor the memory.</summary>
/// <param name="MaxBytes">The most that all entries together may unpack to.</param>
/// <param name="MaxRatio">The most bytes that one packed byte may stand for.</param>
internal sealed record BackupLimits(int MaxEntries, long MaxBytes, int MaxRatio)
{
    /// <summary>The entries of a desk that stores 2,000 files a day for five years, and more than a database ever shrinks.</summary>
    private const int EntriesOfAnyDesk = 5_000_000, RatioOfAnyDatabase = 250;

    /// <summary>The space that a restore leaves free, so that the desk can write afterwards.</summary>
    internal const long ReservedBytes = 256 * 1024 * 1024;

    /// <summary>The limits without regard to the disk, for a file that is read but not unpacked.</summary>
    public static BackupLimits Unlimited { get; } = new(EntriesOfAnyDesk, long.MaxValue, RatioOfAnyDatabase);

    public static BackupLimits ForFolder(string folder) => Unlimited with { MaxBytes = FreeSpace.FindBytes(folder) - ReservedBytes };
}
