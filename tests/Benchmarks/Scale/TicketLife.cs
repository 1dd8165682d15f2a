using EcomCenter.Desk.Tickets;

namespace EcomCenter.Benchmarks.Scale;

/// <summary>A ticket that lives through its steps. Between two of them it waits until the time that the last one returned.</summary>
internal sealed class TicketLife
{
    private readonly IEnumerator<DateTimeOffset> _steps;

    public TicketLife(IEnumerable<DateTimeOffset> steps) => _steps = steps.GetEnumerator();

    private TicketLife(Func<TicketLife, IEnumerable<DateTimeOffset>> steps) => _steps = steps(this).GetEnumerator();

    public Ticket? Ticket { get; set; }

    public int StoredMessages { get; set; }

    public DateTimeOffset NextAt => _steps.Current;

    public bool IsOver { get; private set; }

    public static TicketLife Create(Func<TicketLife, IEnumerable<DateTimeOffset>> steps) => new(steps);

    public bool MoveNext() => !(IsOver = !_steps.MoveNext());
}
