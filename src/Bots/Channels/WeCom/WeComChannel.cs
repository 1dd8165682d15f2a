using System.Text.Json.Nodes;
using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>
/// Sends messages through 微信客服. A failed connection or a server error becomes a result and is never thrown. What was accepted may still
/// fail later; the event <c>msg_send_fail</c> tells it.
/// </summary>
public sealed partial class WeComChannel(WeComApi api, WelcomeCodes welcomeCodes, VoiceClips clips, IStoredFiles files, TimeProvider time,
    ILogger<WeComChannel> log) : IChatChannel
{
    private const string SendPath = "/cgi-bin/kf/send_msg", WelcomePath = "/cgi-bin/kf/send_msg_on_event";

    /// <summary>WeCom's error code for an empty media file.</summary>
    private const int EmptyMediaError = 44001;

    public ContactChannel Channel => ContactChannel.WeCom;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        if (!api.Options.IsOn) return new SendResult.SendLater(null, "off");
        if (!api.Options.ListAccounts().Contains(message.To.Bot)) return new SendResult.SendRefused("otherBot");
        try
        {
            var id = message switch
            {
                { File: { IsRecording: true } recording } => await SendRecordingAsync(message, recording, cancellation),
                { File: { } file } => await SendFileAsync(message, file, cancellation),
                { Clips.Count: > 0 } => await SendClipsAsync(message, cancellation),
                _ => await SendTextAsync(message, cancellation),
            };
            return new SendResult.SendAccepted(id, time.GetUtcNow());
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // The sender must learn of every failure what becomes of its message: the mapping decides by the type.
            if (error is TencentApiException { Code: var code } && WeComErrors.IsAccountError(code)) LogAccountRejected(code);
            return WeComErrors.ToSendResult(error);
        }
    }

    // Long texts are split before they are queued. A text that was not is split here: if one piece fails, a retry repeats the pieces
    // before it.
    private async Task<string> SendTextAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var id = "";
        foreach (var piece in ChatText.Split(message))
        {
            var content = new JsonObject { ["content"] = piece };
            id = welcomeCodes.Take(message.To.Bot, message.To.Chat) is { } code
                ? await PostAsync(WelcomePath, new() { ["code"] = code }, "text", content, cancellation)
                : await SendAsync(message, "text", content, cancellation);
        }

        return id;
    }

    // WeCom takes voice messages as AMR only. A recording in another format goes out as a file, which a tap plays.
    private async Task<string> SendClipsAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        using var audio = new MemoryStream();
        await using (var clip = clips.OpenJoined(message.Language, message.Clips) ?? throw new TencentApiException(EmptyMediaError))
            await clip.CopyToAsync(audio, cancellation);
        return await SendMediaAsync(message, WeComMediaType.File, "voice.mp3", "audio/mpeg", audio.ToArray(), cancellation);
    }

    /// <summary>
    /// Sends a recording as a voice message. Where AMR can't be made, it goes out as a file that every phone plays after a tap.
    /// </summary>
    private async Task<string> SendRecordingAsync(OutgoingMessage message, OutgoingFile file, CancellationToken cancellation)
    {
        if (await ReadVoiceAsync(file, VoiceFormat.Amr, cancellation) is { } amr)
            return await SendMediaAsync(message, WeComMediaType.Voice, "voice.amr", "audio/amr", amr, cancellation);
        if (await ReadVoiceAsync(file, VoiceFormat.Mp3, cancellation) is { } mp3)
            return await SendMediaAsync(message, WeComMediaType.File, "voice.mp3", "audio/mpeg", mp3, cancellation);
        return await SendFileAsync(message, file, cancellation);
    }

    private async Task<byte[]?> ReadVoiceAsync(OutgoingFile file, VoiceFormat format, CancellationToken cancellation)
    {
        await using var voice = await files.OpenVoiceAsync(file, format, cancellation);
        if (voice is null) return null;
        using var bytes = new MemoryStream();
        await voice.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    private async Task<string> SendFileAsync(OutgoingMessage message, OutgoingFile file, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await using (var stored = files.Open(file.Id) ?? throw new TencentApiException(EmptyMediaError))
            await stored.CopyToAsync(bytes, cancellation);
        return await SendMediaAsync(message, WeComFileLimits.ChooseType(file), file.Name, file.ContentType, bytes.ToArray(), cancellation);
    }

    // Each attempt uploads again: WeCom keeps an upload for three days and shows it to nobody until it is sent.
    private async Task<string> SendMediaAsync(OutgoingMessage message, WeComMediaType kind, string name, string contentType, byte[] bytes,
        CancellationToken cancellation)
    {
        var medium = await api.UploadAsync(kind, name, contentType, bytes, cancellation);
        return await SendAsync(message, kind.ToCode(), new() { ["media_id"] = medium }, cancellation);
    }

    private Task<string> SendAsync(OutgoingMessage message, string kind, JsonObject content, CancellationToken cancellation) =>
        PostAsync(SendPath, new() { ["touser"] = message.To.Chat, ["open_kfid"] = message.To.Bot }, kind, content, cancellation);

    private async Task<string> PostAsync(string path, JsonObject to, string kind, JsonObject content, CancellationToken cancellation)
    {
        (to["msgtype"], to[kind]) = (kind, content);
        var answer = await api.PostAsync(path, to, cancellation);
        return answer["msgid"] is JsonValue id && id.TryGetValue(out string? text) ? text : "";
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "WeCom does not let this application send ({Code}). Check WeCom:CorpId, WeCom:Secret, WeCom:OpenKfId, the trusted "
            + "addresses of the application and the verification of the corporation")]
    private partial void LogAccountRejected(int code);
}
