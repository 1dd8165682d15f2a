using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels;

/// <summary>
/// The facts in which chat channels differ. Each channel states its own in its folder, so that no other code has to know a channel by
/// name.
/// </summary>
public sealed record ChannelTraits
{
    public required ContactChannel Channel { get; init; }

    /// <summary>False if the channel shows buttons as numbered lines and a typed number presses one.</summary>
    public bool HasButtons { get; init; } = true;

    /// <summary>True if the channel's own menu offers the languages, so that the bot's messages need not.</summary>
    public bool HasLanguageMenu { get; init; }

    /// <summary>The length limit of a message in UTF-16 units.</summary>
    public int MaxTextLength { get; init; } = 4096;

    /// <summary>The length limit of a message in bytes of UTF-8, for a channel that counts bytes instead.</summary>
    public int? MaxTextBytes { get; init; }

    /// <summary>
    /// The length limit in UTF-16 units of the one later message that a resident can allow (<see cref="Ports.INoticeChannel"/>); null if
    /// there is none. A permission covers one message, so a longer text can't be split.
    /// </summary>
    public int? MaxNoticeLength { get; init; }

    /// <summary>
    /// The messages that each message of a resident allows (<see cref="Ports.IReplyWindowRules"/>); null if the channel sets no limit.
    /// </summary>
    public int? RepliesPerMessage { get; init; }

    /// <summary>The files that an answer may carry; null if the channel carries none.</summary>
    public FileTraits? Files { get; init; }

    /// <summary>True if messages pass through servers abroad. A setting decides if a phone number is asked for there.</summary>
    public bool IsHostedAbroad { get; init; }

    /// <summary>
    /// True if the chat is a page of the desk itself: nothing has to be sent, and a message is delivered with the commit that stores it.
    /// </summary>
    public bool IsOwnPage { get; init; }
}

/// <summary>The limits for files that are sent with an answer.</summary>
/// <param name="MaxCount">The most files of one answer.</param>
/// <param name="CanSend">Checks type and size of a file before it is queued.</param>
/// <param name="FaultCode">The code of the text that tells staff why a file can't be sent.</param>
public sealed record FileTraits(int MaxCount, Predicate<OutgoingFile> CanSend, string FaultCode)
{
    /// <summary>
    /// The only form in which the channel takes a recording; null if it also takes one as it was made.
    /// </summary>
    public VoiceFormat? RequiredVoiceFormat { get; init; }
}
