using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>What is known of a matter when it comes in. The door has checked it; the ticket only lives it.</summary>
public sealed record OpenTicket
{
    public required long Id { get; init; }

    public required TicketNumber Number { get; init; }

    public required ContactChannel Channel { get; init; }

    public required TicketKind Kind { get; init; }

    public required Said Description { get; init; }

    public required Language Language { get; init; }

    public required Reach Reach { get; init; }

    /// <summary>When its clock starts.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required By By { get; init; }

    public string? Subject { get; init; }

    public string? Department { get; init; }

    public string? ServiceItem { get; init; }

    public Priority Priority { get; init; }

    public Anonymity Anonymity { get; init; }

    public Person? Person { get; init; }

    public PersonAddress? ChatAddress { get; init; }

    /// <summary>The closed ticket whose resident wrote again.</summary>
    public long? LinkedTo { get; init; }
}

/// <summary>Words as they come in, with the salt that their hash in the record gets.</summary>
/// <param name="Unsure">Nobody said which matter it is about.</param>
/// <param name="Edits">The message whose words these replace.</param>
public sealed record Said(string Text, byte[] Salt, DateTimeOffset At, bool Thanks = false, bool Unsure = false, long? Edits = null);

/// <summary>What a matter gets that is made of another one's messages.</summary>
public sealed record OwnMatter(long Id, TicketNumber Number, TicketKind Kind);

/// <summary>An answer of any kind. <paramref name="Reach"/> says how it gets to the resident.</summary>
public sealed record AnswerGiven(AnswerKind Kind, Said Words, DateTimeOffset? PromisedAt = null, string? Office = null);

/// <summary>A call, or a talk face to face, as it is logged. <paramref name="Kind"/> is null when nothing of substance was said.</summary>
public sealed record CallMade(CallDirection Direction, bool Reached, AnswerKind? Kind, Said Words, DateTimeOffset? PromisedAt = null, string? Office = null);
