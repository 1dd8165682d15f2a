using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>What became of a message that was handed to a channel.</summary>
public abstract record Delivery
{
    private Delivery() { }

    /// <summary>The channel has it: the resident is answered from this moment.</summary>
    public sealed record Accepted(string ExternalId, DateTimeOffset At) : Delivery;

    /// <summary>Not now (line down, 429, 502): again after <paramref name="After"/>, or by our own back-off when the channel does not say.</summary>
    public sealed record Later(TimeSpan? After, string Reason) : Delivery;

    /// <summary>This person can't be reached here (blocked, deleted): somebody has to call.</summary>
    public sealed record Unreachable(string Reason) : Delivery;

    /// <summary>The channel takes nothing for this chat until its resident writes again.</summary>
    public sealed record Shut(string Reason) : Delivery;

    /// <summary>The channel will never take this message.</summary>
    public sealed record Refused(string Reason) : Delivery;
}

/// <summary>A channel's way out, for messages in pieces of its size (<see cref="Texts.ChatText"/>). Reasons are codes without a token, a name or a word of the message.</summary>
public interface IChatChannel
{
    ContactChannel Channel { get; }

    /// <summary>How many files it takes with one answer.</summary>
    int MostFiles => 0;

    Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellation);

    /// <summary>Whether it would take such a file; asked before it is queued.</summary>
    bool Takes(OutgoingFile file) => false;
}
