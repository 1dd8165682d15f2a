using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Backup;
using EcomCenter.Desk.Staff;
using EcomCenter.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>
/// Makes one backup a day in the configured folder, copies it to the second disk and deletes the oldest ones. A backup is due from its
/// time of day until it is made, because an office PC may be off at night. PostgreSQL is left to its own tools.
/// </summary>
public sealed partial class NightlyBackup(
    DeskBackup backup, BackupFolders folders, BackupStatusFile statusFile, IOptions<BackupOptions> options,
    IOptions<DeskOptions> desk, SecurityLog securityLog, TimeProvider time, ILogger<NightlyBackup> log)
{
    /// <summary>The code of a failure that is no refusal: an error, which is in the log.</summary>
    private const string Error = "error";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromHours(1);

    public async Task RunIfDueAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        if (desk.Value.Database is not DatabaseKind.Sqlite || folders.Main is not { } folder || !IsDue(statusFile.Read(), now)) return;
        folders.DeleteLeftovers(now);
        var file = folders.GetFile(folder, now);
        var failure = await TryCreateAsync(file, cancellation);
        RecordResult(file, failure, now);
        if (failure is not null)
        {
            LogFailed(failure, file);
            // One backup that lacks files or rows is enough: it is made anew with every try.
            if (failure == EnumCode.From(BackupRefusal.FilesMissing) || failure == EnumCode.From(BackupRefusal.RowsMissing))
                BackupFolders.DeleteIncomplete(folder, except: DeskBackup.NameIncomplete(file));
            return;
        }

        await securityLog.RecordAsync(SecurityEventKind.BackupMade, SecurityOrigin.CommandLine, Path.GetFileName(file));
        folders.DeleteOld(file, now);
        if (folders.Second is { } second) await CopyAsync(file, second, cancellation);
    }

    /// <summary>Decides by the latest scheduled time. Recorded times in the future come from a wrong clock and count as none.</summary>
    internal bool IsDue(BackupStatus status, DateTimeOffset now)
    {
        var isRetryTooEarly = status.TriedAt is { } tried && tried <= now && now - tried < RetryDelay && status.Failure is not null;
        var isMade = status.NightlyAt is { } made && made <= now && made >= GetLatestSchedule(now);
        return !isMade && !isRetryTooEarly;
    }

    private DateTimeOffset GetLatestSchedule(DateTimeOffset now)
    {
        var zone = desk.Value.DisplayTimeZone;
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var scheduled = local.Date + options.Value.At.ToTimeSpan();
        if (scheduled > local) scheduled = scheduled.AddDays(-1);
        return new(scheduled, zone.GetUtcOffset(scheduled));
    }

    private async Task<string?> TryCreateAsync(string file, CancellationToken cancellation)
    {
        try
        {
            DataDirectory.CreatePrivateFolder(Path.GetDirectoryName(file) ?? "");
            return await backup.CreateAsync(file, cancellation) is { } refusal ? EnumCode.From(refusal) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return EnumCode.From(BackupRefusal.CannotWrite);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever failed, the page of channels tells that there is no backup of this night.
            LogError(error);
            return Error;
        }
    }

    private void RecordResult(string file, string? failure, DateTimeOffset now) => statusFile.Update(status => failure is null
        ? status with
        {
            TriedAt = now,
            Failure = null,
            LastGoodAt = now,
            LastGoodFile = file,
            NightlyAt = now,
            NightlyFile = file,
        }
        : status with { TriedAt = now, Failure = failure });

    private async Task CopyAsync(string file, string second, CancellationToken cancellation)
    {
        var isCopied = await BackupFolders.TryCopyAsync(file, second, cancellation);
        statusFile.Update(status => status with { SecondFailed = !isCopied, SecondAt = isCopied ? status.NightlyAt : status.SecondAt });
        if (isCopied) folders.DeleteOld(Path.Combine(second, Path.GetFileName(file)), time.Now());
        else LogCopyFailed(second);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The nightly backup failed ({Reason}); {File} was not written")]
    private partial void LogFailed(string reason, string file);

    [LoggerMessage(Level = LogLevel.Error, Message = "The nightly backup failed")]
    private partial void LogError(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The nightly backup could not be copied to {Folder}")]
    private partial void LogCopyFailed(string folder);
}
