using System.Globalization;
using EcomCenter.Bots.Conversation;
using EcomCenter.Texts;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Converts a message of a private chat into the input of the conversation.</summary>
internal static class TelegramMessageParser
{
    /// <summary>Returns null for service messages and for the updates of a live location.</summary>
    public static ChatInput? Parse(Message message, InputOrigin origin, bool edited)
    {
        if (message.Text is { } text) return ToTextInput(message, origin, text, edited);
        if (GetMediaKind(message) is not { } content) return null;
        if (edited) return message.Caption is { } changed ? ToTextInput(message, origin, changed, edited) : null;
        return new ChatInput.MediaInput(origin, content, Describe(message) is { } detail ? CleanText.ReplaceInvalid(detail) : null,
            message.Caption is { } caption ? CleanText.ReplaceInvalid(WithHiddenAddresses(caption, message.CaptionEntities)) : null)
        {
            Files = TelegramFileParser.FindFile(message) is { } file ? [file] : [], AlbumId = GetAlbumId(message),
        };
    }

    /// <summary>Returns the external id of a message. An edit carries the id of the message it changes.</summary>
    public static string GetExternalId(Message message) => string.Create(CultureInfo.InvariantCulture, $"{message.Chat.Id}:{message.Id}");

    public static RepliedMessage? GetRepliedMessage(Message message) => message.ReplyToMessage is { } replied
        ? new(IsOurs(replied) ? replied.Id.ToString(CultureInfo.InvariantCulture) : GetExternalId(replied),
            Clean(replied.Text ?? replied.Caption), Clean(message.Quote?.Text))
        : message.Quote is { } quote ? new("", null, Clean(quote.Text)) : null;

    /// <summary>The name of the author of a forwarded message; empty if Telegram does not tell it, null if nothing was forwarded.</summary>
    public static string? GetForwardSource(Message message) => message.ForwardOrigin switch
    {
        null => null,
        MessageOriginUser { SenderUser: { } user } => Clean($"{user.FirstName} {user.LastName}".Trim()),
        MessageOriginHiddenUser { SenderUserName: { } name } => Clean(name),
        MessageOriginChat { SenderChat.Title: { } title } => Clean(title),
        MessageOriginChannel { Chat.Title: { } title } => Clean(title),
        _ => "",
    };

    // A message that was sent is known by its bare id, one that came by the id of its chat as well.
    private static bool IsOurs(Message message) => message.From is { IsBot: true };

    private static string? Clean(string? text) => text is null ? null : CleanText.ReplaceInvalid(text);

    /// <summary>Writes the address behind a word after that word, because staff see the words only.</summary>
    private static string WithHiddenAddresses(string text, MessageEntity[]? entities)
    {
        foreach (var link in (entities ?? []).Where(entity => entity is { Type: MessageEntityType.TextLink, Url: not null })
            .OrderByDescending(entity => entity.Offset))
        {
            var end = link.Offset + link.Length;
            if (end > text.Length || text.Contains(link.Url!, StringComparison.Ordinal)) continue;
            text = text.Insert(end, $" ({link.Url})");
        }

        return text;
    }

    private static ChatInput.TextInput ToTextInput(Message message, InputOrigin origin, string text, bool edited) =>
        new(origin, CleanText.ReplaceInvalid(WithHiddenAddresses(text, message.Entities ?? message.CaptionEntities)),
            edited)
        {
            EditsMessageId = edited ? GetAlbumId(message) ?? GetExternalId(message) : null,
            EditedPart = edited && GetAlbumId(message) is not null ? GetExternalId(message) : null,
        };

    private static string? GetAlbumId(Message message) =>
        message.MediaGroupId is { Length: > 0 } album
            ? string.Create(CultureInfo.InvariantCulture, $"{message.Chat.Id}:album:{CleanText.ReplaceInvalid(album)}") : null;

    private static MediaKind? GetMediaKind(Message message) => message.Type switch
    {
        MessageType.Voice or MessageType.Audio => MediaKind.Voice,
        MessageType.Photo or MessageType.LivePhoto => MediaKind.Photo,
        MessageType.Video or MessageType.VideoNote or MessageType.Animation => MediaKind.Video,
        MessageType.Document => MediaKind.File,
        MessageType.Sticker or MessageType.Dice => MediaKind.Sticker,
        MessageType.Location or MessageType.Venue => MediaKind.Location,
        MessageType.Contact => MediaKind.Contact,
        MessageType.Poll => MediaKind.Poll,
        // An unknown kind of message is accepted, because it may be a request that staff can ask about.
        MessageType.Unknown or MessageType.Story or MessageType.PaidMedia or MessageType.Checklist or MessageType.RichMessage
            or MessageType.Game => MediaKind.Other,
        _ => null,
    };

    private static string? Describe(Message message) => message switch
    {
        { Venue: { } venue } => $"{venue.Title}, {venue.Address}, {FormatCoordinates(venue.Location)}",
        { Location: { } location } => FormatCoordinates(location),
        { Contact: { } contact } => $"{contact.FirstName} {contact.LastName} {contact.PhoneNumber}",
        { Document.FileName: { } name } => name,
        { Audio.FileName: { } name } => name,
        { Sticker.Emoji: { } emoji } => emoji,
        { Dice.Emoji: { } emoji } => emoji,
        { Poll.Question: { } question } => question,
        { Voice: { } voice } => FormatDuration(voice.Duration),
        { VideoNote: { } note } => FormatDuration(note.Duration),
        _ => null,
    };

    private static string FormatCoordinates(Location location) =>
        string.Create(CultureInfo.InvariantCulture, $"{location.Latitude:0.######}, {location.Longitude:0.######}");

    private static string FormatDuration(int duration) => TimeSpan.FromSeconds(duration).ToString("m\\:ss", CultureInfo.InvariantCulture);
}
