using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Ports;

/// <summary>The result of sending a message to a channel.</summary>
public abstract record SendResult
{
    private SendResult() { }

    /// <summary>The channel accepted the message. The resident counts as answered from <paramref name="AcceptedAt"/> on.</summary>
    public sealed record SendAccepted(string ExternalId, DateTimeOffset AcceptedAt) : SendResult;

    /// <summary>
    /// A temporary failure (no connection, 429, 502). Retry after <paramref name="RetryAfter"/>, or with the usual back-off if it is
    /// null.
    /// </summary>
    public sealed record SendLater(TimeSpan? RetryAfter, string Reason) : SendResult;

    /// <summary>The resident can't be reached in this chat (blocked, deleted), so staff must call.</summary>
    public sealed record ResidentUnreachable(string Reason) : SendResult;

    /// <summary>The reply window is over: the channel accepts nothing for this chat until the resident writes again.</summary>
    public sealed record ChatClosed(string Reason) : SendResult;

    /// <summary>The channel refused the message for good.</summary>
    public sealed record SendRefused(string Reason) : SendResult;
}

/// <summary>
/// Sends messages through a channel, split to its size limit (see <see cref="Channels.ChatText"/>). Reasons are codes: they hold no
/// token, name or message text.
/// </summary>
public interface IChatChannel
{
    ContactChannel Channel { get; }

    Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellation);
}
