using System.Globalization;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Sends messages to Telegram. A failed connection or a server error becomes a result and is never thrown.</summary>
public sealed class TelegramChannel(TelegramApi api, TelegramThrottle throttle, VoiceClips clips, IStoredFiles files,
    TimeProvider time) : IChatChannel
{
    public ContactChannel Channel => ContactChannel.Telegram;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        if (!api.Options.IsOn) return new SendResult.SendLater(null, "off");
        if (!long.TryParse(message.To.Chat, CultureInfo.InvariantCulture, out var chat)) return new SendResult.SendRefused("noChat");
        try
        {
            if (message.File is { } file) return await SendFileAsync(chat, file, cancellation);
            if (message.Clips.Count > 0) return await SendClipsAsync(chat, message, cancellation);
            var sent = await SendAsync(chat, message, cancellation);
            return new SendResult.SendAccepted(sent.Id.ToString(CultureInfo.InvariantCulture), time.GetUtcNow());
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // The sender must learn of every failure what becomes of its message: the mapping decides by the type.
            return TelegramErrors.ToSendResult(error);
        }
    }

    // Long texts are split before they are queued. A text that was not is split here: if one piece fails, a retry repeats the pieces
    // before it.
    private async Task<Message> SendAsync(long chat, OutgoingMessage message, CancellationToken cancellation)
    {
        var pieces = ChatText.Split(message);
        foreach (var piece in pieces.SkipLast(1)) await SendAsync(chat, piece, null, cancellation);
        return await SendAsync(chat, pieces[^1], BuildKeyboard(message), cancellation);
    }

    private async Task<Message> SendAsync(long chat, string text, InlineKeyboardMarkup? keyboard, CancellationToken cancellation)
    {
        await throttle.WaitAsync(chat, cancellation);
        return await api.CallAsync((client, token) => client.SendMessage(chat, text, replyMarkup: keyboard, cancellationToken: token),
            cancellation);
    }

    private async Task<SendResult> SendFileAsync(long chat, OutgoingFile file, CancellationToken cancellation)
    {
        try
        {
            return await SendFileAsync(chat, file, asDocument: false, cancellation);
        }
        catch (Exception error) when (TelegramAttachment.ShouldSendAsDocument(error)
            && (TelegramAttachment.IsPhoto(file) || TelegramAttachment.IsVoice(file) || file.IsRecording))
        {
            // Telegram says in words of its own that a picture or voice is not to its liking: the filter reads them.
            return await SendFileAsync(chat, file, asDocument: true, cancellation);
        }
    }

    private async Task<SendResult> SendFileAsync(long chat, OutgoingFile file, bool asDocument, CancellationToken cancellation)
    {
        // Telegram shows a voice message only for OGG with Opus, which not every browser records.
        await using var voice = file.IsRecording && !asDocument
            ? await files.OpenVoiceAsync(file, VoiceFormat.OggOpus, cancellation) : null;
        await using var bytes = voice ?? files.Open(file.Id);
        if (bytes is null) return new SendResult.SendRefused("noFile");
        await throttle.WaitAsync(chat, cancellation);
        var sent = await api.CallAsync((client, token) => voice is null
                ? TelegramAttachment.SendAsync(client, chat, file, bytes, asDocument, token)
                : client.SendVoice(chat, InputFile.FromStream(voice, "voice.ogg"), duration: file.Seconds, cancellationToken: token),
            cancellation, api.Timing.UploadTimeout);
        return new SendResult.SendAccepted(sent.Id.ToString(CultureInfo.InvariantCulture), time.GetUtcNow());
    }

    // The text is a separate message. A recording that fails is dropped, so that it does not delay the text.
    private async Task<SendResult> SendClipsAsync(long chat, OutgoingMessage message, CancellationToken cancellation)
    {
        await using var audio = clips.OpenJoined(message.Language, message.Clips);
        if (audio is null) return new SendResult.SendRefused("noClips");
        try
        {
            await throttle.WaitAsync(chat, cancellation);
            var sent = await api.CallAsync((client, token) => client.SendVoice(
                chat, InputFile.FromStream(audio, "receipt.mp3"), cancellationToken: token), cancellation);
            return new SendResult.SendAccepted(sent.Id.ToString(CultureInfo.InvariantCulture), time.GetUtcNow());
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested
            && TelegramErrors.ToSendResult(error) is not (SendResult.ResidentUnreachable or SendResult.SendLater { RetryAfter: not null }))
        {
            // The words are a message of their own: a recording that fails in any way is dropped, and does not delay them.
            return new SendResult.SendRefused("clip " + TelegramErrors.GetCode(error));
        }
    }

    private static InlineKeyboardMarkup? BuildKeyboard(OutgoingMessage message) =>
        message.Buttons.Count == 0 ? null
            : new(message.Buttons.Select(row => row.Select(button => InlineKeyboardButton.WithCallbackData(button.Label, button.Code))));
}
