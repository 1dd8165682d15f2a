using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database.Backup;

/// <summary>The folders of nightly backups: names of the files, the copy on the second disk, and the deletion of old ones.</summary>
public sealed partial class BackupFolders(IOptions<BackupOptions> options, IOptions<DeskOptions> desk, IHostEnvironment environment)
{
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    /// <summary>The folder of the nightly backups; null while there is none.</summary>
    public string? Main => Resolve(options.Value.Folder, environment);

    /// <summary>The folder on the second disk; null while there is none.</summary>
    public string? Second => Resolve(options.Value.SecondFolder, environment);

    public string GetFile(string folder, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, desk.Value.DisplayTimeZone);
        return Path.Combine(folder, $"desk-{local.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.zip");
    }

    /// <summary>Finds the newest backup by its name; null if there is none.</summary>
    public string? FindNewest(string folder, DateTimeOffset now) =>
        Directory.Exists(folder) ? ListNewestFirst(folder, now).FirstOrDefault() : null;

    /// <summary>
    /// Copies a backup to the second folder and reads it back. Returns false if the folder is missing or the copy differs.
    /// </summary>
    public static async Task<bool> TryCopyAsync(string file, string folder, CancellationToken cancellation)
    {
        var target = Path.Combine(folder, Path.GetFileName(file));
        var partialFile = target + DeskBackup.PartialSuffix;
        if (!Directory.Exists(folder)) return false;
        try
        {
            await CopyAsync(file, partialFile, cancellation);
            if (!await HaveSameContentAsync(file, partialFile, cancellation)) return false;
            File.Move(partialFile, target, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            DeleteIfPossible(partialFile);
        }
    }

    /// <summary>
    /// Deletes the oldest nightly backups except the one just made, which has an older name if the clock was set back. Files with other
    /// names stay.
    /// </summary>
    public void DeleteOld(string justMade, DateTimeOffset now)
    {
        if (Path.GetDirectoryName(justMade) is not { } folder || !Directory.Exists(folder)) return;
        var others = ListNewestFirst(folder, now).Where(file => Path.GetFileName(file) != Path.GetFileName(justMade));
        foreach (var old in others.Skip(options.Value.Keep - 1)) DeleteIfPossible(old);
        DeleteIncomplete(folder);
    }

    /// <summary>
    /// Deletes what earlier runs left unfinished, because they were killed. It comes before the next backup, which may need the room.
    /// </summary>
    public void DeleteLeftovers(DateTimeOffset now)
    {
        foreach (var folder in (string?[])[Main, Second])
            if (folder is not null) DeleteLeftovers(folder, "desk-*" + DeskBackup.PartialSuffix, now);
    }

    /// <summary>Deletes the files of a killed backup. A younger one may be of a backup that still runs.</summary>
    internal static void DeleteLeftovers(string folder, string pattern, DateTimeOffset now)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, pattern))
            if (File.GetLastWriteTimeUtc(file) < now.UtcDateTime - LeftoverAge) DeleteIfPossible(file);
    }

    /// <summary>Deletes the nightly backups that lack files, except one.</summary>
    public static void DeleteIncomplete(string folder, string? except = null)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "desk-*" + DeskBackup.IncompleteSuffix).Where(file => file != except))
            DeleteIfPossible(file);
    }

    internal static string? Resolve(string folder, IHostEnvironment environment) => string.IsNullOrWhiteSpace(folder) ? null
        : Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder, environment.ContentRootPath));

    /// <summary>
    /// Lists the nightly backups. A name of a later time was given by a wrong clock: nobody knows its age, so it comes last.
    /// </summary>
    private List<string> ListNewestFirst(string folder, DateTimeOffset now)
    {
        var latestName = GetFile(folder, now.AddDays(1));
        return
        [
            .. Directory.EnumerateFiles(folder, "desk-*.zip").Where(file => NightlyName().IsMatch(Path.GetFileName(file)))
                .OrderBy(file => string.CompareOrdinal(file, latestName) > 0).ThenByDescending(file => file, StringComparer.Ordinal),
        ];
    }

    private static async Task CopyAsync(string file, string target, CancellationToken cancellation)
    {
        await using var source = File.OpenRead(file);
        await using var copy = new FileStream(target, DataDirectory.OwnerOnly(FileMode.Create, FileAccess.Write));
        await source.CopyToAsync(copy, cancellation);
        copy.Flush(flushToDisk: true);
    }

    private static async Task<bool> HaveSameContentAsync(string file, string other, CancellationToken cancellation)
    {
        await using var first = File.OpenRead(file);
        await using var second = File.OpenRead(other);
        var (expected, copied) =
            (await SHA256.HashDataAsync(first, cancellation), await SHA256.HashDataAsync(second, cancellation));
        return expected.SequenceEqual(copied);
    }

    private static void DeleteIfPossible(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next run tries again.
        }
    }

    [GeneratedRegex(@"^desk-\d{8}-\d{6}\.zip$")]
    private static partial Regex NightlyName();
}
