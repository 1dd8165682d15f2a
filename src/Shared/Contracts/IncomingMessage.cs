namespace EcomCenter.Contracts;

/// <summary>What a resident said in a chat, on its way to the desk.</summary>
public sealed record IncomingMessage
{
    public required ChatAddress From { get; init; }

    /// <summary>The channel's id of this message: the same one again has no second effect.</summary>
    public required string ExternalId { get; init; }

    public required string Text { get; init; }

    /// <summary>When the channel says it was sent. The desk clamps it to what is believable.</summary>
    public required DateTimeOffset SentAt { get; init; }

    public required Language Language { get; init; }

    public string? SenderName { get; init; }

    public TicketKind? Kind { get; init; }

    /// <summary>Code of a service item, where the resident picked one before telling.</summary>
    public string? ServiceItem { get; init; }

    /// <summary>Opens a ticket of its own even when the chat has an open one.</summary>
    public bool NewMatter { get; init; }

    /// <summary>The matter it was said about, as the resident told; null when they did not.</summary>
    public TicketNumber? About { get; init; }

    /// <summary>The message whose words these replace: the resident changed them afterwards.</summary>
    public string? Edits { get; init; }

    /// <summary>The same message again with other files (an album comes in parts) gets them added.</summary>
    public IReadOnlyList<IncomingFile> Files { get; init; } = [];
}
