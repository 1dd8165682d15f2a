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
            message.Caption is { } caption ? CleanText.ReplaceInvalid(caption) : null)
        {
            Files = TelegramFileParser.FindFile(message) is { } file ? [file] : [], AlbumId = GetAlbumId(message),
        };
    }

    /// <summary>Returns the external id of a message. An edit carries the id of the message it changes.</summary>
    public static string GetExternalId(Message message) => string.Create(CultureInfo.InvariantCulture, $"{message.Chat.Id}:{message.Id}");

    private static ChatInput.TextInput ToTextInput(Message message, InputOrigin origin, string text, bool edited) =>
        new(origin, CleanText.ReplaceInvalid(text),
            edited) { EditsMessageId = edited ? GetAlbumId(message) ?? GetExternalId(message) : null };

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
