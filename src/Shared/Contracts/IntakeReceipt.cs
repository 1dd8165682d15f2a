namespace EcomCenter.Contracts;

/// <summary>What the desk made of a message, told back to the chat it came from.</summary>
public sealed record IntakeReceipt
{
    public required TicketNumber Number { get; init; }

    public required string TrackingCode { get; init; }

    /// <summary>False when the message joined a matter that was open already.</summary>
    public required bool Opened { get; init; }

    /// <summary>Thanks is kept and shown, but starts no promise.</summary>
    public bool Thanks { get; init; }

    public required TicketKind Kind { get; init; }

    /// <summary>When the running promise falls due; null when none runs.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>It joined the newest open matter because the resident did not say which one it is about.</summary>
    public bool Unsure { get; init; }

    /// <summary>The other open matters of that chat, newest first.</summary>
    public IReadOnlyList<TicketNumber> Others { get; init; } = [];

    /// <summary>A frequent question that seems to be this one.</summary>
    public KnownAnswer? Known { get; init; }
}

/// <summary>A frequent question and what there is to say to it, in the resident's language. It never meets a promise.</summary>
public sealed record KnownAnswer(string Code, string Question, string Answer);
