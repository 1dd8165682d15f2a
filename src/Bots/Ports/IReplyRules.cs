using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>How long, and how often, a channel lets us write to a chat after what its resident did. No messages: not at all any more.</summary>
public sealed record ReplyAllowance(DateTimeOffset Until, int Messages)
{
    /// <summary>For an answer to what was pressed just now, and over before anybody could be told so.</summary>
    public bool Passing { get; init; }
}

/// <summary>The rules of a channel that does not let us write whenever we like. Pure.</summary>
public interface IReplyRules
{
    ContactChannel Channel { get; }

    /// <summary>Off: then nothing is known of its chats.</summary>
    bool IsOn { get; }

    /// <summary>How long before a chat shuts its resident is told that we are still at it.</summary>
    TimeSpan NudgeBefore { get; }

    /// <summary>Null where nothing follows from an update.</summary>
    ReplyAllowance? Of(RawUpdate update);

    /// <summary>Where the resident can allow us one message for later; null where they can't be asked. <paramref name="site"/> is our own address.</summary>
    Uri? NoticeLink(ChatAddress chat, int scene, Uri site);
}
