using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Board.Live;

/// <summary>
/// Closes the connections of viewers whose rights changed. A connection outlives its sign-in, so deactivated accounts, changed rights,
/// sign-outs and revoked keys are checked every second. A viewer who may still read the board reconnects and gets a snapshot.
/// </summary>
internal sealed partial class RightsWatch(
    Viewers viewers, BoardFeed feed, PresenceBook presence, SignedOut leaving, IDbContextFactory<DeskDb> contexts, ILogger<RightsWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        leaving.Left += user =>
        {
            foreach (var viewer in viewers.Open.Where(v => v.Actor.By.Code == user && !v.IsKey)) End(viewer);
        };
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, stoppingToken);
            try
            {
                await LookAsync(stoppingToken);
                await presence.SettleAsync();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LookFailed(log, e);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var open = viewers.Open.ToList();
        if (open.Count == 0) return;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var names = open.Where(v => !v.IsKey).Select(v => v.Actor.By.Code).Distinct().ToList();
        var staff = await db.Users.AsNoTracking().Where(u => names.Contains(u.UserName!) && u.Active)
            .Select(u => new { u.UserName, u.Role, u.Department, u.SecurityStamp }).ToDictionaryAsync(u => u.UserName ?? "", cancellation);
        var keys = open.Where(v => v.IsKey).Select(v => v.Actor.By.Code).Distinct().ToList();
        var validKeys = keys.Count == 0 ? []
            : await db.ApiKeys.AsNoTracking().Where(k => keys.Contains(k.Name) && k.RevokedAt == null)
                .Select(k => k.Name).ToListAsync(cancellation);
        foreach (var viewer in open)
        {
            var unchanged = viewer.IsKey ? validKeys.Contains(viewer.Actor.By.Code)
                : staff.TryGetValue(viewer.Actor.By.Code, out var account)
                    && account.Role == viewer.Actor.Role && account.Department == viewer.Actor.Department
                    && (viewer.Stamp is null || viewer.Stamp == account.SecurityStamp);
            if (!unchanged) End(viewer);
        }
    }

    private void End(Viewer viewer)
    {
        viewers.RightsChanged(viewer.Actor.By.Code, feed.Sent);
        viewers.Remove(viewer.Connection);
        viewer.Close();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not check the rights of open boards. Retrying.")]
    private static partial void LookFailed(ILogger log, Exception e);
}
