using EcomCenter.Contracts;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The row of a ticket event, append-only and in commit order. It serves as audit trail, as source of deadlines and as board feed.
/// </summary>
public sealed class StoredEvent
{
    public required long Sequence { get; init; }

    public required long TicketId { get; init; }

    /// <summary>The version of the ticket after this event.</summary>
    public required long Version { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    /// <summary>
    /// The departments that may read the ticket after the event, as <see cref="DepartmentSet"/> joins them. It tells which staff can no
    /// longer see the ticket.
    /// </summary>
    public string? Department { get; init; }

    /// <summary>The event as JSON: ids, codes, times and hashes, but no message text.</summary>
    public required string Data { get; init; }
}

/// <summary>A raw update from a channel, stored until it is processed and for a retention period after that.</summary>
public sealed class InboxRow
{
    public required long Id { get; init; }

    public required ContactChannel Channel { get; init; }

    public required string Bot { get; init; }

    public required string UpdateId { get; init; }

    public string? Chat { get; init; }

    public required string Raw { get; set; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public int Attempts { get; set; }

    /// <summary>The time of the next attempt; null when the update is processed.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>The code of the result, or of the reason why the last attempt failed.</summary>
    public string? Outcome { get; set; }
}

/// <summary>
/// The external id of an accepted message. A repeated delivery of the same message is recognised by it and has no effect.
/// </summary>
public sealed class IntakeIdRow
{
    public required string ExternalId { get; init; }

    public required ContactChannel Channel { get; init; }

    /// <summary>The API key or the bot that delivered the message.</summary>
    public required string Caller { get; init; }

    public required long TicketId { get; init; }

    public required long MessageId { get; init; }
}

/// <summary>The conversation state of a chat, as JSON.</summary>
public sealed class ConversationRow
{
    public required ContactChannel Channel { get; init; }

    public required string Bot { get; init; }

    public required string Chat { get; init; }

    public required string State { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>The first 2xx response to a write with an Idempotency-Key.</summary>
public sealed class IdempotencyRow
{
    public required string Caller { get; init; }

    public required string Route { get; init; }

    public required string Key { get; init; }

    public required string BodyHash { get; init; }

    public required int Status { get; init; }

    /// <summary>The headers of the response, as JSON.</summary>
    public required string Headers { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A counter for ids, event sequences or ticket numbers. It only grows and may skip values.</summary>
public sealed class SequenceCounter
{
    public const string Ids = "ids", Events = "events", Numbers = "numbers";

    /// <summary>
    /// The sequence of the first event that staff chats were not alerted to yet. It is a position, not a source of numbers.
    /// </summary>
    public const string Alerts = "alerts";

    /// <summary>The number of commits of the writer on SQLite, see <see cref="CommitMark"/>.</summary>
    public const string Commits = "commits";

    /// <summary>The day number after the last day whose resolutions were drawn for follow-up calls. It is a position, too.</summary>
    public const string FollowUps = "followUps";

    /// <summary>The number of times that words were removed from the index of words, see <see cref="Search.KnownWords"/>.</summary>
    public const string ForgottenWords = "forgottenWords";

    public required string Name { get; init; }

    public required long Next { get; set; }
}

/// <summary>A random secret of this installation, e.g. the key from which tracking codes are derived.</summary>
public sealed class SecretRow
{
    public required string Name { get; init; }

    public required byte[] Value { get; init; }
}

/// <summary>A department, service item or township: a stable code and names in three languages, which a deployment edits.</summary>
public abstract class CatalogueRow
{
    public required string Code { get; init; }

    public required int Sort { get; set; }

    public required string NameZh { get; set; }

    public required string NameUg { get; set; }

    public required string NameEn { get; set; }

    public string Name(Language language) => language switch
    {
        Language.Ug => NameUg,
        Language.En => NameEn,
        _ => NameZh,
    };
}

public sealed class Department : CatalogueRow;

public sealed class ServiceItem : CatalogueRow;

public sealed class Township : CatalogueRow;
