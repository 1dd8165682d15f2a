using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// Finds the rows of the outbox that are due and claims them. Only the first queued row of a chat may be sent, and only by the node that
/// claimed it. The claim is a write, so that two nodes never send the same row at once.
/// </summary>
public sealed class OutboxBatch(DeskWriter writer, IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options)
{
    /// <summary>The age at which a claim expires, because the node that made it must have ended.</summary>
    public static TimeSpan ClaimTimeout { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Finds the chats whose first queued row is due.</summary>
    public async Task<IReadOnlyList<ChatAddress>> FindDueChatsAsync(DeliveryClock clock, int max, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (now, expired) = (clock.Now, clock.Now - ClaimTimeout);
        var queued = db.Outbox.Where(o => o.NextAttemptAt != null);
        var due = WhereSendable(queued, clock).Where(o => o.NextAttemptAt <= now && (o.SendingSince == null || o.SendingSince < expired)
            && !queued.Any(e => e.Chat == o.Chat && e.Channel == o.Channel && e.Bot == o.Bot && e.Id < o.Id));
        return [.. (await due.OrderBy(o => o.Id).Take(max).Select(o => new { o.Channel, o.Bot, o.Chat }).ToListAsync(cancellation))
            .Select(o => new ChatAddress(o.Channel, o.Bot, o.Chat))];
    }

    /// <summary>Finds the time of the next attempt after this pass; null when none is planned.</summary>
    public async Task<DateTimeOffset?> FindNextAttemptAsync(DeliveryClock clock, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await WhereSendable(db.Outbox.Where(o => o.NextAttemptAt > clock.Now), clock)
            .OrderBy(o => o.NextAttemptAt).Select(o => o.NextAttemptAt).FirstOrDefaultAsync(cancellation);
        return clock.Paused.Select(bot => (DateTimeOffset?)bot.Until).Append(row).Min();
    }

    /// <summary>Claims the first row of each chat, in one write. Leaves out chats that another node has claimed meanwhile.</summary>
    /// <param name="isBusy">
    /// Tells if this node is sending a message of a chat or is about to. It is asked within the write, when what earlier writes claimed has
    /// been handed over.
    /// </param>
    public async Task<IReadOnlyList<QueuedMessage>> ClaimAsync(
        IReadOnlyList<ChatAddress> chats, Func<ChatAddress, bool> isBusy, CancellationToken cancellation)
    {
        if (chats.Count == 0) return [];
        return await writer.WriteAsync(async unit =>
        {
            var claimed = new List<QueuedMessage>();
            foreach (var chat in chats.Where(chat => !isBusy(chat)))
                if (await ClaimFirstAsync(unit, chat, CancellationToken.None) is { } message) claimed.Add(message);
            return claimed;
        }, cancellation);
    }

    /// <summary>Gives back claims whose messages were not sent.</summary>
    public async Task ReleaseClaimsAsync(IReadOnlyList<QueuedMessage> unsent, CancellationToken cancellation)
    {
        if (unsent.Count == 0) return;
        await writer.WriteAsync(unit =>
        {
            foreach (var message in unsent) unit.ReleaseClaim(message.Id, message.ClaimedAt);
            return Task.CompletedTask;
        }, cancellation);
    }

    /// <summary>Claims the first row of a chat within the caller's write. Returns null if none is due.</summary>
    internal static async Task<QueuedMessage?> ClaimFirstAsync(WriteUnit unit, ChatAddress chat, CancellationToken cancellation)
    {
        var first = await unit.Db.Outbox.Where(o => o.Chat == chat.Chat && o.Channel == chat.Channel && o.Bot == chat.Bot
            && o.NextAttemptAt != null).OrderBy(o => o.Id).FirstOrDefaultAsync(cancellation);
        if (first is null || first.NextAttemptAt > unit.Now || first.SendingSince > unit.Now - ClaimTimeout) return null;
        first.SendingSince = unit.Now;
        return QueuedMessage.FromRow(first, first.FileId is { } file ? await FindFileAsync(unit.Db, file, cancellation) : null, unit.Now);
    }

    // For a file that was deleted meanwhile it returns a placeholder. The channel then fails to open the file and reports that.
    private static async Task<OutgoingFile> FindFileAsync(DeskDb db, long id, CancellationToken cancellation) =>
        await db.Attachments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancellation) is { } stored ? stored.ToOutgoingFile()
            : new(id, FileKind.Document, FileType.Unknown.MimeType, "", 0);

    /// <summary>
    /// Releases, at start, the claims of sends that the last run did not finish, and returns their rows. They are sent again, because it is
    /// unknown whether they arrived. On PostgreSQL a claim may belong to another node that runs, so only expired claims are released.
    /// </summary>
    public Task<List<long>> ReleaseAbandonedClaimsAsync(CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
        {
            var abandonedBefore = options.Value.Database is DatabaseKind.Sqlite ? unit.Now : unit.Now - ClaimTimeout;
            var rows = await unit.Db.Outbox.Where(o => o.NextAttemptAt != null && o.SendingSince <= abandonedBefore)
                .ToListAsync(cancellation);
            foreach (var row in rows) row.SendingSince = null;
            return rows.ConvertAll(row => row.Id);
        }, cancellation);

    private static IQueryable<OutboxRow> WhereSendable(IQueryable<OutboxRow> rows, DeliveryClock clock)
    {
        var sendable = rows.Where(o => clock.Channels.Contains(o.Channel));
        foreach (var (channel, bot, _) in clock.Paused) sendable = sendable.Where(o => o.Channel != channel || o.Bot != bot);
        return sendable;
    }
}
