using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>The chat, time, sender and language settings of an input.</summary>
public sealed record InputOrigin
{
    public required ChatAddress From { get; init; }

    /// <summary>The channel's id of the message. A repeated id has no second effect.</summary>
    public required string ExternalId { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The language setting of the messenger or browser, if it is a supported language.</summary>
    public Language? LanguageHint { get; init; }

    /// <summary>True if the page around the chat shows the privacy notice, so the bot need not send it.</summary>
    public bool PrivacyNoticeShown { get; init; }

    /// <summary>The language chosen on the page around the chat; null if none was chosen or the channel has no page.</summary>
    public Language? ChosenLanguage { get; init; }

    public string? SenderName { get; init; }

    /// <summary>The message that the resident replied to; null if the message is no reply.</summary>
    public RepliedMessage? RepliesTo { get; init; }

    /// <summary>The author of forwarded words, empty if the messenger does not tell; null if nothing was forwarded.</summary>
    public string? ForwardedFrom { get; init; }
}

/// <summary>A message that was replied to.</summary>
/// <param name="ExternalId">The channel's id of it.</param>
/// <param name="Text">Its text, as far as the channel tells; it may name a ticket.</param>
/// <param name="Quote">The words of it that the resident picked out; null for none.</param>
public sealed record RepliedMessage(string ExternalId, string? Text, string? Quote);

/// <summary>An input from a chat, independent of the channel.</summary>
public abstract record ChatInput
{
    private ChatInput(InputOrigin origin) => Origin = origin;

    public InputOrigin Origin { get; }

    public ChatAddress From => Origin.From;

    /// <summary>A text. An edited message comes again as <paramref name="IsEdit"/>; its earlier text stays in the ticket.</summary>
    public sealed record TextInput(InputOrigin Origin, string Text, bool IsEdit = false) : ChatInput(Origin)
    {
        /// <summary>The external id of the message that was edited, if the channel names it; for a part of an album, the album's.</summary>
        public string? EditsMessageId { get; init; }

        /// <summary>The external id of the part of an album that was edited. Each part has words of its own.</summary>
        public string? EditedPart { get; init; }

        /// <summary>The ticket that staff asked about in the message before; null if that was no question of staff.</summary>
        public TicketNumber? AnswersTicket { get; init; }
    }

    /// <summary>A pressed button, identified by its code.</summary>
    public sealed record ButtonInput(InputOrigin Origin, string Code) : ChatInput(Origin)
    {
        /// <summary>The words that the resident typed instead of pressing the button; null for a real press.</summary>
        public string? TypedWords { get; init; }
    }

    /// <summary>Anything but text. <paramref name="Detail"/> is its description in text: a file name, a location, a phone.</summary>
    public sealed record MediaInput(InputOrigin Origin, MediaKind Kind, string? Detail = null, string? Caption = null) : ChatInput(Origin)
    {
        /// <summary>Files that the desk must fetch; empty if <see cref="Detail"/> says it all, e.g. for a location.</summary>
        public IReadOnlyList<IncomingFile> Files { get; init; } = [];

        /// <summary>
        /// The id shared by the parts of one album, which arrive as separate messages. It serves as the external id of all parts,
        /// so that they become one message; <see cref="TextInput.EditsMessageId"/> refers to it if an album's caption is edited.
        /// </summary>
        public string? AlbumId { get; init; }
    }

    /// <summary>A message in a group. Groups are not served, so it opens no ticket.</summary>
    public sealed record GroupInput(InputOrigin Origin) : ChatInput(Origin);

    public sealed record BotBlocked(InputOrigin Origin) : ChatInput(Origin);

    public sealed record BotUnblocked(InputOrigin Origin) : ChatInput(Origin);
}

/// <summary>Kinds of input other than text.</summary>
public enum MediaKind { Voice, Photo, Video, File, Sticker, Location, Contact, Poll, Other }
