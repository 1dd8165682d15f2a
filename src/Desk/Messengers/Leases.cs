using System.Collections.Concurrent;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Messengers;

/// <summary>
/// Leases in the database. A node that holds one renews it every ten seconds; one that was not renewed for thirty is anybody's. A node that could not
/// renew in time lets go by itself before another may take over.
/// </summary>
public sealed partial class Leases(DeskWriter writer, IDbContextFactory<DeskDb> contexts, NodeName node, TimeProvider time, ILogger<Leases> log) : BackgroundService, ILeases
{
    public static TimeSpan Length { get; } = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10), Margin = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _held = new();

    public async Task<bool> HoldAsync(string name, CancellationToken cancellation)
    {
        if (IsHeld(name)) return true;
        // Looking costs nothing; only who may take it writes.
        return await IsFreeAsync(name, cancellation) && await TakeAsync(name, cancellation);
    }

    /// <summary>What is held is free for others at once.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_held.IsEmpty) return;
        _held.Clear();
        try
        {
            await writer.WriteAsync(unit => unit.Db.Leases.Where(l => l.Holder == node.Text).ExecuteDeleteAsync(CancellationToken.None), CancellationToken.None);
        }
        catch (StorageTroubleException trouble)
        {
            NotReleased(trouble.InnerException?.GetType().Name ?? "");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(RenewEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_held.IsEmpty || stoppingToken.IsCancellationRequested) continue;
            try
            {
                await RenewAsync(stoppingToken);
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                NotRenewed(trouble.GetType().Name);
            }
        }
    }

    private bool IsHeld(string name) => _held.TryGetValue(name, out var until) && until - Margin > time.Now();

    private async Task<bool> IsFreeAsync(string name, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return IsFree(await db.Leases.AsNoTracking().FirstOrDefaultAsync(l => l.Name == name, cancellation), time.Now());
    }

    private bool IsFree(Lease? lease, DateTimeOffset now) =>
        lease is null || lease.Holder == node.Text || lease.Until <= now || NodeName.IsGone(lease.Holder);

    private async Task<bool> TakeAsync(string name, CancellationToken cancellation)
    {
        var until = await writer.WriteAsync(async unit =>
        {
            var lease = await unit.Db.Leases.FirstOrDefaultAsync(l => l.Name == name, CancellationToken.None);
            if (!IsFree(lease, unit.Now)) return (DateTimeOffset?)null;
            if (lease is null) unit.Db.Add(new Lease { Name = name, Holder = node.Text, Until = unit.Now + Length });
            else (lease.Holder, lease.Until) = (node.Text, unit.Now + Length);
            return unit.Now + Length;
        }, cancellation);
        if (until is { } known) _held[name] = known;
        return until is not null;
    }

    private async Task RenewAsync(CancellationToken cancellation)
    {
        var names = _held.Keys.ToList();
        var (until, kept) = await writer.WriteAsync(async unit =>
        {
            var ours = await unit.Db.Leases.Where(l => names.Contains(l.Name) && l.Holder == node.Text).ToListAsync(CancellationToken.None);
            foreach (var lease in ours) lease.Until = unit.Now + Length;
            return (unit.Now + Length, ours.ConvertAll(lease => lease.Name));
        }, cancellation);
        foreach (var name in kept) _held[name] = until;
        foreach (var lost in names.Except(kept)) _held.TryRemove(lost, out _);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What only this node does could not be kept up ({Trouble}); another node may take over")]
    private partial void NotRenewed(string trouble);

    [LoggerMessage(Level = LogLevel.Information, Message = "What only this node did could not be let go ({Trouble}); others take over in half a minute")]
    private partial void NotReleased(string trouble);
}
