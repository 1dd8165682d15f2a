namespace EcomCenter.Desk.Tickets;

/// <summary>A date that staff promised for the next step. It has its own deadline and can be postponed at most twice.</summary>
public sealed class PromisedDate
{
    public const int MaxRenewals = 2;

    public static TimeSpan MaxLeadTime { get; } = TimeSpan.FromDays(30);

    public required long Id { get; init; }

    public required long TicketId { get; init; }

    public DateTimeOffset PromisedAt { get; private set; }

    public int Renewals { get; private set; }

    /// <summary>The time at which the passing of the date was noticed, with the ticket still unresolved.</summary>
    public DateTimeOffset? PassedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset? NextCheckAt { get; private set; }

    public bool IsRunning => EndedAt is null;

    internal static PromisedDate Start(long id, long ticketId, DateTimeOffset promisedAt) =>
        new() { Id = id, TicketId = ticketId, PromisedAt = promisedAt, NextCheckAt = promisedAt };

    internal void Renew(DateTimeOffset promisedAt) =>
        (PromisedAt, Renewals, PassedAt, NextCheckAt) = (promisedAt, Renewals + 1, null, promisedAt);

    internal void MarkPassed(DateTimeOffset noticedAt) => (PassedAt, NextCheckAt) = (noticedAt, null);

    internal void End(DateTimeOffset at) => (EndedAt, NextCheckAt) = (at, null);
}
