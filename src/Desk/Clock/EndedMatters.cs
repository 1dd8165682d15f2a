using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Erases closed tickets after the retention period that residents are told. The messages and their rows go first, in batches.
/// The last transaction erases the rest and marks the ticket.
/// After a crash in between, the ticket is still due and the erasure starts again.
/// </summary>
public sealed partial class EndedMatters(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, GoneFiles files, PromisePolicy policy, IOptions<TalkOptions> talk,
    TimeProvider time, ILogger<EndedMatters> log)
{
    private const int Most = 100, MessagesAtOnce = 100;

    public async Task EraseAsync(CancellationToken cancellation)
    {
        var due = await DueAsync(cancellation);
        foreach (var id in due) await TryAsync(id, cancellation);
        if (due.Count > 0) Erased(due.Count);
    }

    private DateTimeOffset Latest(DateTimeOffset now) => now.AddYears(-talk.Value.KeepYears);

    private async Task<List<long>> DueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Due(db, time.Now()).OrderBy(t => t.ClosedAt).Select(t => t.Id).Take(Most).ToListAsync(cancellation);
    }

    private IQueryable<Ticket> Due(DeskDb db, DateTimeOffset now)
    {
        var latest = Latest(now);
        return db.Tickets.Where(t => t.ClosedAt != null && t.ErasedAt == null && t.ClosedAt < latest);
    }

    // An error with one ticket must not stop the erasure of the others.
    private async Task TryAsync(long id, CancellationToken cancellation)
    {
        try
        {
            long? last = 0;
            while (last is { } after)
                last = await writer.WriteAsync(unit => MessagesAsync(unit, id, after, cancellation), cancellation);
            await files.EraseAsync(id, cancellation);
            await writer.WriteAsync(unit => FinishAsync(unit, id, cancellation), cancellation);
        }
        catch (Exception error) when (error is not (StorageTroubleException or OperationCanceledException))
        {
            NotErased(id, error);
        }
    }

    /// <summary>Erases the next batch of messages. Returns the id of the last one, or null when none is left.</summary>
    private async Task<long?> MessagesAsync(WriteUnit unit, long id, long after, CancellationToken cancellation)
    {
        if (!await Due(unit.Db, unit.Now).AnyAsync(t => t.Id == id, cancellation)) return null;
        var batch = await unit.Db.Messages.Where(m => m.TicketId == id && m.Id > after)
            .OrderBy(m => m.Id).Select(m => m.Id).Take(MessagesAtOnce).ToListAsync(cancellation);
        if (batch.Count == 0) return null;
        byte[] noSalt = [];
        await unit.Db.Messages.Where(m => batch.Contains(m.Id)).ExecuteUpdateAsync(
            m => m.SetProperty(x => x.Text, "").SetProperty(x => x.Salt, noSalt).SetProperty(x => x.Office, (string?)null), cancellation);
        await unit.Db.Intake.Where(i => batch.Contains(i.MessageId)).ExecuteDeleteAsync(cancellation);
        await unit.Db.Outbox.Where(o => o.MessageId != null && batch.Contains(o.MessageId.Value)).ExecuteDeleteAsync(cancellation);
        batch.ForEach(unit.ForgetPhrase);
        return batch[^1];
    }

    private async Task FinishAsync(WriteUnit unit, long id, CancellationToken cancellation)
    {
        var ticket = await Due(unit.Db, unit.Now).Where(t => t.Id == id)
            .Include(t => t.Cycles).Include(t => t.Ratings).Include(t => t.ChatAddress).Include(t => t.Messages.Where(m => m.Text != ""))
            .AsSplitQuery().FirstOrDefaultAsync(cancellation);
        if (ticket is null) return;
        var (person, chat) = (ticket.PersonId, ticket.ChatAddress);
        ticket.Erase(talk.Value.KeepYears, unit.Moment(policy.Due));
        await PastPeople.ForgetCodesAsync(unit, id, cancellation);
        if (person is { } personId) await PastPeople.ForgetAsync(unit, personId, id, cancellation);
        if (chat is null) return;
        if (chat.PersonId != person) await PastPeople.ForgetAsync(unit, chat.PersonId, id, cancellation);
        if (chat.Chat is { } address) await PastTalks.ForgetAsync(unit, address, ticket.Number, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Erased {Count} closed tickets at the end of their retention period")]
    private partial void Erased(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not erase ticket {Ticket} at the end of its retention period")]
    private partial void NotErased(long ticket, Exception trouble);
}
