using System.Text.Json.Nodes;
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
    WeChatLine line, Clips clips, IKeptFiles files, TimeProvider time, ILogger<WeChatChannel> log) : IChatChannel, INoticeChannel
{
    private const string Send = "/cgi-bin/message/custom/send", Notice = "/cgi-bin/message/template/subscribe";

    private const long LongestPicture = 10 * 1024 * 1024;

    /// <summary>WeChat's error code for an empty media file.</summary>
    private const int NothingRecorded = 44001;

    public ContactChannel Channel => ContactChannel.WeChat;

    public int LongestNotice => 200;

    /// <summary>Each message of the resident allows five messages. One of them carries the text.</summary>
    public int MostFiles => 4;

    public bool Takes(OutgoingFile file) =>
        file is { ContentType: "image/jpeg" or "image/png" or "image/gif", Size: > 0 and <= LongestPicture };

    public Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellation) =>
        TryAsync(message, () => message switch
    {
        { File: { } file } => ShowAsync(message, file, cancellation),
        { Clips.Count: > 0 } => SpeakAsync(message, cancellation),
        _ => SayAsync(message, cancellation),
    }, cancellation);

    public Task<Delivery> SendNoticeAsync(OutgoingMessage message, int scene, string title, string? link, CancellationToken cancellation) =>
        TryAsync(message, () =>
        line.PostAsync(Notice, new()
        {
            ["touser"] = message.To.Chat, ["template_id"] = line.Options.NoticeTemplate, ["url"] = link ?? "", ["scene"] = scene,
            ["title"] = title,
            ["data"] = new JsonObject { ["content"] = new JsonObject { ["value"] = message.Text } },
        }, cancellation), cancellation);

    // Long texts are split before they are queued. A text that was not is split here: if one piece fails, a retry repeats the pieces
    // before it.
    private async Task SayAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        foreach (var piece in ChatText.Pieces(message))
            await line.PostAsync(Send, new() { ["touser"] = message.To.Chat, ["msgtype"] = "text",
                ["text"] = new JsonObject { ["content"] = piece } }, cancellation);
    }

    private async Task SpeakAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        using var audio = new MemoryStream();
        await using (var clip = clips.Open(message.Language, message.Clips) ?? throw new WeChatRefusal(NothingRecorded))
            await clip.CopyToAsync(audio, cancellation);
        var medium = await line.UploadAsync(WeChatMedium.Voice, "voice.mp3", "audio/mpeg", audio.ToArray(), cancellation);
        await line.PostAsync(Send, new() { ["touser"] = message.To.Chat, ["msgtype"] = "voice",
            ["voice"] = new JsonObject { ["media_id"] = medium } }, cancellation);
    }

    // Each attempt uploads again: WeChat keeps an upload for three days and shows it to nobody until it is sent.
    private async Task ShowAsync(OutgoingMessage message, OutgoingFile file, CancellationToken cancellation)
    {
        using var picture = new MemoryStream();
        await using (var stored = files.Open(file.Id) ?? throw new WeChatRefusal(NothingRecorded))
            await stored.CopyToAsync(picture, cancellation);
        var medium = await line.UploadAsync(WeChatMedium.Image, file.Name, file.ContentType, picture.ToArray(), cancellation);
        await line.PostAsync(Send, new() { ["touser"] = message.To.Chat, ["msgtype"] = "image",
            ["image"] = new JsonObject { ["media_id"] = medium } }, cancellation);
    }

    private async Task<Delivery> TryAsync(OutgoingMessage message, Func<Task> send, CancellationToken cancellation)
    {
        if (!line.Options.IsOn) return new Delivery.Later(null, "off");
        if (message.To.Bot != line.Options.AppId) return new Delivery.Refused("otherBot");
        try
        {
            await send();
            return new Delivery.Accepted("", time.GetUtcNow());
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            if (error is WeChatRefusal { Code: var code } && WeChatTrouble.IsOursToMend(code)) NotOurs(code);
            return WeChatTrouble.Delivery(error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "WeChat does not let this account send ({Code}). Check WeChat:AppId, WeChat:AppSecret, the account's IP white list "
            + "and its certification")]
    private partial void NotOurs(int code);
}
