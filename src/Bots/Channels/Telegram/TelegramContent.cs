using System.Globalization;
using EcomCenter.Bots.Conversation;
using EcomCenter.Texts;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Converts a message of a private chat into the input of the conversation.</summary>
internal static class TelegramContent
{
    /// <summary>Returns null for service messages and for the updates of a live location.</summary>
    public static Heard? Of(Message message, Origin origin, bool edited)
    {
        if (message.Text is { } text) return Said(message, origin, text, edited);
        if (KindOf(message) is not { } content) return null;
        if (edited) return message.Caption is { } changed ? Said(message, origin, changed, edited) : null;
        return new Heard.Showed(origin, content, DetailOf(message) is { } detail ? CleanText.Of(detail) : null,
            message.Caption is { } caption ? CleanText.Of(caption) : null)
        {
            Files = TelegramFile.Of(message) is { } file ? [file] : [], Album = AlbumOf(message),
        };
    }

    /// <summary>Returns the external id of a message. An edit carries the id of the message it changes.</summary>
    public static string IdOf(Message message) => string.Create(CultureInfo.InvariantCulture, $"{message.Chat.Id}:{message.Id}");

    private static Heard.Said Said(Message message, Origin origin, string text, bool edited) =>
        new(origin, CleanText.Of(text), edited) { Edits = edited ? AlbumOf(message) ?? IdOf(message) : null };

    private static string? AlbumOf(Message message) =>
        message.MediaGroupId is { Length: > 0 } album
            ? string.Create(CultureInfo.InvariantCulture, $"{message.Chat.Id}:album:{CleanText.Of(album)}") : null;

    private static Content? KindOf(Message message) => message.Type switch
    {
        MessageType.Voice or MessageType.Audio => Content.Voice,
        MessageType.Photo or MessageType.LivePhoto => Content.Photo,
        MessageType.Video or MessageType.VideoNote or MessageType.Animation => Content.Video,
        MessageType.Document => Content.File,
        MessageType.Sticker or MessageType.Dice => Content.Sticker,
        MessageType.Location or MessageType.Venue => Content.Location,
        MessageType.Contact => Content.Contact,
        MessageType.Poll => Content.Poll,
        // An unknown kind of message is accepted, because it may be a request that staff can ask about.
        MessageType.Unknown or MessageType.Story or MessageType.PaidMedia or MessageType.Checklist or MessageType.RichMessage
            or MessageType.Game => Content.Other,
        _ => null,
    };

    private static string? DetailOf(Message message) => message switch
    {
        { Venue: { } venue } => $"{venue.Title}, {venue.Address}, {Coordinates(venue.Location)}",
        { Location: { } location } => Coordinates(location),
        { Contact: { } contact } => $"{contact.FirstName} {contact.LastName} {contact.PhoneNumber}",
        { Document.FileName: { } name } => name,
        { Audio.FileName: { } name } => name,
        { Sticker.Emoji: { } emoji } => emoji,
        { Dice.Emoji: { } emoji } => emoji,
        { Poll.Question: { } question } => question,
        { Voice: { } voice } => Seconds(voice.Duration),
        { VideoNote: { } note } => Seconds(note.Duration),
        _ => null,
    };

    private static string Coordinates(Location location) =>
        string.Create(CultureInfo.InvariantCulture, $"{location.Latitude:0.######}, {location.Longitude:0.######}");

    private static string Seconds(int duration) => TimeSpan.FromSeconds(duration).ToString("m\\:ss", CultureInfo.InvariantCulture);
}
