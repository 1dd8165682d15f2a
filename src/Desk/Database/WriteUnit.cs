using System.Security.Cryptography;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database.Search;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The means by which one command writes: EF for everything, generated INSERTs for the hot path. Commands of a batch share a transaction,
/// so a command may run again when another fails. It must have no effect outside the unit (use <see cref="AfterCommit"/>).
/// </summary>
public sealed class WriteUnit
{
    private readonly WriteSession _session;
    private readonly OutboxHandover? _handover;
    private readonly List<Ticket> _opened = [];
    private readonly List<JudgedTicket> _judged = [];
    private readonly List<(object Row, OnConflict Rule)> _rows = [];
    private readonly List<TicketChange> _changes = [];
    private readonly List<Action> _afterCommit = [];
    private readonly HashSet<long> _ticketsToReindex = [];
    private DeskDb? _db;

    internal WriteUnit(WriteSession session, OutboxHandover? handover, DateTimeOffset now, bool isClockDoubted) =>
        (_session, _handover, Now, IsClockDoubted) = (session, handover, now, isClockDoubted);

    /// <summary>The time of the command in whole milliseconds, constant while it runs.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>True when the command must not judge deadlines or periods by <see cref="Now"/>.</summary>
    public bool IsClockDoubted { get; }

    /// <summary>The EF context on the writer's transaction. Changes are saved after the command returns.</summary>
    public DeskDb Db => _db ??= _session.RentContext();

    /// <summary>Set when the command leaves messages in the outbox that a sweep of the dispatcher must find after the commit.</summary>
    public bool HasQueuedMessages { get; set; }

    /// <summary>
    /// Set when the command stores an attachment that must still be fetched or copied, so that the worker is signalled after the
    /// commit.
    /// </summary>
    public bool HasPendingFiles { get; set; }

    /// <summary>The channels of which the command stores updates, so that their loops are woken after the commit.</summary>
    public List<ContactChannel> Inboxes { get; } = [];

    /// <summary>The messages that become visible in web chats with the commit.</summary>
    public List<ChatChange> ChatChanges { get; } = [];

    internal IReadOnlyList<TicketChange> Changes => _changes;

    internal IReadOnlyList<Action> AfterCommits => _afterCommit;

    public long NewId() => TakeNext(SequenceCounter.Ids);

    public TicketNumber NewNumber() => TicketNumber.FromCounter(TakeNext(SequenceCounter.Numbers));

    public ChangeContext CreateChangeContext(DueTimeRule due) => new(Now, NewId, NewSalt, due) { IsClockDoubted = IsClockDoubted };

    public ChangeContext CreateChangeContext(PromisePolicy policy) =>
        CreateChangeContext(policy.DueTimeFor) with { LevelsFor = policy.LevelsFor };

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(TextHash.SaltLength);

    /// <summary>Adds a ticket that this command opened, with everything that belongs to it.</summary>
    public void Add(Ticket opened) => _opened.Add(opened);

    /// <summary>
    /// Watches a ticket of which this command is about to change nothing but one response cycle and its levels of warning, and writes what
    /// differs then. It was loaded without tracking, without earlier levels and without orders. Thousands may be due at once, and EF takes
    /// several times as long.
    /// </summary>
    public void WatchJudged(Ticket ticket, ResponseCycle cycle) =>
        _judged.Add(new(ticket, _session.ReadColumns(ticket), cycle, _session.ReadColumns(cycle), cycle.State));

    /// <summary>Adds any other new row through its generated INSERT.</summary>
    public void Add(object row)
    {
        _rows.Add((row, OnConflict.Fail));
        HasPendingFiles |= row is Attachment { NextAttemptAt: not null };
    }

    /// <summary>Adds a row unless one with the same key or unique value exists.</summary>
    public void AddIfNew(object row) => _rows.Add((row, OnConflict.KeepRow));

    /// <summary>Adds a row, or replaces the one with the same key.</summary>
    public void AddOrReplace(object row) => _rows.Add((row, OnConflict.ReplaceRow));

    /// <summary>Removes a message from the phrase index, so that its text no longer finds the ticket.</summary>
    public void DeletePhrase(long message) => _session.DeletePhrase(message);

    /// <inheritdoc cref="WriteSession.ForgetUnusedWordsAsync"/>
    internal Task<long?> ForgetUnusedWordsAsync(long after, int count, CancellationToken cancellation) =>
        _session.ForgetUnusedWordsAsync(after, count, cancellation);

    /// <summary>Marks a ticket whose requester details changed, so that the phrase index is rebuilt for it.</summary>
    public void ReindexTicket(long ticket) => _ticketsToReindex.Add(ticket);

    /// <summary>
    /// Runs portable SQL with <c>@p0…</c> and returns the first row. Only for the hot path, see <see cref="PreparedLookups"/>.
    /// </summary>
    internal Task<object?[]?> ReadFirstRowAsync(string sql, CancellationToken cancellation, params ReadOnlySpan<object> values) =>
        _session.ReadFirstRowAsync(sql, cancellation, values);

    /// <inheritdoc cref="ReadFirstRowAsync"/>
    internal void Execute(string sql, params ReadOnlySpan<object> values) => _session.Execute(sql, values);

    /// <summary>Registers an action that runs once the batch is durable, e.g. a signal. It must be quick and must not throw.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>
    /// Writes everything so far. The rest of the command sees it and loads its rows afresh, as if a new command had begun.
    /// </summary>
    public async Task FlushAsync()
    {
        await SaveAsync(CancellationToken.None);
        if (_db is null) return;
        await _session.FlushAsync(CancellationToken.None);
        _db.ChangeTracker.Clear();
    }

    internal async Task SaveAsync(CancellationToken cancellation)
    {
        await ClaimQueuedMessagesAsync();
        // People come first, because tickets refer to them.
        foreach (var (row, rule) in _rows.Where(r => r.Row is Person or PersonAddress)) _session.Insert(row, rule);
        var events = new List<StoredEvent>();
        foreach (var ticket in _opened) RecordEvents(ticket, events);
        foreach (var ticket in _opened) InsertTicket(ticket);
        foreach (var judged in _judged) RecordEvents(judged.Ticket, events);
        foreach (var judged in _judged) WriteJudged(judged);
        await SaveTrackedAsync(events, cancellation);
        foreach (var stored in events) _session.Insert(stored);
        foreach (var (row, rule) in _rows.Where(r => r.Row is not (Person or PersonAddress))) _session.Insert(row, rule);
        _rows.Clear();
        _opened.Clear();
        _judged.Clear();
        _ticketsToReindex.Clear();
    }

    private async Task ClaimQueuedMessagesAsync()
    {
        List<OutboxRow> queued = [.. _rows.Select(r => r.Row).OfType<OutboxRow>().Where(row => row.NextAttemptAt is not null)];
        if (queued.Count > 0) HasQueuedMessages |= _handover is null || !await _handover.ClaimAsync(this, queued);
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
        foreach (var ticket in _db.ChangeTracker.Entries<Ticket>().Select(e => e.Entity).ToList()) RecordEvents(ticket, events);
        _db.ChangeTracker.DetectChanges();
        var messages = _db.ChangeTracker.Entries<Message>().Where(e => e.State is EntityState.Added).Select(e => e.Entity).ToList();
        var moved = _db.ChangeTracker.Entries<Message>()
            .Where(e => e.State is EntityState.Modified && e.Property(m => m.MovedToTicketId).IsModified).Select(e => e.Entity.Id).ToList();
        // A ticket that became anonymous must no longer be found by the name; one with a name again must be found.
        var withChangedPerson = _db.ChangeTracker.Entries<Ticket>()
            .Where(e => e.State is EntityState.Modified && e.Property(t => t.PersonId).IsModified).Select(e => e.Entity.Id);
        _ticketsToReindex.UnionWith(withChangedPerson);
        await _session.KeptNumbers.AddTrackedAsync(_db, cancellation);
        await _db.SaveChangesAsync(cancellation);
        foreach (var message in messages) TicketPhrases.Add(_session, message.Id, message.Text);
        foreach (var id in moved) _session.DeletePhrase(id);
        foreach (var ticket in _ticketsToReindex) await TicketPhrases.ReplaceFirstAsync(_session, _db, ticket, cancellation);
    }

    private void RecordEvents(Ticket ticket, List<StoredEvent> events)
    {
        var raised = ticket.TakeEvents();
        for (var i = 0; i < raised.Count; i++)
        {
            var sequence = ticket.Sequence = TakeNext(SequenceCounter.Events);
            events.Add(new()
            {
                Sequence = sequence, TicketId = ticket.Id, Version = ticket.Version - raised.Count + i + 1,
                Type = EventJson.NameOf(raised[i]),
                At = raised[i].At, By = raised[i].By.ToString(), Department = ticket.ReadingDepartments, Data = EventJson.Write(raised[i]),
            });
            _changes.Add(new(sequence, ticket.Id, raised[i], ticket.ReadingDepartments));
        }
    }

    private void InsertTicket(Ticket ticket)
    {
        _session.Insert(ticket);
        _session.KeptNumbers.AddOpened(ticket);
        foreach (var message in ticket.Messages) _session.Insert(message);
        TicketPhrases.Add(_session, ticket);
        foreach (var cycle in ticket.Cycles)
        {
            _session.Insert(cycle);
            foreach (var escalation in cycle.Escalations) _session.Insert(escalation);
        }

        foreach (var row in ticket.PromisedDates) _session.Insert(row);
        foreach (var row in ticket.Links) _session.Insert(row);
        foreach (var row in ticket.Orders) _session.Insert(row);
    }

    private void WriteJudged(JudgedTicket judged)
    {
        var (ticket, cycle) = (judged.Ticket, judged.Cycle);
        _session.KeptNumbers.AddJudged(ticket, cycle, judged.StateBefore);
        _session.Update(ticket, judged.TicketBefore);
        _session.Update(cycle, judged.CycleBefore);
        foreach (var level in cycle.Escalations) _session.Insert(level);
        foreach (var order in ticket.Orders) _session.Insert(order);
    }

    /// <summary>Sets a counter that holds a position.</summary>
    internal void SetCounter(string counter, long next) => _session.Counters[counter] = next;

    private long TakeNext(string counter) => _session.Counters[counter]++;

    private sealed record JudgedTicket(
        Ticket Ticket, object[] TicketBefore, ResponseCycle Cycle, object[] CycleBefore, CycleState StateBefore);
}
