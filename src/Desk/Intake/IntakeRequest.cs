using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Intake;

/// <summary>A request to open a ticket, or to add a message to one, as a channel submits it.</summary>
public sealed record IntakeRequest
{
    public required ContactChannel Channel { get; init; }

    public required TicketKind Kind { get; init; }

    /// <summary>The text: 1 to 10,000 Unicode code points after trimming.</summary>
    public required string Description { get; init; }

    public required Actor Actor { get; init; }

    public string? Subject { get; init; }

    public Language Language { get; init; } = Language.ZhHans;

    /// <summary>The time that staff, a caller or a channel states; null means now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Allows a stated time of any age, whatever the channel, for tickets that are taken over from elsewhere.</summary>
    public bool AllowsOldDates { get; init; }

    public string? ExternalId { get; init; }

    public string? ServiceItem { get; init; }

    public string? Department { get; init; }

    public Priority Priority { get; init; }

    public Anonymity Anonymity { get; init; }

    public Requester? Requester { get; init; }

    /// <summary>The id of a known person that staff picked.</summary>
    public long? PersonId { get; init; }

    /// <summary>An answer given on the spot, at the stated time.</summary>
    public AnswerDraft? Answer { get; init; }

    /// <summary>True if the person gets a code with which a chat can join the ticket later.</summary>
    public bool NeedsPickUpCode { get; init; }

    /// <summary>The chat that the message came from.</summary>
    public ChatAddress? Chat { get; init; }

    /// <summary>The bot or the key that assigned the external id. External ids are unique for each caller.</summary>
    public string Caller => Chat?.Bot ?? Actor.Author.ToString();

    /// <summary>Opens a new ticket even if the chat has an open one.</summary>
    public bool OpensNewTicket { get; init; }

    /// <summary>The ticket that the resident chose for this message.</summary>
    public TicketNumber? TargetTicket { get; init; }

    /// <summary>True for words that need no answer where they were said, such as that the matter is solved.</summary>
    public bool IsCourtesy { get; init; }

    /// <summary>The external id of the earlier message that this one edits.</summary>
    public string? EditedExternalId { get; init; }

    /// <summary>The message of the chat that this one replies to; null if it is no reply.</summary>
    public RepliedTo? RepliesTo { get; init; }

    public IReadOnlyList<IncomingFile> Files { get; init; } = [];
}

public sealed record AnswerDraft(string Text, AnswerKind Kind = AnswerKind.Answer, DateTimeOffset? PromisedAt = null,
    string? Office = null);

/// <summary>The person who asks. Every detail is optional.</summary>
public sealed record Requester
{
    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Village { get; init; }

    /// <summary>The code of the township in the catalogue.</summary>
    public string? Township { get; init; }

    public string? Organisation { get; init; }

    public RequesterType Type { get; init; }
}
