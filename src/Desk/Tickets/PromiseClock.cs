namespace EcomCenter.Desk.Tickets;

/// <summary>A date that staff promised for the next step. It has its own deadline and can be postponed at most twice.</summary>
public sealed class PromiseClock
{
    public const int MostRenewals = 2;

    public static TimeSpan LongestAhead { get; } = TimeSpan.FromDays(30);

    public required long Id { get; init; }

    public required long TicketId { get; init; }

    public DateTimeOffset PromisedAt { get; private set; }

    public int Renewals { get; private set; }

    /// <summary>The time at which the passing of the date was noticed, with the ticket still unresolved.</summary>
    public DateTimeOffset? PassedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset? NextRungAt { get; private set; }

    public bool Runs => EndedAt is null;

    internal static PromiseClock Start(long id, long ticketId, DateTimeOffset promised) =>
        new() { Id = id, TicketId = ticketId, PromisedAt = promised, NextRungAt = promised };

    internal void Renew(DateTimeOffset promised) =>
        (PromisedAt, Renewals, PassedAt, NextRungAt) = (promised, Renewals + 1, null, promised);

    internal void Pass(DateTimeOffset noticed) => (PassedAt, NextRungAt) = (noticed, null);

    internal void End(DateTimeOffset at) => (EndedAt, NextRungAt) = (at, null);
}
