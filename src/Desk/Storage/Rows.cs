using EcomCenter.Contracts;

namespace EcomCenter.Desk.Storage;

/// <summary>An event as it is kept: append-only, in commit order. Audit trail, clock source and board feed at once.</summary>
public sealed class StoredEvent
{
    public required long Sequence { get; init; }

    public required long TicketId { get; init; }

    /// <summary>The ticket's version with this event.</summary>
    public required long Version { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    /// <summary>The ticket's department after the event: tells who lost sight of it.</summary>
    public string? Department { get; init; }

    /// <summary>Ids, codes, times and hashes as JSON.</summary>
    public required string Data { get; init; }
}

/// <summary>An update as the channel gave it, kept until it is done and for a while after.</summary>
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

    /// <summary>Null when it is done.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>What became of it, or why the last attempt failed, as a code.</summary>
    public string? Outcome { get; set; }
}

/// <summary>A message of an outside system that was taken in: the same one again has no second effect.</summary>
public sealed class IntakeRow
{
    public required string ExternalId { get; init; }

    public required ContactChannel Channel { get; init; }

    /// <summary>The key or the bot it came by.</summary>
    public required string Caller { get; init; }

    public required long TicketId { get; init; }

    public required long MessageId { get; init; }
}

/// <summary>Where a chat stands.</summary>
public sealed class ConversationRow
{
    public required ContactChannel Channel { get; init; }

    public required string Bot { get; init; }

    public required string Chat { get; init; }

    public required string Place { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>The first 2xx answer to a write that carried an Idempotency-Key.</summary>
public sealed class IdempotencyRow
{
    public required string Caller { get; init; }

    public required string Route { get; init; }

    public required string Key { get; init; }

    public required string BodyHash { get; init; }

    public required int Status { get; init; }

    /// <summary>Headers that belong to the answer, as JSON.</summary>
    public required string Headers { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A counter that hands out blocks and may jump forward: ids, event sequence, ticket numbers.</summary>
public sealed class Counter
{
    public const string Ids = "ids", Events = "events", Numbers = "numbers";

    /// <summary>A mark, not a source of numbers: the first event that staff were not told of in their chats.</summary>
    public const string Alerts = "alerts";

    public required string Name { get; init; }

    public required long Next { get; set; }
}

/// <summary>A random secret of this installation, e.g. what tracking codes are derived from.</summary>
public sealed class SecretRow
{
    public required string Name { get; init; }

    public required byte[] Value { get; init; }
}

/// <summary>A department, service item or township: a stable code and its names. A deployment edits them.</summary>
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
