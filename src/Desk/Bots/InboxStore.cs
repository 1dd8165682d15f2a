using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>The inbox: every update of a channel, stored once, until it is done.</summary>
public sealed class InboxStore(DeskWriter writer, IDbContextFactory<DeskDb> contexts, UpdateCompletions completions, ILeases leases,
    ReplyWindows windows, TimeProvider time) : IInbox
{
    /// <summary>The attempts after which a failing update no longer holds back later updates of its chat. It is still retried.</summary>
    private const int MaxBlockingAttempts = 9;

    public Task StoreAsync(IReadOnlyList<RawUpdate> updates, CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
        {
            foreach (var bot in updates.GroupBy(update => (update.Channel, update.Bot)))
                await StoreAsync(unit, bot.Key.Channel, bot.Key.Bot, [.. bot.DistinctBy(update => update.UpdateId)], cancellation);
        }, cancellation);

    public async Task<IReadOnlyList<InboxItem>> LoadDueAsync(ContactChannel channel, int maxCount, CancellationToken cancellation)
    {
        // The lease keeps two nodes from answering one chat at once, out of order.
        if (!await leases.TryHoldAsync($"inbox:{channel}", cancellation)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.Now();
        var blocking = db.Inbox.Where(i => i.Channel == channel && i.Chat != null && i.NextAttemptAt > now
            && i.Attempts < MaxBlockingAttempts);
        var rows = await db.Inbox.AsNoTracking()
            .Where(i => i.Channel == channel && i.NextAttemptAt <= now
                && !blocking.Any(b => b.Chat == i.Chat && b.Bot == i.Bot && b.Id < i.Id))
            .OrderBy(i => i.Id).Take(maxCount).ToListAsync(cancellation);
        return [.. rows.Select(i => new InboxItem(i.Id, new(i.Channel, i.Bot, i.UpdateId, i.Chat, i.Raw, i.ReceivedAt), i.Attempts))];
    }

    public Task MarkDoneAsync(InboxItem item, string outcome, CancellationToken cancellation) =>
        writer.WriteAsync(unit => CompleteAsync(unit, item, outcome, cancellation), cancellation);

    public Task RetryLaterAsync(InboxItem item, string reason, CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
        {
            if (await FindPendingRowAsync(unit, item.Id, cancellation) is not { } row) return;
            row.Attempts++;
            (row.NextAttemptAt, row.Outcome) = (unit.Now + BackOff.After(row.Attempts), reason);
        }, cancellation);

    /// <summary>
    /// Marks an update done within the caller's write. Returns false if it was done already; the caller must then not repeat its effects.
    /// </summary>
    internal async Task<bool> CompleteAsync(WriteUnit unit, InboxItem item, string outcome, CancellationToken cancellation)
    {
        if (await FindPendingRowAsync(unit, item.Id, cancellation) is not { } row) return false;
        (row.DoneAt, row.NextAttemptAt, row.Outcome) = (unit.Now, null, outcome);
        await windows.ApplyUpdateAsync(unit, item.Update, cancellation);
        unit.AfterCommit(() => completions.SignalCompleted(item.Update));
        return true;
    }

    private static async Task StoreAsync(WriteUnit unit, ContactChannel channel, string bot, IReadOnlyList<RawUpdate> updates,
        CancellationToken cancellation)
    {
        var ids = updates.Select(update => update.UpdateId).ToList();
        var known = await unit.Db.Inbox.Where(i => ids.Contains(i.UpdateId) && i.Bot == bot && i.Channel == channel)
            .Select(i => i.UpdateId).ToListAsync(cancellation);
        foreach (var update in updates.ExceptBy(known, update => update.UpdateId))
            unit.Add(new InboxRow
            {
                Id = unit.NewId(), Channel = channel, Bot = bot, UpdateId = update.UpdateId, Chat = update.Chat, Raw = update.Payload,
                ReceivedAt = update.ReceivedAt, NextAttemptAt = unit.Now,
            });
    }

    private static Task<InboxRow?> FindPendingRowAsync(WriteUnit unit, long id, CancellationToken cancellation) =>
        unit.Db.Inbox.FirstOrDefaultAsync(i => i.Id == id && i.DoneAt == null, cancellation);
}
