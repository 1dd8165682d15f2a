using System.Security.Cryptography;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Search;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Benchmarks.Scale;

/// <summary>
/// Lets a year of tickets happen in the order of their times, through the ticket's own methods, and writes the rows in bulk. Ids, numbers
/// and events so have the order that a real desk gives them, and <c>verify</c> finds nothing wrong.
/// </summary>
internal sealed class DeskFill(IBulkRows rows, PromisePolicy policy, DateTimeOffset end)
{
    private readonly PriorityQueue<TicketLife, (DateTimeOffset At, long Order)> _waiting = new();
    private readonly List<TicketLife> _alive = [];
    private readonly KeptNumberChanges _numbers = new();
    private long _order;

    /// <summary>The next values of the counters.</summary>
    public long NextId { get; private set; } = 1;

    public long NextEvent { get; private set; } = 1;

    public long NextNumber { get; private set; } = 100_001;

    public DateTimeOffset Now { get; private set; }

    /// <summary>Adds lives that begin one after the other, evenly spread over a span of time.</summary>
    public void Schedule(int count, DateTimeOffset from, DateTimeOffset to, Func<TicketLife, IEnumerable<DateTimeOffset>> steps)
    {
        if (count > 0) Add(new(Arrive()));

        IEnumerable<DateTimeOffset> Arrive()
        {
            for (var i = 0; i < count; i++)
            {
                yield return from + ((to - from) * ((i + 0.5) / count));
                Add(TicketLife.Create(steps));
            }
        }
    }

    public void Run()
    {
        while (_waiting.TryDequeue(out var life, out var next) && next.At <= end)
        {
            // Rounded up, so that what is due then is due.
            Now = next.At.AddTicks(TimeSpan.TicksPerMillisecond - 1).TruncateToMilliseconds();
            Continue(life);
        }

        Now = end;
        foreach (var life in _alive.Where(life => life.Ticket is not null && !life.IsOver)) InsertTicket(life.Ticket!);
        foreach (var row in _numbers.ToRows()) rows.Insert(row);
    }

    public ChangeContext CreateContext() =>
        new(Now, TakeId, NewSalt, policy.DueTimeFor) { LevelsFor = policy.LevelsFor };

    public long TakeId() => NextId++;

    public TicketNumber TakeNumber() => TicketNumber.FromCounter(NextNumber++);

    public MessageBody Say(string text) => new(text, NewSalt(), Now);

    public void Insert(object row) => rows.Insert(row);

    private static byte[] NewSalt() => RandomNumberGenerator.GetBytes(TextHash.SaltLength);

    private void Add(TicketLife life)
    {
        if (life.MoveNext()) _waiting.Enqueue(life, (life.NextAt, _order++));
    }

    private void Continue(TicketLife life)
    {
        var goesOn = life.MoveNext();
        if (life.Ticket is { } ticket)
        {
            if (life.StoredMessages == 0) _alive.Add(life);
            StoreNews(life, ticket);
            if (!goesOn) InsertTicket(ticket);
            if (!goesOn && _alive.Count > 50_000) _alive.RemoveAll(one => one.IsOver);
        }

        if (goesOn) _waiting.Enqueue(life, (life.NextAt, _order++));
    }

    private void StoreNews(TicketLife life, Ticket ticket)
    {
        for (; life.StoredMessages < ticket.Messages.Count; life.StoredMessages++)
        {
            var message = ticket.Messages[life.StoredMessages];
            rows.Insert(message);
            var words = life.StoredMessages == 0 ? TicketPhrases.JoinFirst(ticket, message) : message.Text;
            rows.InsertPhrase(message.Id, SearchText.Fold(words));
        }

        var events = ticket.TakeEvents();
        for (var i = 0; i < events.Count; i++)
            rows.Insert(new StoredEvent
            {
                Sequence = ticket.Sequence = NextEvent++, TicketId = ticket.Id, Version = ticket.Version - events.Count + i + 1,
                Type = EventJson.NameOf(events[i]), At = events[i].At, By = events[i].By.ToString(),
                Department = ticket.ReadingDepartments, Data = EventJson.Write(events[i]),
            });
    }

    private void InsertTicket(Ticket ticket)
    {
        rows.Insert(ticket);
        _numbers.AddOpened(ticket);
        foreach (var cycle in ticket.Cycles)
        {
            rows.Insert(cycle);
            foreach (var level in cycle.Escalations) rows.Insert(level);
        }

        foreach (var row in ticket.PromisedDates) rows.Insert(row);
        foreach (var row in ticket.Slips) rows.Insert(row);
        foreach (var row in ticket.Orders) rows.Insert(row);
        foreach (var row in ticket.Ratings) rows.Insert(row);
    }
}
