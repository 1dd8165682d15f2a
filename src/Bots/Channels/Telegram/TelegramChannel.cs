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
public sealed class TelegramChannel(TelegramLine line, TelegramThrottle throttle, Clips clips, IKeptFiles files,
    TimeProvider time) : IChatChannel
{
    public ContactChannel Channel => ContactChannel.Telegram;

    public int MostFiles => 10;

    public bool Takes(OutgoingFile file) => TelegramAttachment.Fits(file);

    public async Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        if (!line.Options.IsOn) return new Delivery.Later(null, "off");
        if (!long.TryParse(message.To.Chat, CultureInfo.InvariantCulture, out var chat)) return new Delivery.Refused("noChat");
        try
        {
            if (message.File is { } file) return await ShowAsync(chat, file, cancellation);
            if (message.Clips.Count > 0) return await SpeakAsync(chat, message, cancellation);
            var sent = await SendAsync(chat, message, cancellation);
            return new Delivery.Accepted(sent.Id.ToString(CultureInfo.InvariantCulture), time.GetUtcNow());
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            return TelegramTrouble.Delivery(error);
        }
    }

    // Long texts are split before they are queued. A text that was not is split here: if one piece fails, a retry repeats the pieces
    // before it.
    private async Task<Message> SendAsync(long chat, OutgoingMessage message, CancellationToken cancellation)
    {
        var pieces = ChatText.Pieces(message);
        foreach (var piece in pieces.SkipLast(1)) await SendAsync(chat, piece, null, cancellation);
        return await SendAsync(chat, pieces[^1], Keyboard(message), cancellation);
    }

    private async Task<Message> SendAsync(long chat, string text, InlineKeyboardMarkup? keyboard, CancellationToken cancellation)
    {
        await throttle.WaitAsync(chat, cancellation);
        return await line.AskAsync((client, token) => client.SendMessage(chat, text, replyMarkup: keyboard, cancellationToken: token),
            cancellation);
    }

    private async Task<Delivery> ShowAsync(long chat, OutgoingFile file, CancellationToken cancellation)
    {
        try
        {
            return await ShowAsync(chat, file, asDocument: false, cancellation);
        }
        catch (Exception error) when (TelegramAttachment.WantsDocument(error)
            && (TelegramAttachment.IsPhoto(file) || TelegramAttachment.IsVoice(file)))
        {
            return await ShowAsync(chat, file, asDocument: true, cancellation);
        }
    }

    private async Task<Delivery> ShowAsync(long chat, OutgoingFile file, bool asDocument, CancellationToken cancellation)
    {
        await using var bytes = files.Open(file.Id);
        if (bytes is null) return new Delivery.Refused("noFile");
        await throttle.WaitAsync(chat, cancellation);
        var sent = await line.AskAsync((client, token) => TelegramAttachment.SendAsync(client, chat, file, bytes, asDocument, token),
            cancellation, line.Pace.Upload);
        return new Delivery.Accepted(sent.Id.ToString(CultureInfo.InvariantCulture), time.GetUtcNow());
    }

    // The text is a separate message. A recording that fails is dropped, so that it does not delay the text.
    private async Task<Delivery> SpeakAsync(long chat, OutgoingMessage message, CancellationToken cancellation)
    {
        await using var audio = clips.Open(message.Language, message.Clips);
        if (audio is null) return new Delivery.Refused("noClips");
        try
        {
            await throttle.WaitAsync(chat, cancellation);
            var sent = await line.AskAsync((client, token) => client.SendVoice(
                chat, InputFile.FromStream(audio, "receipt.mp3"), cancellationToken: token), cancellation);
            return new Delivery.Accepted(sent.Id.ToString(CultureInfo.InvariantCulture), time.GetUtcNow());
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested
            && TelegramTrouble.Delivery(error) is not (Delivery.Unreachable or Delivery.Later { After: not null }))
        {
            return new Delivery.Refused("clip " + TelegramTrouble.Code(error));
        }
    }

    private static InlineKeyboardMarkup? Keyboard(OutgoingMessage message) =>
        message.Buttons.Count == 0 ? null
            : new(message.Buttons.Select(row => row.Select(button => InlineKeyboardButton.WithCallbackData(button.Label, button.Code))));
}
