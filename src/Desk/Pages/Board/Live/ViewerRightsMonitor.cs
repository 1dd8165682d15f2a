using EcomCenter.Background;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Board.Live;

/// <summary>
/// Closes the connections of viewers whose rights changed. A connection outlives its sign-in, so deactivated accounts, changed rights,
/// ended sessions and revoked keys are checked every second. A viewer who may still read the board reconnects and gets a snapshot.
/// </summary>
internal sealed partial class ViewerRightsMonitor(
    BoardViewers viewers, BoardBroadcaster broadcaster, PresenceTracker presence, SignOutNotifier signedOut,
    IDbContextFactory<DeskDb> contexts, TimeProvider time, ILogger<ViewerRightsMonitor> log) : BackgroundService
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signedOut.UserSignedOut += user =>
        {
            foreach (var viewer in viewers.Connected.Where(v => v.Actor.Author.Code == user && !v.IsKey)) Disconnect(viewer);
        };
        // Uses the system clock even where a test sets the time, because SignalR connections run on it.
        return new BackgroundLoop(TimeProvider.System, CheckInterval)
            .RunAsync(CheckAsync, failure => LogCheckFailed(log, failure), stoppingToken);
    }

    private async Task<DateTimeOffset?> CheckAsync(CancellationToken cancellation)
    {
        await CheckRightsAsync(cancellation);
        await presence.ExpireTypingAsync();
        return null;
    }

    private async Task CheckRightsAsync(CancellationToken cancellation)
    {
        var open = viewers.Connected.ToList();
        if (open.Count == 0) return;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var names = open.Where(v => !v.IsKey).Select(v => v.Actor.Author.Code).Distinct().ToList();
        var staff = await db.Users.AsNoTracking().Where(u => names.Contains(u.UserName!) && u.Active)
            .Select(u => new { u.UserName, u.Role, u.Department, u.SecurityStamp }).ToDictionaryAsync(u => u.UserName ?? "", cancellation);
        var keys = open.Where(v => v.IsKey).Select(v => v.Actor.Author.Code).Distinct().ToList();
        var validKeys = keys.Count == 0 ? []
            : await db.ApiKeys.AsNoTracking().Where(k => keys.Contains(k.Name) && k.RevokedAt == null)
                .Select(k => k.Name).ToListAsync(cancellation);
        var hashes = open.Select(v => v.SessionHash).OfType<string>().Distinct().ToList();
        var since = time.Now() - StaffSessions.Lifetime;
        var sessions = await db.StaffSessions.AsNoTracking().Where(s => hashes.Contains(s.TokenHash) && s.SignedInAt > since)
            .Select(s => s.TokenHash).ToListAsync(cancellation);
        foreach (var viewer in open)
        {
            var unchanged = viewer.IsKey ? validKeys.Contains(viewer.Actor.Author.Code)
                : staff.TryGetValue(viewer.Actor.Author.Code, out var account)
                    && account.Role == viewer.Actor.Role && account.Department == viewer.Actor.Department
                    && (viewer.SecurityStamp is null || viewer.SecurityStamp == account.SecurityStamp)
                    && (viewer.SessionHash is null || sessions.Contains(viewer.SessionHash));
            if (!unchanged) Disconnect(viewer);
        }
    }

    private void Disconnect(BoardViewer viewer)
    {
        viewers.MarkRightsChanged(viewer.Actor.Author.Code, broadcaster.PushedSequence);
        viewers.Remove(viewer.ConnectionId);
        viewer.Close();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not check the rights of open boards. Retrying.")]
    private static partial void LogCheckFailed(ILogger log, Exception e);
}
