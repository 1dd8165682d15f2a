using EcomCenter.Contracts;

namespace EcomCenter.Desk.Outbox;

/// <summary>One message on its way into a chat. Rows of one chat leave in the order of their ids.</summary>
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

    /// <summary>Names of recorded clips, a space between; empty for words.</summary>
    public string Clips { get; init; } = "";

    /// <summary>The kept file that it shows instead of words.</summary>
    public long? FileId { get; init; }

    public long? TicketId { get; init; }

    /// <summary>The ticket's message whose delivery this is; null for what the bot says by itself.</summary>
    public long? MessageId { get; init; }

    public DeliveryState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>When to try (again); null when there is nothing left to try.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Set while a send is in flight: the miss of its cycle waits a little for the outcome.</summary>
    public DateTimeOffset? SendingSince { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public string? ExternalId { get; set; }

    /// <summary>Why the last attempt failed, as a code.</summary>
    public string? LastError { get; set; }
}
