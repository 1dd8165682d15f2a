using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database.Backup;

/// <summary>The state of the backups in one code, which colour and words of the status page show.</summary>
public enum BackupState { OwnTools, None, TooOld, Good }

/// <summary>Everything that people are shown of the backups.</summary>
/// <param name="Folder">The folder of the nightly backups; null while there is none.</param>
/// <param name="SecondFolder">The folder on the second disk; null while there is none.</param>
public sealed record BackupReport(BackupState State, BackupStatus Status, TimeSpan Age, string? Folder, string? SecondFolder, TimeOnly At)
{
    /// <summary>The age from which a backup is too old: a day and a half, so that one late night is no alarm.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(36);

    /// <summary>The age from which a drill is too old: the weekly one was missed once.</summary>
    public static readonly TimeSpan MaxDrillAge = TimeSpan.FromDays(15);

    public bool IsDrillTooOld { get; init; }
}

/// <summary>Reads the report for the status page.</summary>
public sealed class BackupReports(
    BackupStatusFile statusFile, BackupFolders folders, IOptions<BackupOptions> options, IOptions<DeskOptions> desk, TimeProvider time)
{
    public BackupReport Read()
    {
        var (status, now) = (statusFile.Read(), time.Now());
        var age = now - (status.LastGoodAt ?? now);
        var state = desk.Value.Database is not DatabaseKind.Sqlite ? BackupState.OwnTools
            : status.LastGoodAt is null ? BackupState.None : age > BackupReport.MaxAge ? BackupState.TooOld : BackupState.Good;
        return new(state, status, age, folders.Main, folders.Second, options.Value.At)
        {
            IsDrillTooOld = now - (status.DrillAt ?? now) > BackupReport.MaxDrillAge,
        };
    }
}
