using EcomCenter.Contracts;

namespace EcomCenter.Desk.Storage;

/// <summary>How long, and how often, a channel still lets us write to a chat: a second clock beside the promise.</summary>
public sealed class ReplyWindow
{
    public required ContactChannel Channel { get; init; }

    public required string Bot { get; init; }

    public required string Chat { get; init; }

    public required DateTimeOffset OpenUntil { get; set; }

    /// <summary>Messages that may still be sent before the resident writes again.</summary>
    public required int Left { get; set; }

    /// <summary>One-time notices the resident allowed us and we have not used.</summary>
    public int Notices { get; set; }

    /// <summary>
    /// When to look at it: before it shuts, to tell the resident that we are still at it, and once more when it has shut. Null when there is nothing to look for.
    /// </summary>
    public DateTimeOffset? NudgeAt { get; set; }
}

public enum CodePurpose { PickUp, StaffChat, OtherDevice }

/// <summary>A short code that joins a chat to something, once.</summary>
public sealed class OneTimeCode
{
    public required CodePurpose Purpose { get; init; }

    public required string Code { get; init; }

    /// <summary>A ticket's id, a user name, a chat.</summary>
    public required string Target { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>Another browser that speaks in a web chat: the hash of its cookie's secret.</summary>
public sealed class ChatDevice
{
    public required string Device { get; init; }

    public required string Chat { get; init; }

    public required DateTimeOffset Since { get; init; }
}

/// <summary>A chat of a member of staff, who gets alerts there.</summary>
public sealed class StaffChat
{
    public required ContactChannel Channel { get; init; }

    public required string Bot { get; init; }

    public required string Chat { get; init; }

    public required string User { get; init; }

    public required Language Language { get; set; }

    public required DateTimeOffset Since { get; init; }
}

/// <summary>What only one node may do at a time, e.g. ask Telegram for updates.</summary>
public sealed class Lease
{
    public required string Name { get; init; }

    public required string Holder { get; set; }

    public required DateTimeOffset Until { get; set; }
}

/// <summary>What staff edit in all languages at once. It is retired, never deleted.</summary>
public interface IEdited
{
    string Code { get; }

    int Sort { get; }

    bool Retired { get; set; }
}

/// <summary>A frequent question and its answer, as staff keep them.</summary>
public sealed class FrequentQuestion : IEdited
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

    /// <summary>Words that point to it, in any language, one phrase a line.</summary>
    public string Words { get; set; } = "";

    public string Question(Language language) => language switch { Language.Ug => QuestionUg, Language.En => QuestionEn, _ => QuestionZh };

    public string Answer(Language language) => language switch { Language.Ug => AnswerUg, Language.En => AnswerEn, _ => AnswerZh };
}

/// <summary>An office that a matter outside our remit belongs to.</summary>
public sealed class Office : IEdited
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
