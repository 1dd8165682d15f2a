using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>The data of a new ticket. Intake has validated it already; <see cref="Ticket.Open"/> does not.</summary>
public sealed record NewTicket
{
    public required long Id { get; init; }

    public required TicketNumber Number { get; init; }

    public required ContactChannel Channel { get; init; }

    public required TicketKind Kind { get; init; }

    public required MessageBody Description { get; init; }

    public required Language Language { get; init; }

    public required Reach Reach { get; init; }

    /// <summary>The start of the first response cycle.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required Author Author { get; init; }

    public string? Subject { get; init; }

    public string? Department { get; init; }

    public string? ServiceItem { get; init; }

    public Priority Priority { get; init; }

    public Anonymity Anonymity { get; init; }

    public Person? Person { get; init; }

    public PersonAddress? ChatAddress { get; init; }

    /// <summary>The closed ticket that this one continues, when its resident wrote again.</summary>
    public long? LinkedToTicketId { get; init; }
}

/// <summary>The text of a new message, with the salt for its hash in the events.</summary>
/// <param name="IsUncertain">The resident did not say which ticket the message is about.</param>
/// <param name="EditsMessageId">The id of the message whose text this one replaces.</param>
public sealed record MessageBody(
    string Text, byte[] Salt, DateTimeOffset At, bool IsCourtesy = false, bool IsUncertain = false, long? EditsMessageId = null);

/// <summary>Id, number and kind of the ticket that messages are split into.</summary>
public sealed record SplitTarget(long Id, TicketNumber Number, TicketKind Kind);

/// <summary>An answer of any kind. The ticket's <see cref="Ticket.Reach"/> decides how it gets to the resident.</summary>
public sealed record AnswerContent(AnswerKind Kind, MessageBody Body, DateTimeOffset? PromisedAt = null, string? Office = null);

/// <summary>
/// A logged phone call or face-to-face conversation. <paramref name="Kind"/> is null when nothing of substance was said.
/// </summary>
public sealed record CallRecord(
    CallDirection Direction, bool Reached, AnswerKind? Kind, MessageBody Body, DateTimeOffset? PromisedAt = null, string? Office = null);
