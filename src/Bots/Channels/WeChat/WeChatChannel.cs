using System.Text.Json.Nodes;
using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Sends customer service messages and one-time notices to WeChat. A failed connection or a server error becomes a result and is never
/// thrown.
/// </summary>
public sealed partial class WeChatChannel(
    WeChatApi api, VoiceClips clips, IStoredFiles files, TimeProvider time, ILogger<WeChatChannel> log) : IChatChannel, INoticeChannel
{
    private const string SendPath = "/cgi-bin/message/custom/send", NoticePath = "/cgi-bin/message/template/subscribe";

    /// <summary>WeChat's error code for an empty media file.</summary>
    private const int EmptyMediaError = 44001;

    public ContactChannel Channel => ContactChannel.WeChat;

    public string ConsentPath => WeChatConsent.Path;

    public NoticeConsent? ReadConsent(Func<string, string?> query) =>
        api.Options is { IsOn: true, NoticeTemplate.Length: > 0 } ? WeChatConsent.Read(api.Options, query) : null;

    public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellation) =>
        TrySendAsync(message, () => message switch
    {
        { File: { IsRecording: true } recording } => SendRecordingAsync(message, recording, cancellation),
        { File: { } file } => SendPictureAsync(message, file, cancellation),
        { Clips.Count: > 0 } => SendClipsAsync(message, cancellation),
        _ => SendTextAsync(message, cancellation),
    }, cancellation);

    public Task<SendResult> SendNoticeAsync(
        OutgoingMessage message, int scene, string title, string? link, CancellationToken cancellation) =>
        TrySendAsync(message, () =>
        api.PostAsync(NoticePath, new()
        {
            ["touser"] = message.To.Chat, ["template_id"] = api.Options.NoticeTemplate, ["url"] = link ?? "", ["scene"] = scene,
            ["title"] = title,
            ["data"] = new JsonObject { ["content"] = new JsonObject { ["value"] = message.Text } },
        }, cancellation), cancellation);

    // Long texts are split before they are queued. A text that was not is split here: if one piece fails, a retry repeats the pieces
    // before it.
    private async Task SendTextAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        foreach (var piece in ChatText.Split(message))
            await api.PostAsync(SendPath, new()
            {
                ["touser"] = message.To.Chat, ["msgtype"] = "text",
                ["text"] = new JsonObject { ["content"] = piece }
            }, cancellation);
    }

    private async Task SendClipsAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        using var audio = new MemoryStream();
        await using (var clip = clips.OpenJoined(message.Language, message.Clips) ?? throw new TencentApiException(EmptyMediaError))
            await clip.CopyToAsync(audio, cancellation);
        await SendVoiceAsync(message, audio.ToArray(), cancellation);
    }

    private async Task SendRecordingAsync(OutgoingMessage message, OutgoingFile file, CancellationToken cancellation)
    {
        using var audio = new MemoryStream();
        await using (var voice = await files.OpenVoiceAsync(file, VoiceFormat.Mp3, cancellation)
            ?? throw new TencentApiException(EmptyMediaError))
            await voice.CopyToAsync(audio, cancellation);
        await SendVoiceAsync(message, audio.ToArray(), cancellation);
    }

    private async Task SendVoiceAsync(OutgoingMessage message, byte[] mp3, CancellationToken cancellation)
    {
        var medium = await api.UploadAsync(WeChatMediaType.Voice, "voice.mp3", "audio/mpeg", mp3, cancellation);
        await api.PostAsync(SendPath, new()
        {
            ["touser"] = message.To.Chat, ["msgtype"] = "voice",
            ["voice"] = new JsonObject { ["media_id"] = medium }
        }, cancellation);
    }

    // Each attempt uploads again: WeChat keeps an upload for three days and shows it to nobody until it is sent.
    private async Task SendPictureAsync(OutgoingMessage message, OutgoingFile file, CancellationToken cancellation)
    {
        using var picture = new MemoryStream();
        await using (var stored = files.Open(file.Id) ?? throw new TencentApiException(EmptyMediaError))
            await stored.CopyToAsync(picture, cancellation);
        var medium = await api.UploadAsync(WeChatMediaType.Image, file.Name, file.ContentType, picture.ToArray(), cancellation);
        await api.PostAsync(SendPath, new()
        {
            ["touser"] = message.To.Chat, ["msgtype"] = "image",
            ["image"] = new JsonObject { ["media_id"] = medium }
        }, cancellation);
    }

    private async Task<SendResult> TrySendAsync(OutgoingMessage message, Func<Task> send, CancellationToken cancellation)
    {
        if (!api.Options.IsOn) return new SendResult.SendLater(null, "off");
        if (message.To.Bot != api.Options.AppId) return new SendResult.SendRefused("otherBot");
        try
        {
            await send();
            return new SendResult.SendAccepted("", time.GetUtcNow());
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // The sender must learn of every failure what becomes of its message: the mapping decides by the type.
            if (error is TencentApiException { Code: var code } && WeChatErrors.IsAccountError(code)) LogAccountRejected(code);
            return WeChatErrors.ToSendResult(error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "WeChat does not let this account send ({Code}). Check WeChat:AppId, WeChat:AppSecret, the account's IP white list "
            + "and its certification")]
    private partial void LogAccountRejected(int code);
}
