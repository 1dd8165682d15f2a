using EcomCenter.Contracts;

namespace EcomCenter.Desk.Outbox;

/// <summary>A message in the outbox. Rows of one chat are sent in the order of their ids.</summary>
public sealed class OutboxRow
{
    public required long Id { get; init; }

    public required ContactChannel Channel { get; init; }

    public required string Bot { get; init; }

    public required string Chat { get; init; }

    public required Language Language { get; init; }

    public required string Text { get; set; }

    /// <summary>Rows of buttons as JSON; empty when there are none.</summary>
    public string Buttons { get; init; } = "";

    /// <summary>The names of recorded audio clips, separated by spaces; empty for a text message.</summary>
    public string Clips { get; init; } = "";

    /// <summary>The id of the attachment that is sent instead of text.</summary>
    public long? FileId { get; init; }

    public long? TicketId { get; init; }

    /// <summary>The id of the ticket's message that this row delivers; null for a bot reply.</summary>
    public long? MessageId { get; init; }

    public DeliveryState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>The time of the next attempt; null when no attempt is left.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>
    /// The time of the claim by a sender; null if none has it. While a send runs, its response cycle is not yet recorded as missed.
    /// </summary>
    public DateTimeOffset? SendingSince { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public string? ExternalId { get; set; }

    /// <summary>The code of the reason why the last attempt failed.</summary>
    public string? LastError { get; set; }
}
