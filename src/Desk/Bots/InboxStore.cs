using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>The inbox: every update of a channel, stored once, until it is done.</summary>
public sealed class InboxStore(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, UpdateCompletions completions, ILeases leases,
    ReplyWindows windows, TimeProvider time) : IInbox, IPullInbox
{
    /// <summary>The attempts after which a failing update no longer holds back later updates of its chat. It is still retried.</summary>
    private const int MaxBlockingAttempts = 9;

    public Task StoreAsync(IReadOnlyList<RawUpdate> updates, CancellationToken cancellation) =>
        writer.WriteAsync(unit =>
        {
            Add(unit, updates);
            return Task.CompletedTask;
        }, cancellation);

    public async Task<string?> LoadCursorAsync(ContactChannel channel, string bot, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await db.PullCursors.AsNoTracking().FirstOrDefaultAsync(c => c.Bot == bot && c.Channel == channel, cancellation))?.Position;
    }

    public async Task StorePulledAsync(IReadOnlyList<RawUpdate> updates, CursorMove move, CancellationToken cancellation)
    {
        // At most intervals nothing was said.
        if (updates.Count == 0 && move.To == (move.From ?? "")) return;
        await writer.WriteAsync(async unit =>
        {
            Add(unit, updates);
            await MoveCursorAsync(unit, move);
        }, cancellation);
    }

    /// <summary>
    /// Loads the oldest updates of a channel whose next attempt is due; an update that is done has none. Later updates of a chat wait
    /// behind one that waits for its retry, so the messages of a chat keep their order.
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
        writer.WriteAsync(unit => RetryLaterAsync(unit, item, reason), cancellation);

    /// <summary>Lets an update, and the later ones of its chat, wait until that time. It is no attempt.</summary>
    public Task HoldAsync(InboxItem item, DateTimeOffset until, CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        if (await unit.Db.Inbox.FirstOrDefaultAsync(i => i.Id == item.Id && i.DoneAt == null) is { } row) row.NextAttemptAt = until;
    }, cancellation);

    /// <inheritdoc cref="RetryLaterAsync(InboxItem, string, CancellationToken)"/>
    public async Task RetryLaterAsync(WriteUnit unit, InboxItem item, string reason)
    {
        if (await unit.Db.Inbox.FirstOrDefaultAsync(i => i.Id == item.Id && i.DoneAt == null) is not { } row) return;
        row.Attempts++;
        (row.NextAttemptAt, row.Outcome) = (unit.Now + BackOff.After(row.Attempts), reason);
    }

    /// <summary>
    /// Marks an update done within the write of its effects, and applies it to the reply window. <paramref name="outcome"/> is a code.
    /// </summary>
    public async Task CompleteAsync(WriteUnit unit, InboxItem item, string outcome)
    {
        unit.MarkUpdateDone(item.Id, outcome);
        await windows.ApplyUpdateAsync(unit, item.Update, CancellationToken.None);
        unit.AfterCommit(() => completions.SignalCompleted(item.Update));
    }

    private static void Add(WriteUnit unit, IReadOnlyList<RawUpdate> updates)
    {
        foreach (var update in updates) unit.AddIfNew(ToRow(update, unit.NewId(), unit.Now));
        unit.Inboxes.AddRange(updates.Select(update => update.Channel));
    }

    private static async Task MoveCursorAsync(WriteUnit unit, CursorMove move)
    {
        var cursor = await unit.Db.PullCursors.FirstOrDefaultAsync(c => c.Bot == move.Bot && c.Channel == move.Channel);
        if (cursor?.Position != move.From) return;
        if (cursor is null) unit.Db.Add(new PullCursor { Channel = move.Channel, Bot = move.Bot, Position = move.To, MovedAt = unit.Now });
        else (cursor.Position, cursor.MovedAt) = (move.To, unit.Now);
    }

    private static InboxRow ToRow(RawUpdate update, long id, DateTimeOffset now) => new()
    {
        Id = id, Channel = update.Channel, Bot = update.Bot, UpdateId = update.UpdateId, Chat = update.Chat, Raw = update.Payload,
        ReceivedAt = update.ReceivedAt, NextAttemptAt = now,
    };
}
