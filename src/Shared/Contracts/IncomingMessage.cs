namespace EcomCenter.Contracts;

/// <summary>A message of a resident in a chat, as submitted to the desk.</summary>
public sealed record IncomingMessage
{
    /// <summary>Separates the parts of a text too long for one message: the parts after <c>id</c> are <c>id#2</c>, <c>id#3</c> …</summary>
    public const char PartSeparator = '#';

    public required ChatAddress From { get; init; }

    /// <summary>The channel's id of the message. A repeated id has no second effect.</summary>
    public required string ExternalId { get; init; }

    public required string Text { get; init; }

    /// <summary>The send time according to the channel. The desk clamps it to a plausible range.</summary>
    public required DateTimeOffset SentAt { get; init; }

    public required Language Language { get; init; }

    public TicketKind? Kind { get; init; }

    /// <summary>Code of the service item, if the resident picked one beforehand.</summary>
    public string? ServiceItem { get; init; }

    /// <summary>The priority of a ticket that the message opens: urgent if its author tells of danger.</summary>
    public Priority Priority { get; init; }

    /// <summary>True to open a new ticket even if the chat has an open one.</summary>
    public bool OpensNewTicket { get; init; }

    /// <summary>The ticket the resident chose for the message; null if they chose none.</summary>
    public TicketNumber? TargetTicket { get; init; }

    /// <summary>The external id of the message that the resident edited; null for a new message.</summary>
    public string? EditsMessageId { get; init; }

    /// <summary>
    /// True for words that are kept without an answer being owed to them: praise after a rating, or no words but thanks in an edit.
    /// </summary>
    public bool IsCourtesy { get; init; }

    /// <summary>The message that the resident replied to; null if the message is no reply.</summary>
    public RepliedTo? RepliesTo { get; init; }

    /// <summary>Files of the message. A repeated message adds its new files, because the parts of an album arrive separately.</summary>
    public IReadOnlyList<IncomingFile> Files { get; init; } = [];
}

/// <summary>A message that a resident replied to.</summary>
/// <param name="ExternalId">The channel's id of it.</param>
/// <param name="NamedTicket">The ticket that its text names; null if it names none.</param>
public sealed record RepliedTo(string ExternalId, TicketNumber? NamedTicket);
