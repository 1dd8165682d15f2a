namespace EcomCenter.Desk.Tickets;

/// <summary>Computes the due time of the answer to a ticket that has waited since <paramref name="start"/>.</summary>
public delegate DateTimeOffset DueTimeRule(Ticket ticket, DateTimeOffset start);

/// <summary>The outside input of a ticket change: the time, new ids and salts, and the rule for due times.</summary>
public sealed record ChangeContext(DateTimeOffset Now, Func<long> NewId, Func<byte[]> NewSalt, DueTimeRule DueTimeFor)
{
    /// <summary>True while the host's clock cannot be believed. No deadline is then recorded as missed.</summary>
    public bool IsClockDoubted { get; init; }
}
