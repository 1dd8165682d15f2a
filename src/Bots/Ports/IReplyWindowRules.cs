using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>
/// The reply window that an action of the resident opens: its end and the number of messages the channel accepts in it. Zero
/// messages close the window.
/// </summary>
public sealed record ReplyAllowance(DateTimeOffset Until, int Messages)
{
    /// <summary>True for a window meant only for the immediate reply. It is over too soon for a reminder to staff or resident.</summary>
    public bool IsTransient { get; init; }
}

/// <summary>The reply window rules of a channel that limits when the desk may write. Pure.</summary>
public interface IReplyWindowRules
{
    ContactChannel Channel { get; }

    /// <summary>False if the channel is not configured; then its chats have no windows.</summary>
    bool IsOn { get; }

    /// <summary>The time before the end of a window at which the resident is told that staff are still working on the ticket.</summary>
    TimeSpan RemindBefore { get; }

    /// <summary>Returns the window that an update opens. Null if it changes nothing.</summary>
    ReplyAllowance? AllowanceAfter(RawUpdate update);

    /// <summary>
    /// Returns the link where the resident can permit one later message. Null if the channel can't ask for it.
    /// <paramref name="site"/> is the public address of the desk.
    /// </summary>
    Uri? NoticeLink(ChatAddress chat, int scene, Uri site);
}
