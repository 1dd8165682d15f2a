namespace EcomCenter.Desk.Tickets;

/// <summary>When an answer to a ticket is due that waits since <paramref name="start"/>.</summary>
public delegate DateTimeOffset PromiseRule(Ticket ticket, DateTimeOffset start);

/// <summary>What the outside gives a ticket when something happens to it: the time, fresh ids and salts, and the promise in force.</summary>
public sealed record Moment(DateTimeOffset Now, Func<long> NewId, Func<byte[]> NewSalt, PromiseRule Due);
