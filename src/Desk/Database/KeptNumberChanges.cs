using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The changes that a batch of commands makes to the kept numbers of response cycles and open tickets. They are written once, with its
/// commit.
/// </summary>
internal sealed class KeptNumberChanges
{
    private const string AddCycles =
        """
        INSERT INTO cycle_days ("Day", "Kind", "Channel", "Department", "State", "AnsweredLate", "Cycles")
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        ON CONFLICT ("Day", "Kind", "Channel", "Department", "State", "AnsweredLate")
        DO UPDATE SET "Cycles" = cycle_days."Cycles" + excluded."Cycles"
        """;

    private const string AddTickets =
        """
        INSERT INTO open_ticket_counts ("Department", "Assignee", "Status", "Unanswered", "CycleState", "DueDay", "Tickets")
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        ON CONFLICT ("Department", "Assignee", "Status", "Unanswered", "CycleState", "DueDay")
        DO UPDATE SET "Tickets" = open_ticket_counts."Tickets" + excluded."Tickets"
        """;

    // Every due day and assignee leaves rows behind, which would make the sums slower from year to year.
    private const string RemoveEmpty =
        """
        DELETE FROM open_ticket_counts WHERE "Department" = @p0 AND "Assignee" = @p1 AND "Status" = @p2 AND "Unanswered" = @p3
            AND "CycleState" = @p4 AND "DueDay" = @p5 AND "Tickets" = 0
        """;

    private readonly Dictionary<CycleKey, long> _cycles = [];
    private readonly Dictionary<OpenKey, long> _open = [];

    public void Clear()
    {
        _cycles.Clear();
        _open.Clear();
    }

    public void AddOpened(Ticket ticket)
    {
        foreach (var cycle in ticket.Cycles) AddCycle(new(TicketCodes.From(ticket), CycleOutcome.From(cycle)), 1);
        AddOpen(OpenKey.From(ticket), 1);
    }

    /// <summary>Notes that the latest cycle of a ticket was judged, which was in another state before.</summary>
    public void AddJudged(Ticket ticket, ResponseCycle cycle, CycleState before)
    {
        if (cycle.State == before) return;
        var (codes, outcome) = (TicketCodes.From(ticket), CycleOutcome.From(cycle));
        AddCycle(new(codes, outcome with { State = before }), -1);
        AddCycle(new(codes, outcome), 1);
        if (OpenKey.From(ticket) is not { } key) return;
        AddOpen(key with { State = before }, -1);
        AddOpen(key, 1);
    }

    /// <summary>
    /// Notes what is about to be saved. A ticket with another kind or department takes all its cycles along, whether they were loaded or
    /// not.
    /// </summary>
    public async Task AddTrackedAsync(DeskDb db, CancellationToken cancellation)
    {
        var tickets = db.ChangeTracker.Entries<Ticket>().ToDictionary(entry => entry.Entity.Id);
        foreach (var entry in tickets.Values) AddTracked(entry);
        var cycles = db.ChangeTracker.Entries<ResponseCycle>().Where(entry => entry.State is not EntityState.Unchanged)
            .ToLookup(entry => entry.Entity.TicketId);
        var moved = tickets.Values.Where(HasOtherCodes).ToList();
        foreach (var changed in cycles.Where(changed => !moved.Exists(entry => entry.Entity.Id == changed.Key)))
        {
            var codes = tickets.TryGetValue(changed.Key, out var entry)
                ? TicketCodes.From(entry.Entity) : await ReadCodesAsync(db, changed.Key, cancellation);
            foreach (var cycle in changed) AddTracked(cycle, codes, codes);
        }

        foreach (var entry in moved) await AddMovedAsync(db, entry, [.. cycles[entry.Entity.Id]], cancellation);
    }

    /// <summary>The numbers as rows, where nothing was kept before.</summary>
    public IEnumerable<object> ToRows() => _cycles.Select(c => (object)new CycleDay
    {
        Day = c.Key.Day, Kind = c.Key.Codes.Kind, Channel = c.Key.Codes.Channel, Department = c.Key.Codes.Department ?? "",
        State = c.Key.State, AnsweredLate = c.Key.IsLate, Cycles = c.Value,
    }).Concat(_open.Select(c => new OpenTicketCount
    {
        Department = c.Key.Department, Assignee = c.Key.Assignee, Status = c.Key.Status, Unanswered = c.Key.Unanswered,
        CycleState = c.Key.State, DueDay = c.Key.DueDay, Tickets = c.Value,
    }));

    public void Write(WriteSession session)
    {
        foreach (var (key, change) in _cycles.Where(c => c.Value != 0))
            session.Execute(AddCycles, key.Day, key.Codes.Kind.ToString(), key.Codes.Channel.ToString(), key.Codes.Department ?? "",
                key.State.ToString(), key.IsLate, change);
        foreach (var (key, change) in _open.Where(c => c.Value != 0))
        {
            session.Execute(AddTickets, key.Department, key.Assignee, key.Status.ToString(), key.Unanswered, key.State.ToString(),
                key.DueDay, change);
            if (change < 0)
                session.Execute(RemoveEmpty, key.Department, key.Assignee, key.Status.ToString(), key.Unanswered, key.State.ToString(),
                    key.DueDay);
        }

        Clear();
    }

    private static bool HasOtherCodes(EntityEntry<Ticket> entry) => entry.State is EntityState.Modified
        && (entry.Property(t => t.Kind).IsModified || entry.Property(t => t.Department).IsModified);

    private static Task<TicketCodes> ReadCodesAsync(DeskDb db, long ticket, CancellationToken cancellation) =>
        db.Tickets.Where(t => t.Id == ticket).Select(t => new TicketCodes(t.Kind, t.Channel, t.Department)).SingleAsync(cancellation);

    private async Task AddMovedAsync(
        DeskDb db, EntityEntry<Ticket> ticket, List<EntityEntry<ResponseCycle>> changed, CancellationToken cancellation)
    {
        var (id, before, after) = (ticket.Entity.Id, TicketCodes.From(ticket.OriginalValues), TicketCodes.From(ticket.Entity));
        foreach (var cycle in changed) AddTracked(cycle, before, after);
        foreach (var cycle in await db.Cycles.AsNoTracking().Where(c => c.TicketId == id).ToListAsync(cancellation))
        {
            if (changed.Exists(one => one.Entity.Id == cycle.Id)) continue;
            AddCycle(new(before, CycleOutcome.From(cycle)), -1);
            AddCycle(new(after, CycleOutcome.From(cycle)), 1);
        }
    }

    private void AddTracked(EntityEntry<Ticket> ticket)
    {
        if (ticket.State is EntityState.Modified or EntityState.Deleted) AddOpen(OpenKey.From(ticket.OriginalValues), -1);
        if (ticket.State is EntityState.Modified or EntityState.Added) AddOpen(OpenKey.From(ticket.Entity), 1);
    }

    private void AddTracked(EntityEntry<ResponseCycle> cycle, TicketCodes before, TicketCodes after)
    {
        if (cycle.State is not EntityState.Added) AddCycle(new(before, CycleOutcome.From(cycle.OriginalValues)), -1);
        if (cycle.State is not EntityState.Deleted) AddCycle(new(after, CycleOutcome.From(cycle.Entity)), 1);
    }

    private void AddCycle(CycleKey key, long change) => _cycles[key] = _cycles.GetValueOrDefault(key) + change;

    private void AddOpen(OpenKey? key, long change)
    {
        if (key is { } open) _open[open] = _open.GetValueOrDefault(open) + change;
    }

    private readonly record struct TicketCodes(TicketKind Kind, ContactChannel Channel, string? Department)
    {
        public static TicketCodes From(Ticket ticket) => new(ticket.Kind, ticket.Channel, ticket.Department);

        public static TicketCodes From(PropertyValues ticket) => new(ticket.GetValue<TicketKind>(nameof(Ticket.Kind)),
            ticket.GetValue<ContactChannel>(nameof(Ticket.Channel)), ticket.GetValue<string?>(nameof(Ticket.Department)));
    }

    private readonly record struct CycleOutcome(DateTimeOffset StartedAt, CycleState State, bool IsLate)
    {
        public static CycleOutcome From(ResponseCycle cycle) => new(cycle.StartedAt, cycle.State, cycle.AnsweredLateAt is not null);

        public static CycleOutcome From(PropertyValues cycle) => new(cycle.GetValue<DateTimeOffset>(nameof(ResponseCycle.StartedAt)),
            cycle.GetValue<CycleState>(nameof(ResponseCycle.State)),
            cycle.GetValue<DateTimeOffset?>(nameof(ResponseCycle.AnsweredLateAt)) is not null);
    }

    private readonly record struct CycleKey(DateOnly Day, TicketCodes Codes, CycleState State, bool IsLate)
    {
        public CycleKey(TicketCodes codes, CycleOutcome outcome)
            : this(CycleDay.DayOf(outcome.StartedAt), codes, outcome.State, outcome.IsLate) { }
    }

    /// <summary>The codes of an open ticket; null for one that is resolved or closed.</summary>
    private readonly record struct OpenKey(
        string Department, string Assignee, TicketStatus Status, bool Unanswered, CycleState State, DateOnly DueDay)
    {
        public static OpenKey? From(Ticket ticket) => Create(
            ticket.Department, ticket.Assignee, ticket.Status, ticket.Unanswered, ticket.CycleState, ticket.DueAt);

        public static OpenKey? From(PropertyValues ticket) => Create(
            ticket.GetValue<string?>(nameof(Ticket.Department)), ticket.GetValue<string?>(nameof(Ticket.Assignee)),
            ticket.GetValue<TicketStatus>(nameof(Ticket.Status)), ticket.GetValue<bool>(nameof(Ticket.Unanswered)),
            ticket.GetValue<CycleState>(nameof(Ticket.CycleState)), ticket.GetValue<DateTimeOffset>(nameof(Ticket.DueAt)));

        private static OpenKey? Create(
            string? department, string? assignee, TicketStatus status, bool unanswered, CycleState state, DateTimeOffset dueAt) =>
            status is TicketStatus.Resolved or TicketStatus.Closed ? null
                : new(department ?? "", assignee ?? "", status, unanswered, state, CycleDay.DayOf(dueAt));
    }
}
