using EcomCenter.Contracts;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Sends a file in the form that Telegram shows best: as a photo, as a voice message or as a document.</summary>
internal static class TelegramAttachment
{
    /// <summary>Telegram's upload limits for bots, in bytes.</summary>
    private const long MaxPhotoBytes = 10 * 1024 * 1024, MaxFileBytes = 50 * 1024 * 1024;

    public static bool Fits(OutgoingFile file) => file.Size is > 0 and <= MaxFileBytes;

    public static bool IsPhoto(OutgoingFile file) =>
        file is { ContentType: "image/jpeg" or "image/png" or "image/webp", Size: <= MaxPhotoBytes };

    public static bool IsVoice(OutgoingFile file) => file.ContentType is "audio/ogg" or "audio/mpeg" or "audio/mp4";

    /// <summary>True if Telegram rejected the file as a photo or voice message. As a document it may still be accepted.</summary>
    public static bool ShouldSendAsDocument(Exception error) =>
        error is ApiRequestException { ErrorCode: 400 or 413 } && TelegramErrors.ToSendResult(error) is Ports.SendResult.SendRefused;

    public static Task<Message> SendAsync(ITelegramBotClient client, long chat, OutgoingFile file, Stream bytes, bool asDocument,
        CancellationToken cancellation)
    {
        var input = InputFile.FromStream(bytes, file.Name);
        if (!asDocument && IsPhoto(file)) return client.SendPhoto(chat, input, cancellationToken: cancellation);
        return !asDocument && IsVoice(file) ? client.SendVoice(chat, input, cancellationToken: cancellation)
            : client.SendDocument(chat, input, cancellationToken: cancellation);
    }
}
