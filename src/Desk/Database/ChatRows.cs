using EcomCenter.Contracts;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The time and the number of messages that a channel still allows us to send to a chat. It runs beside the response deadline.
/// </summary>
public sealed class ReplyWindow
{
    public required ContactChannel Channel { get; init; }

    public required string Bot { get; init; }

    public required string Chat { get; init; }

    public required DateTimeOffset OpenUntil { get; set; }

    /// <summary>Messages that may still be sent before the resident writes again.</summary>
    public required int MessagesLeft { get; set; }

    /// <summary>One-time notices that the resident allowed and that were not used yet.</summary>
    public int NoticesLeft { get; set; }

    /// <summary>
    /// The time of the next check: shortly before the window closes, to tell the resident that the ticket is still in progress, and again
    /// after it has closed. Null when no check is due.
    /// </summary>
    public DateTimeOffset? RemindAt { get; set; }
}

/// <summary>The place up to which the updates of a bot were pulled and stored, as the channel names it.</summary>
public sealed class PullCursor
{
    public required ContactChannel Channel { get; init; }

    public required string Bot { get; init; }

    public required string Position { get; set; }

    public required DateTimeOffset MovedAt { get; set; }
}

public enum CodePurpose { PickUp, StaffChat, OtherDevice }

/// <summary>A short code that links a chat to its target. It works once.</summary>
public sealed class OneTimeCode
{
    public required CodePurpose Purpose { get; init; }

    public required string Code { get; init; }

    /// <summary>The id of a ticket, a user name or a chat, depending on the purpose.</summary>
    public required string Target { get; init; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>An additional browser that may write in a web chat, identified by the hash of its cookie's secret.</summary>
public sealed class ChatDevice
{
    public required string DeviceHash { get; init; }

    public required string Chat { get; init; }

    public required DateTimeOffset Since { get; init; }
}

/// <summary>A chat in which a member of staff receives alerts.</summary>
public sealed class StaffChat
{
    public required ContactChannel Channel { get; init; }

    public required string Bot { get; init; }

    public required string Chat { get; init; }

    public required string User { get; init; }

    public required Language Language { get; set; }

    public required DateTimeOffset Since { get; init; }
}

/// <summary>The right to do work that only one node may do at a time, e.g. asking a messenger for updates.</summary>
public sealed class Lease
{
    /// <summary>The time after which a lease that was not renewed is free.</summary>
    public static TimeSpan Duration { get; } = TimeSpan.FromSeconds(30);

    public required string Name { get; init; }

    public required string Holder { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>A row that staff edit in all languages at once. It is retired, never deleted.</summary>
public interface IEditableRow
{
    string Code { get; }

    int Sort { get; }

    bool Retired { get; set; }
}

/// <summary>A frequent question and its answer, maintained by staff.</summary>
public sealed class FrequentQuestion : IEditableRow
{
    public required string Code { get; init; }

    public int Sort { get; set; }

    public bool Retired { get; set; }

    public required string QuestionZh { get; set; }

    public required string QuestionUg { get; set; }

    public required string QuestionEn { get; set; }

    public required string AnswerZh { get; set; }

    public required string AnswerUg { get; set; }

    public required string AnswerEn { get; set; }

    /// <summary>Phrases that lead to this question, in any language, one per line.</summary>
    public string Keywords { get; set; } = "";

    public string Question(Language language) => language switch { Language.Ug => QuestionUg, Language.En => QuestionEn, _ => QuestionZh };

    public string Answer(Language language) => language switch { Language.Ug => AnswerUg, Language.En => AnswerEn, _ => AnswerZh };
}

/// <summary>An outside office that is responsible for requests outside the centre's remit.</summary>
public sealed class Office : IEditableRow
{
    public required string Code { get; init; }

    public int Sort { get; set; }

    public bool Retired { get; set; }

    public required string NameZh { get; set; }

    public required string NameUg { get; set; }

    public required string NameEn { get; set; }

    public string Phone { get; set; } = "";

    public string AddressZh { get; set; } = "";

    public string AddressUg { get; set; } = "";

    public string AddressEn { get; set; } = "";

    public string Name(Language language) => language switch { Language.Ug => NameUg, Language.En => NameEn, _ => NameZh };

    public string Address(Language language) => language switch { Language.Ug => AddressUg, Language.En => AddressEn, _ => AddressZh };
}
