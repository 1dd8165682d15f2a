using System.Collections.Concurrent;
using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// Leases in the database. The holder of a lease renews it every ten seconds. After thirty seconds without renewal, any node may take it.
/// A node that could not renew in time stops relying on its lease some seconds earlier.
/// </summary>
public sealed partial class Leases(DeskWriter writer, IDbContextFactory<DeskDb> contexts, NodeName node, IDatabaseOutage outage,
    TimeProvider time, ILogger<Leases> log) : BackgroundService, ILeases
{
    public static TimeSpan Duration => Lease.Duration;

    private static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(10), SafetyMargin = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _held = new();

    public async Task<bool> TryHoldAsync(string name, CancellationToken cancellation)
    {
        if (IsHeld(name)) return true;
        // Reading is cheap. Only a node that may take the lease writes.
        return await IsFreeAsync(name, cancellation) && await TryTakeAsync(name, cancellation);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        writer.AddLastWrite(ReleaseAsync);
        return new BackgroundLoop(time, RenewInterval)
            .RunAsync(RenewAsync, outage.ReportOr(failure => LogNotRenewed(failure.GetType().Name)), stoppingToken);
    }

    // Releases all leases of this node once the work under them has ended, so that other nodes can take them at once.
    private async Task ReleaseAsync()
    {
        if (_held.IsEmpty) return;
        _held.Clear();
        await writer.WriteAsync(unit => unit.Db.Leases.Where(l => l.Holder == node.Value).ExecuteDeleteAsync(CancellationToken.None),
            CancellationToken.None);
    }

    private bool IsHeld(string name) => _held.TryGetValue(name, out var until) && until - SafetyMargin > time.Now();

    private async Task<bool> IsFreeAsync(string name, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return IsFree(await db.Leases.AsNoTracking().FirstOrDefaultAsync(l => l.Name == name, cancellation), time.Now());
    }

    private bool IsFree(Lease? lease, DateTimeOffset now) =>
        lease is null || lease.Holder == node.Value || lease.ExpiresAt <= now || NodeName.IsProcessGone(lease.Holder);

    private async Task<bool> TryTakeAsync(string name, CancellationToken cancellation)
    {
        var until = await writer.WriteAsync(async unit =>
        {
            var lease = await unit.Db.Leases.FirstOrDefaultAsync(l => l.Name == name, CancellationToken.None);
            if (!IsFree(lease, unit.Now)) return (DateTimeOffset?)null;
            if (lease is null) unit.Db.Add(new Lease { Name = name, Holder = node.Value, ExpiresAt = unit.Now + Duration });
            else (lease.Holder, lease.ExpiresAt) = (node.Value, unit.Now + Duration);
            return unit.Now + Duration;
        }, cancellation);
        if (until is { } expiry) _held[name] = expiry;
        return until is not null;
    }

    private async Task<DateTimeOffset?> RenewAsync(CancellationToken cancellation)
    {
        if (_held.IsEmpty) return null;
        var names = _held.Keys.ToList();
        var (until, kept) = await writer.WriteAsync(async unit =>
        {
            var ours = await unit.Db.Leases.Where(l => names.Contains(l.Name) && l.Holder == node.Value)
                .ToListAsync(CancellationToken.None);
            foreach (var lease in ours) lease.ExpiresAt = unit.Now + Duration;
            return (unit.Now + Duration, ours.ConvertAll(lease => lease.Name));
        }, cancellation);
        foreach (var name in kept) _held[name] = until;
        foreach (var lost in names.Except(kept)) _held.TryRemove(lost, out _);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Could not renew the leases of this node ({ErrorType}). Another node may take them over")]
    private partial void LogNotRenewed(string errorType);
}
