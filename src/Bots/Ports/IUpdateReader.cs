using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>Parses the raw updates of a channel. Pure; never throws, whatever the channel sends.</summary>
public interface IUpdateReader
{
    ContactChannel Channel { get; }

    ParsedUpdate Parse(RawUpdate update);
}

/// <summary>The result of parsing a raw update.</summary>
public abstract record ParsedUpdate
{
    private ParsedUpdate() { }

    public sealed record Understood(ChatInput Input) : ParsedUpdate
    {
        /// <summary>
        /// The names of fields that this version does not know, or whose form it does not know. Their content stays unread.
        /// </summary>
        public IReadOnlyList<string> UnreadFields { get; init; } = [];
    }

    /// <summary>An update without effect. It stays in the inbox with <paramref name="Code"/> as the reason.</summary>
    public sealed record Ignored(string Code) : ParsedUpdate;

    /// <summary>
    /// A message that the channel had accepted did not arrive. <paramref name="MessageId"/> is the id that the channel gave it when it was
    /// sent; <paramref name="Result"/> is what sending it would have returned.
    /// </summary>
    public sealed record Undelivered(ChatAddress Chat, string MessageId, SendResult Result) : ParsedUpdate;
}
