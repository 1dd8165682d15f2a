using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Backup;
using EcomCenter.Desk.Database.Sqlite;
using EcomCenter.Desk.Files;
using EcomCenter.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>
/// Restores the last nightly backup once a week into a temporary folder and runs the checks of <c>verify</c> on it. A drill that failed
/// is repeated with the next backup.
/// </summary>
public sealed partial class RestoreDrill(
    BackupStatusFile statusFile, BackupFolders folders, DataDirectory directory, IOptions<DeskOptions> desk, TimeProvider time,
    ILogger<RestoreDrill> log)
{
    private const string FolderPrefix = "drill-", Error = "error", NoBackup = "noBackup";

    private static readonly TimeSpan Interval = TimeSpan.FromDays(7);

    public async Task RunIfDueAsync(CancellationToken cancellation)
    {
        var status = statusFile.Read();
        if (desk.Value.Database is not DatabaseKind.Sqlite || folders.Main is not { } main || !IsDue(status, time.Now())) return;
        DeleteLeftovers();
        var file = File.Exists(status.NightlyFile) ? status.NightlyFile : folders.FindNewest(main, time.Now());
        var (failure, findings) = file is null ? (NoBackup, 0) : await TryRestoreAsync(file, cancellation);
        statusFile.Update(s => s with { DrillAt = time.Now(), DrillFailure = failure, DrillFindings = findings });
        if (failure is not null) LogFailed(failure, file ?? main);
    }

    internal static bool IsDue(BackupStatus status, DateTimeOffset now)
    {
        if (status.NightlyAt is null) return false;
        if (status.DrillAt is not { } drill || drill > now) return true;
        return now - drill >= Interval || (status.DrillFailed && drill < status.NightlyAt);
    }

    private async Task<(string? Failure, int Findings)> TryRestoreAsync(string file, CancellationToken cancellation)
    {
        var restored = new DataDirectory(Path.Combine(directory.Root, $"{FolderPrefix}{Guid.NewGuid():N}"));
        try
        {
            using var mark = new CommitMark(restored);
            var refusal = await new DeskBackup(restored, mark, new(restored), desk, time).RestoreAsync(file, cancellation);
            return refusal is { } reason ? (EnumCode.From(reason), 0) : (null, await CountFindingsAsync(restored, cancellation));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever failed, the page of channels tells that the backup could not be restored.
            LogError(error);
            return (Error, 0);
        }
        finally
        {
            Directory.Delete(restored.Root, recursive: true);
        }
    }

    private async Task<int> CountFindingsAsync(DataDirectory restored, CancellationToken cancellation)
    {
        var contexts = new SqliteFileContexts(restored.DatabaseFile);
        await using (var db = contexts.CreateDbContext()) await DatabaseMigrator.MigrateAsync(db, restored, cancellation);
        var findings = 0;
        await foreach (var finding in new DeskVerifier(contexts, new AttachmentStore(restored)).RunAsync(cancellation))
        {
            findings++;
            LogFinding(finding.Subject, finding.Code);
        }

        return findings;
    }

    /// <summary>Deletes the folders of drills that were killed. Only one drill runs at a time.</summary>
    private void DeleteLeftovers()
    {
        foreach (var folder in Directory.EnumerateDirectories(directory.Root, FolderPrefix + "*"))
            Directory.Delete(folder, recursive: true);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The restore drill failed ({Reason}) with {File}")]
    private partial void LogFailed(string reason, string file);

    [LoggerMessage(Level = LogLevel.Error, Message = "The restore drill failed")]
    private partial void LogError(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The restore drill found an inconsistency in {Subject}: {Code}")]
    private partial void LogFinding(string subject, string code);
}
