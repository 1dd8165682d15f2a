using EcomCenter.Bots.Conversation;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>
/// Erases closed tickets after the retention period that residents are told. The messages and their rows go first, in batches.
/// The last transaction erases the rest and marks the ticket.
/// After a crash in between, the ticket is still due and the erasure starts again. No more tickets are erased in 24 hours than the
/// setting allows.
/// </summary>
public sealed partial class EraseClosedTickets(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, DeleteOrphanFiles files, PromisePolicy policy,
    IOptions<ConversationOptions> options, IOptions<ErasureOptions> limits, TimeProvider time, ILogger<EraseClosedTickets> log)
{
    private const int MaxTickets = 100, MessageBatchSize = 100;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task EraseAsync(CancellationToken cancellation)
    {
        var due = await FindDueAsync(cancellation);
        if (due.Count > 0) due = [.. due.Take(await CountAllowedAsync(cancellation))];
        foreach (var id in due) await TryEraseAsync(id, cancellation);
        if (due.Count > 0) LogErased(due.Count);
    }

    private async Task<List<long>> FindDueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await DueTickets(db, Until(time.Now())).OrderBy(t => t.ClosedAt).Select(t => t.Id).Take(MaxTickets)
            .ToListAsync(cancellation);
    }

    /// <summary>Returns the closed tickets that are due when everything closed before a time is erased.</summary>
    internal static IQueryable<Ticket> DueTickets(DeskDb db, DateTimeOffset until) =>
        db.Tickets.Where(t => t.ClosedAt != null && t.ErasedAt == null && t.ClosedAt < until && !t.IsEndDoubted);

    private DateTimeOffset Until(DateTimeOffset now) => options.Value.GetRetentionStart(now);

    // Counted in the database, so that nodes and restarts share one limit.
    private async Task<int> CountAllowedAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var dayAgo = time.Now() - Day;
        var erased = await db.Tickets.CountAsync(t => t.ErasedAt > dayAgo, cancellation);
        return Math.Max(0, limits.Value.MaxPerDay - erased);
    }

    // An error with one ticket must not stop the erasure of the others.
    private async Task TryEraseAsync(long id, CancellationToken cancellation)
    {
        try
        {
            long? last = 0;
            while (last is { } after)
                last = await writer.WriteAsync(unit => EraseNextMessagesAsync(unit, id, after, cancellation), cancellation);
            await files.DeleteAsync(id, cancellation);
            await writer.WriteAsync(unit => EraseTicketAsync(unit, id, cancellation), cancellation);
        }
        catch (Exception error) when (error is not (StorageUnavailableException or OperationCanceledException))
        {
            // One ticket that fails must not keep the others from being erased.
            LogEraseFailed(id, error);
        }
    }

    /// <summary>Erases the next batch of messages. Returns the id of the last one, or null when none is left.</summary>
    private async Task<long?> EraseNextMessagesAsync(WriteUnit unit, long id, long after, CancellationToken cancellation)
    {
        if (unit.IsClockDoubted || !await DueTickets(unit.Db, Until(unit.Now)).AnyAsync(t => t.Id == id, cancellation)) return null;
        var batch = await unit.Db.Messages.Where(m => m.TicketId == id && m.Id > after)
            .OrderBy(m => m.Id).Select(m => m.Id).Take(MessageBatchSize).ToListAsync(cancellation);
        if (batch.Count == 0) return null;
        byte[] noSalt = [];
        await unit.Db.Messages.Where(m => batch.Contains(m.Id)).ExecuteUpdateAsync(
            m => m.SetProperty(x => x.Text, "").SetProperty(x => x.Salt, noSalt).SetProperty(x => x.Office, (string?)null), cancellation);
        await unit.Db.IntakeIds.Where(i => batch.Contains(i.MessageId)).ExecuteDeleteAsync(cancellation);
        await unit.Db.Outbox.Where(o => o.MessageId != null && batch.Contains(o.MessageId.Value)).ExecuteDeleteAsync(cancellation);
        batch.ForEach(unit.DeletePhrase);
        return batch[^1];
    }

    private async Task EraseTicketAsync(WriteUnit unit, long id, CancellationToken cancellation)
    {
        if (unit.IsClockDoubted) return;
        var ticket = await DueTickets(unit.Db, Until(unit.Now)).Where(t => t.Id == id)
            .Include(t => t.Cycles).Include(t => t.Ratings).Include(t => t.FollowUps)
            .Include(t => t.Referrals)
            .Include(t => t.ChatAddress).Include(t => t.Messages.Where(m => m.Text != ""))
            .AsSplitQuery().FirstOrDefaultAsync(cancellation);
        if (ticket is null) return;
        var (person, chat) = (ticket.PersonId, ticket.ChatAddress);
        if (!ticket.Erase(options.Value.KeepYears, unit.CreateChangeContext(policy)))
            throw new InvalidOperationException($"The ticket could not be erased in status {ticket.Status}.");
        await PickUpCodes.DeleteAsync(unit, id, cancellation);
        if (person is { } personId) await ErasePeople.EraseAsync(unit, personId, id, cancellation);
        if (chat is null) return;
        if (chat.PersonId != person) await ErasePeople.EraseAsync(unit, chat.PersonId, id, cancellation);
        if (chat.Chat is { } address) await EraseIdleConversations.EraseAsync(unit, address, ticket.Number, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Erased {Count} closed tickets at the end of their retention period")]
    private partial void LogErased(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not erase ticket {Ticket} at the end of its retention period")]
    private partial void LogEraseFailed(long ticket, Exception error);
}
