using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Erases matters that ended as long ago as residents are told: first what hangs on their messages, some in each write, then the rest and the mark in one.
/// After a crash between the two the matter is still due, and all of it is done again.
/// </summary>
public sealed partial class EndedMatters(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, GoneFiles files, PromisePolicy policy, IOptions<TalkOptions> talk, TimeProvider time, ILogger<EndedMatters> log)
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

    // One that can't be erased must not keep the others.
    private async Task TryAsync(long id, CancellationToken cancellation)
    {
        try
        {
            for (long after = 0; await writer.WriteAsync(unit => MessagesAsync(unit, id, after, cancellation), cancellation) is { } last;) after = last;
            await files.EraseAsync(id, cancellation);
            await writer.WriteAsync(unit => FinishAsync(unit, id, cancellation), cancellation);
        }
        catch (Exception trouble) when (trouble is not (StorageTroubleException or OperationCanceledException))
        {
            NotErased(id, trouble);
        }
    }

    /// <summary>The last of the messages it looked at; null when there are no more.</summary>
    private async Task<long?> MessagesAsync(WriteUnit unit, long id, long after, CancellationToken cancellation)
    {
        if (!await Due(unit.Db, unit.Now).AnyAsync(t => t.Id == id, cancellation)) return null;
        var some = await unit.Db.Messages.Where(m => m.TicketId == id && m.Id > after).OrderBy(m => m.Id).Select(m => m.Id).Take(MessagesAtOnce).ToListAsync(cancellation);
        if (some.Count == 0) return null;
        byte[] none = [];
        await unit.Db.Messages.Where(m => some.Contains(m.Id))
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Text, "").SetProperty(x => x.Salt, none).SetProperty(x => x.Office, (string?)null), cancellation);
        await unit.Db.Intake.Where(i => some.Contains(i.MessageId)).ExecuteDeleteAsync(cancellation);
        await unit.Db.Outbox.Where(o => o.MessageId != null && some.Contains(o.MessageId.Value)).ExecuteDeleteAsync(cancellation);
        some.ForEach(unit.ForgetPhrase);
        return some[^1];
    }

    private async Task FinishAsync(WriteUnit unit, long id, CancellationToken cancellation)
    {
        var ticket = await Due(unit.Db, unit.Now).Where(t => t.Id == id).Include(t => t.Cycles).Include(t => t.Ratings).Include(t => t.Messages.Where(m => m.Text != ""))
            .Include(t => t.ChatAddress).AsSplitQuery().FirstOrDefaultAsync(cancellation);
        if (ticket is null) return;
        var (person, chat) = (ticket.PersonId, ticket.ChatAddress);
        ticket.Erase(talk.Value.KeepYears, unit.Moment(policy.Due));
        await PastPeople.ForgetCodesAsync(unit, id, cancellation);
        if (person is { } named) await PastPeople.ForgetAsync(unit, named, id, cancellation);
        if (chat is null) return;
        if (chat.PersonId != person) await PastPeople.ForgetAsync(unit, chat.PersonId, id, cancellation);
        if (chat.Chat is { } address) await PastTalks.ForgetAsync(unit, address, ticket.Number, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} matters that ended long ago were erased")]
    private partial void Erased(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Ticket {Ticket} ended long ago and could not be erased")]
    private partial void NotErased(long ticket, Exception trouble);
}
