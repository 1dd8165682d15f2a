using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Intake;

/// <summary>A matter as any channel hands it in.</summary>
public sealed record Matter
{
    public required ContactChannel Channel { get; init; }

    public required TicketKind Kind { get; init; }

    /// <summary>1 to 10,000 Unicode code points after trimming.</summary>
    public required string Description { get; init; }

    public required Actor Actor { get; init; }

    public string? Subject { get; init; }

    public Language Language { get; init; } = Language.ZhHans;

    /// <summary>The stated time; null for now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Imports and the suggestion box know no limit in the past.</summary>
    public bool MayBeOld { get; init; }

    public string? ExternalId { get; init; }

    public string? ServiceItem { get; init; }

    public string? Department { get; init; }

    public Priority Priority { get; init; }

    public Anonymity Anonymity { get; init; }

    public Requester? Requester { get; init; }

    /// <summary>Somebody known already, as staff picked them.</summary>
    public long? Person { get; init; }

    /// <summary>Answered on the spot, at the stated time.</summary>
    public OnTheSpot? Answer { get; init; }

    /// <summary>The chat it came from.</summary>
    public ChatAddress? Chat { get; init; }

    /// <summary>Who vouches for its external id: the bot, or the key.</summary>
    public string Caller => Chat?.Bot ?? Actor.By.ToString();

    /// <summary>Opens a ticket of its own even where the chat has an open one.</summary>
    public bool NewMatter { get; init; }

    /// <summary>The matter it was said about, as the resident told.</summary>
    public TicketNumber? About { get; init; }

    /// <summary>The external id of the message whose words these replace.</summary>
    public string? Edits { get; init; }

    public IReadOnlyList<IncomingFile> Files { get; init; } = [];
}

public sealed record OnTheSpot(string Text, AnswerKind Kind = AnswerKind.Answer, DateTimeOffset? PromisedAt = null, string? Office = null);

/// <summary>Who brought it. Nothing here is ever demanded.</summary>
public sealed record Requester
{
    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Village { get; init; }

    /// <summary>Code of the township.</summary>
    public string? Township { get; init; }

    public string? Organisation { get; init; }

    public RequesterType Type { get; init; }
}
