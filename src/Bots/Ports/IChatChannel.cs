using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>The result of sending a message to a channel.</summary>
public abstract record Delivery
{
    private Delivery() { }

    /// <summary>The channel accepted the message. The resident counts as answered from <paramref name="At"/> on.</summary>
    public sealed record Accepted(string ExternalId, DateTimeOffset At) : Delivery;

    /// <summary>
    /// A temporary failure (no connection, 429, 502). Retry after <paramref name="After"/>, or with the usual back-off if it is
    /// null.
    /// </summary>
    public sealed record Later(TimeSpan? After, string Reason) : Delivery;

    /// <summary>The resident can't be reached in this chat (blocked, deleted), so staff must call.</summary>
    public sealed record Unreachable(string Reason) : Delivery;

    /// <summary>The reply window is over: the channel accepts nothing for this chat until the resident writes again.</summary>
    public sealed record Shut(string Reason) : Delivery;

    /// <summary>The channel refused the message for good.</summary>
    public sealed record Refused(string Reason) : Delivery;
}

/// <summary>
/// Sends messages through a channel, split to its size limit (see <see cref="Texts.ChatText"/>). Reasons are codes: they hold no
/// token, name or message text.
/// </summary>
public interface IChatChannel
{
    ContactChannel Channel { get; }

    /// <summary>The most files it can send with one answer.</summary>
    int MostFiles => 0;

    Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellation);

    /// <summary>Returns true if the channel can send this file. Checked before the file is queued.</summary>
    bool Takes(OutgoingFile file) => false;
}
