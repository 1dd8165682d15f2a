using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>The inbox: every update of a channel, stored once, until it is done.</summary>
public sealed class InboxStore(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, InboxLoops loops, UpdateCompletions completions, ILeases leases,
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

    /// <summary>
    /// Loads the oldest updates of a channel that are not done and whose next attempt is due. Later updates of a chat wait behind
    /// one that waits for its retry, so the messages of a chat keep their order.
    /// </summary>
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

    /// <summary>Schedules a retry with a growing delay. Updates are never dropped.</summary>
    public Task RetryLaterAsync(InboxItem item, string reason, CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
        {
            if (await FindPendingRowAsync(unit, item.Id) is not { } row) return;
            row.Attempts++;
            (row.NextAttemptAt, row.Outcome) = (unit.Now + BackOff.After(row.Attempts), reason);
        }, cancellation);

    /// <summary>
    /// Marks an update done within the write of its effects, and applies it to the reply window. <paramref name="outcome"/> is a code.
    /// </summary>
    public async Task CompleteAsync(WriteUnit unit, InboxItem item, string outcome)
    {
        if (await FindPendingRowAsync(unit, item.Id) is not { } row) return;
        (row.DoneAt, row.NextAttemptAt, row.Outcome) = (unit.Now, null, outcome);
        await windows.ApplyUpdateAsync(unit, item.Update, CancellationToken.None);
        unit.AfterCommit(() => completions.SignalCompleted(item.Update));
    }

    private async Task StoreAsync(WriteUnit unit, ContactChannel channel, string bot, IReadOnlyList<RawUpdate> updates,
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
        unit.AfterCommit(loops[channel].Wake);
    }

    private static Task<InboxRow?> FindPendingRowAsync(WriteUnit unit, long id) =>
        unit.Db.Inbox.FirstOrDefaultAsync(i => i.Id == id && i.DoneAt == null);
}
