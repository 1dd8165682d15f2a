using EcomCenter.Contracts;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>A file of ours as Telegram shows it best: a photo as a photo, a recording to be listened to, everything else to be opened.</summary>
internal static class TelegramAttachment
{
    /// <summary>What a bot may upload: as a photo, and at all.</summary>
    private const long LongestPhoto = 10 * 1024 * 1024, Longest = 50 * 1024 * 1024;

    public static bool Fits(OutgoingFile file) => file.Size is > 0 and <= Longest;

    public static bool IsPhoto(OutgoingFile file) => file is { ContentType: "image/jpeg" or "image/png" or "image/webp", Size: <= LongestPhoto };

    public static bool IsVoice(OutgoingFile file) => file.ContentType is "audio/ogg" or "audio/mpeg" or "audio/mp4";

    /// <summary>Too long and thin, or not what it looks like: as a document it can be had all the same.</summary>
    public static bool WantsDocument(Exception trouble) =>
        trouble is ApiRequestException { ErrorCode: 400 or 413 } && TelegramTrouble.Delivery(trouble) is Ports.Delivery.Refused;

    public static Task<Message> SendAsync(ITelegramBotClient client, long chat, OutgoingFile file, Stream bytes, bool asDocument, CancellationToken cancellation)
    {
        var input = InputFile.FromStream(bytes, file.Name);
        if (!asDocument && IsPhoto(file)) return client.SendPhoto(chat, input, cancellationToken: cancellation);
        return !asDocument && IsVoice(file) ? client.SendVoice(chat, input, cancellationToken: cancellation) : client.SendDocument(chat, input, cancellationToken: cancellation);
    }
}
