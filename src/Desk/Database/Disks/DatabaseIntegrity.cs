using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database.Disks;

/// <summary>
/// Checks the SQLite file in the background after a start that follows a crash. A large file takes minutes, so the desk serves meanwhile.
/// </summary>
public sealed partial class DatabaseIntegrity(DataDirectory directory, IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> desk,
    ILogger<DatabaseIntegrity> log) : BackgroundService
{
    private bool _followsCrash;

    /// <summary>True if the check found damage. The last good backup has to be restored.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>
    /// Notices that the last process did not end well: SQLite deletes its <c>-wal</c> file when the last connection is closed. To be
    /// called before the database is opened.
    /// </summary>
    public void NoticeCrash() => _followsCrash = desk.Value.Database is DatabaseKind.Sqlite
        && new FileInfo(directory.DatabaseFile + "-wal") is { Exists: true, Length: > 0 };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_followsCrash) return;
        try
        {
            await using var db = await contexts.CreateDbContextAsync(stoppingToken);
            IsDamaged = !await db.IsIntactAsync(stoppingToken);
            if (IsDamaged) LogDamaged();
            else LogIntact();
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // A check that fails for any reason must not stop the program.
            LogCheckFailed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database is damaged since the crash: restore the last good backup")]
    private partial void LogDamaged();

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is intact after the crash")]
    private partial void LogIntact();

    [LoggerMessage(Level = LogLevel.Error, Message = "The database could not be checked after the crash")]
    private partial void LogCheckFailed(Exception failure);
}
