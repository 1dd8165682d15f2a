namespace EcomCenter.Contracts;

/// <summary>An answer as shown to the resident, without names and phones.</summary>
public sealed record TrackedAnswer(DateTimeOffset At, string Text, AnswerKind? Kind)
{
    /// <summary>The promised date of the next step.</summary>
    public DateTimeOffset? PromisedAt { get; init; }

    /// <summary>The recordings that staff made for the answer.</summary>
    public IReadOnlyList<TrackedRecording> Recordings { get; init; } = [];
}

/// <summary>A recording of an answer, by the id of its file.</summary>
public sealed record TrackedRecording(long FileId, int? Seconds);

/// <summary>A ticket as shown to its resident.</summary>
public sealed record TrackedTicket
{
    public required TicketNumber Number { get; init; }

    public required TicketKind Kind { get; init; }

    /// <summary>The beginning of the resident's first message.</summary>
    public string Subject { get; init; } = "";

    /// <summary>True if the resident rated the ticket after its last closing.</summary>
    public bool Rated { get; init; }

    public required TicketStatus Status { get; init; }

    /// <summary>True if the ticket is closed because the resident withdrew it.</summary>
    public bool Withdrawn { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required CycleState Cycle { get; init; }

    public required bool Unanswered { get; init; }

    /// <summary>True if the resident may appeal to the head of the centre, because the matter was not solved twice.</summary>
    public bool MayAppeal { get; init; }

    /// <summary>True if the resident's appeal waits for the head of the centre.</summary>
    public bool IsAppealed { get; init; }

    /// <summary>The name of the department that handles the ticket, in its language; null if none does yet, or it is not told.</summary>
    public string? HandledBy { get; init; }

    /// <summary>Number of years after which the texts were erased; null while they are kept.</summary>
    public int? ErasedAfterYears { get; init; }

    public required IReadOnlyList<TrackedAnswer> Answers { get; init; }
}
