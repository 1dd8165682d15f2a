using System.Security.Cryptography;
using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Storage;

/// <summary>
/// What one command writes with: EF for everything, generated INSERTs for what is hot. Commands of a batch share a transaction, so a command
/// may be run again when a neighbour fails: it must do nothing outside the unit before it returns (use <see cref="AfterCommit"/>).
/// </summary>
public sealed class WriteUnit
{
    private readonly WriteSession _session;
    private readonly List<Ticket> _opened = [];
    private readonly List<object> _rows = [];
    private readonly List<TicketChange> _changes = [];
    private readonly List<Action> _afterCommit = [];
    private readonly HashSet<long> _indexAnew = [];
    private DeskDb? _db;

    internal WriteUnit(WriteSession session, DateTimeOffset now) => (_session, Now) = (session, now);

    /// <summary>The same instant for the whole command, in whole milliseconds.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>EF on the writer's transaction. Saved when the command has returned.</summary>
    public DeskDb Db => _db ??= _session.RentContext();

    /// <summary>Set by who puts something into the outbox: it is looked at right after the commit.</summary>
    public bool MailQueued { get; set; }

    /// <summary>Set by who keeps a file that is still to be fetched, or to get its copy.</summary>
    public bool FilesWait { get; set; }

    /// <summary>Web chats in which something became visible.</summary>
    public HashSet<string> ChatsChanged { get; } = [];

    internal IReadOnlyList<TicketChange> Changes => _changes;

    internal IReadOnlyList<Action> AfterCommits => _afterCommit;

    public long NewId() => Draw(Counter.Ids);

    public TicketNumber NewNumber() => TicketNumber.FromCounter(Draw(Counter.Numbers));

    public Moment Moment(PromiseRule due) => new(Now, NewId, NewSalt, due);

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(WordsHash.SaltLength);

    /// <summary>Keeps a ticket that was opened in this command, with all that hangs on it.</summary>
    public void Add(Ticket opened) => _opened.Add(opened);

    /// <summary>Keeps any other new row through its generated INSERT.</summary>
    public void Add(object row)
    {
        _rows.Add(row);
        FilesWait |= row is Attachment { NextAttemptAt: not null };
    }

    /// <summary>Nobody finds a ticket by the words of this message any more.</summary>
    public void ForgetPhrase(long message) => _session.DeletePhrase(message);

    /// <summary>What is known of who brought this ticket has changed: it is found by that, and no longer by what was known before.</summary>
    public void IndexAnew(long ticket) => _indexAnew.Add(ticket);

    /// <summary>The first row of portable SQL with <c>@p0…</c>; only for the hot path, see <see cref="HotLookups"/>.</summary>
    internal Task<object?[]?> RowAsync(string sql, CancellationToken cancellation, params ReadOnlySpan<object> values) =>
        _session.RowAsync(sql, cancellation, values);

    /// <summary>Done once the batch is durable, e.g. waking somebody. Must be quick and must not fail.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    internal async Task FinishAsync(CancellationToken cancellation)
    {
        // Rows added by hand (people) come first, tickets refer to them.
        foreach (var row in _rows.Where(r => r is Person or PersonAddress)) _session.Insert(row);
        var events = new List<StoredEvent>();
        foreach (var ticket in _opened) Stamp(ticket, events);
        foreach (var ticket in _opened) InsertWhole(ticket);
        await SaveTrackedAsync(events, cancellation);
        foreach (var stored in events) _session.Insert(stored);
        foreach (var row in _rows.Where(r => r is not (Person or PersonAddress))) _session.Insert(row);
    }

    internal async Task ReleaseAsync()
    {
        if (_db is null) return;
        await _db.Database.UseTransactionAsync(null);
        await _db.DisposeAsync();
    }

    private async Task SaveTrackedAsync(List<StoredEvent> events, CancellationToken cancellation)
    {
        if (_db is null) return;
        await _session.FlushAsync(cancellation);
        foreach (var ticket in _db.ChangeTracker.Entries<Ticket>().Select(e => e.Entity).ToList()) Stamp(ticket, events);
        _db.ChangeTracker.DetectChanges();
        var messages = _db.ChangeTracker.Entries<Message>().Where(e => e.State is EntityState.Added).Select(e => e.Entity).ToList();
        var moved = _db.ChangeTracker.Entries<Message>().Where(e => e.State is EntityState.Modified && e.Property(m => m.MovedTo).IsModified)
            .Select(e => e.Entity.Id).ToList();
        // Who became anonymous is not found by their name any more; who gave their name again is.
        _indexAnew.UnionWith(_db.ChangeTracker.Entries<Ticket>().Where(e => e.State is EntityState.Modified && e.Property(t => t.PersonId).IsModified).Select(e => e.Entity.Id));
        await _db.SaveChangesAsync(cancellation);
        foreach (var message in messages) _session.InsertPhrase(message.Id, Phrases.Fold(message.Text));
        foreach (var id in moved) _session.DeletePhrase(id);
        foreach (var ticket in _indexAnew) await IndexAnewAsync(_db, ticket, cancellation);
    }

    private async Task IndexAnewAsync(DeskDb db, long id, CancellationToken cancellation)
    {
        var first = await db.Messages.AsNoTracking().Where(m => m.TicketId == id).OrderBy(m => m.Id).FirstAsync(cancellation);
        if (first is { MovedTo: not null } or { Salt.Length: 0 }) return;
        var ticket = await db.Tickets.AsNoTracking().Include(t => t.Person!.Addresses).FirstAsync(t => t.Id == id, cancellation);
        _session.DeletePhrase(first.Id);
        _session.InsertPhrase(first.Id, Phrases.Fold(Searchable(ticket, first)));
    }

    private void Stamp(Ticket ticket, List<StoredEvent> events)
    {
        var happened = ticket.TakeWhatHappened();
        for (var i = 0; i < happened.Count; i++)
        {
            var sequence = ticket.Sequence = Draw(Counter.Events);
            events.Add(new()
            {
                Sequence = sequence, TicketId = ticket.Id, Version = ticket.Version - happened.Count + i + 1, Type = EventJson.TypeOf(happened[i]),
                At = happened[i].At, By = happened[i].By.ToString(), Department = ticket.Department, Data = EventJson.DataOf(happened[i]),
            });
            _changes.Add(new(sequence, ticket.Id, happened[i], ticket.Department));
        }
    }

    private void InsertWhole(Ticket ticket)
    {
        _session.Insert(ticket);
        foreach (var message in ticket.Messages)
        {
            _session.Insert(message);
            _session.InsertPhrase(message.Id, Phrases.Fold(message.Id == ticket.Messages.Min(m => m.Id) ? Searchable(ticket, message) : message.Text));
        }

        foreach (var cycle in ticket.Cycles)
        {
            _session.Insert(cycle);
            foreach (var rung in cycle.Rungs) _session.Insert(rung);
        }

        foreach (var row in ticket.Promises) _session.Insert(row);
        foreach (var row in ticket.Links) _session.Insert(row);
    }

    /// <summary>By its first message a ticket is found by who brought it, too.</summary>
    private static string Searchable(Ticket ticket, Message message)
    {
        var person = ticket.Person;
        return string.Join('\n', message.Text, ticket.Subject, person?.Name, person?.Village, person?.Organisation, person?.Phone);
    }

    /// <summary>Sets a counter that is a mark.</summary>
    internal void Move(string mark, long next) => _session.Counters[mark] = next;

    private long Draw(string counter) => _session.Counters[counter]++;
}
