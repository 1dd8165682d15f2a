using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Where, when and from whom something was heard.</summary>
public sealed record Origin
{
    public required ChatAddress From { get; init; }

    /// <summary>The channel's id of what was said: the same one again has no second effect.</summary>
    public required string ExternalId { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The language the person's messenger or browser is set to, when it is one of ours.</summary>
    public Language? Hint { get; init; }

    /// <summary>False where buttons are numbered lines, and a typed number presses one.</summary>
    public bool HasButtons { get; init; } = true;

    /// <summary>The page they speak on tells what is kept of them; the talk need not.</summary>
    public bool Told { get; init; }

    /// <summary>The language the person chose for the page they speak on; null where the channel has no such choice, or none was made.</summary>
    public Language? Chosen { get; init; }

    public string? SenderName { get; init; }
}

/// <summary>What came from a person in a chat, whichever channel it came by.</summary>
public abstract record Heard
{
    private Heard(Origin origin) => Origin = origin;

    public Origin Origin { get; }

    public ChatAddress From => Origin.From;

    /// <summary>Words. Changed words come as <paramref name="Edited"/>: they are said once more, nothing said before is unsaid.</summary>
    public sealed record Said(Origin Origin, string Text, bool Edited = false) : Heard(Origin)
    {
        /// <summary>The external id of the message whose words these replace, where the channel names it.</summary>
        public string? Edits { get; init; }
    }

    /// <summary>A button, by the code it was given.</summary>
    public sealed record Pressed(Origin Origin, string Code) : Heard(Origin);

    /// <summary>Something other than words. <paramref name="Detail"/> is what of it can be written down: a file name, a place, a phone.</summary>
    public sealed record Showed(Origin Origin, Content Content, string? Detail = null, string? Caption = null) : Heard(Origin)
    {
        /// <summary>What the desk is to fetch; empty for what can be written down, e.g. a place.</summary>
        public IReadOnlyList<IncomingFile> Files { get; init; } = [];

        /// <summary>
        /// Parts of one album come as messages of their own with the same album. It is an external id itself: said under it, the parts are one message,
        /// and <see cref="Said.Edits"/> names it where the words of an album are changed.
        /// </summary>
        public string? Album { get; init; }
    }

    /// <summary>A group the bot was brought into; what is said there is nobody's matter.</summary>
    public sealed record InGroup(Origin Origin) : Heard(Origin);

    public sealed record Blocked(Origin Origin) : Heard(Origin);

    public sealed record Unblocked(Origin Origin) : Heard(Origin);
}

/// <summary>What people send that is not words.</summary>
public enum Content { Voice, Photo, Video, File, Sticker, Location, Contact, Poll, Other }
