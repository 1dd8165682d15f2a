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
}
