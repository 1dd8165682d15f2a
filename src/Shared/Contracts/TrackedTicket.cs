namespace EcomCenter.Contracts;

/// <summary>An answer as a resident may see it: no names, no phones.</summary>
public sealed record TrackedAnswer(DateTimeOffset At, string Text, AnswerKind? Kind)
{
    /// <summary>By when they hear of the next step.</summary>
    public DateTimeOffset? PromisedAt { get; init; }
}

/// <summary>A matter as its resident may see it.</summary>
public sealed record TrackedTicket
{
    public required TicketNumber Number { get; init; }

    public required TicketKind Kind { get; init; }

    /// <summary>The resident's own first words, to know it by.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Its last closing was rated.</summary>
    public bool Rated { get; init; }

    public required TicketStatus Status { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required CycleState Cycle { get; init; }

    public required bool Unanswered { get; init; }

    /// <summary>After how many years its words were erased; null while they are kept.</summary>
    public int? ErasedAfterYears { get; init; }

    public required IReadOnlyList<TrackedAnswer> Answers { get; init; }
}
