using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>The chat, time, sender and language settings of an input.</summary>
public sealed record Origin
{
    public required ChatAddress From { get; init; }

    /// <summary>The channel's id of the message. A repeated id has no second effect.</summary>
    public required string ExternalId { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The language setting of the messenger or browser, if it is a supported language.</summary>
    public Language? Hint { get; init; }

    /// <summary>False if the channel shows buttons as numbered lines and a typed number presses one.</summary>
    public bool HasButtons { get; init; } = true;

    /// <summary>True if the page around the chat shows the privacy notice, so the bot need not send it.</summary>
    public bool Told { get; init; }

    /// <summary>The language chosen on the page around the chat; null if none was chosen or the channel has no page.</summary>
    public Language? Chosen { get; init; }

    public string? SenderName { get; init; }
}

/// <summary>An input from a chat, independent of the channel.</summary>
public abstract record Heard
{
    private Heard(Origin origin) => Origin = origin;

    public Origin Origin { get; }

    public ChatAddress From => Origin.From;

    /// <summary>A text. An edited message comes again as <paramref name="Edited"/>; its earlier text stays in the ticket.</summary>
    public sealed record Said(Origin Origin, string Text, bool Edited = false) : Heard(Origin)
    {
        /// <summary>The external id of the message that was edited, if the channel names it.</summary>
        public string? Edits { get; init; }
    }

    /// <summary>A pressed button, identified by its code.</summary>
    public sealed record Pressed(Origin Origin, string Code) : Heard(Origin);

    /// <summary>Anything but text. <paramref name="Detail"/> is its description in text: a file name, a location, a phone.</summary>
    public sealed record Showed(Origin Origin, Content Content, string? Detail = null, string? Caption = null) : Heard(Origin)
    {
        /// <summary>Files that the desk must fetch; empty if <see cref="Detail"/> says it all, e.g. for a location.</summary>
        public IReadOnlyList<IncomingFile> Files { get; init; } = [];

        /// <summary>
        /// The id shared by the parts of one album, which arrive as separate messages. It serves as the external id of all parts,
        /// so that they become one message; <see cref="Said.Edits"/> refers to it if an album's caption is edited.
        /// </summary>
        public string? Album { get; init; }
    }

    /// <summary>A message in a group. Groups are not served, so it opens no ticket.</summary>
    public sealed record InGroup(Origin Origin) : Heard(Origin);

    public sealed record Blocked(Origin Origin) : Heard(Origin);

    public sealed record Unblocked(Origin Origin) : Heard(Origin);
}

/// <summary>Kinds of input other than text.</summary>
public enum Content { Voice, Photo, Video, File, Sticker, Location, Contact, Poll, Other }
