using System.Text.Json.Nodes;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>The way out to WeChat: messages of the customer service, and the one-time notice. It never throws for what a line or a server may do.</summary>
public sealed partial class WeChatChannel(WeChatLine line, Clips clips, IKeptFiles files, TimeProvider time, ILogger<WeChatChannel> log) : IChatChannel, INoticeChannel
{
    private const string Send = "/cgi-bin/message/custom/send", Notice = "/cgi-bin/message/template/subscribe";

    private const long LongestPicture = 10 * 1024 * 1024;

    /// <summary>WeChat's own code for a medium that is empty.</summary>
    private const int NothingRecorded = 44001;

    public ContactChannel Channel => ContactChannel.WeChat;

    public int LongestNotice => 200;

    /// <summary>Of the five messages that a word of the resident's allows, one is for the words.</summary>
    public int MostFiles => 4;

    public bool Takes(OutgoingFile file) => file is { ContentType: "image/jpeg" or "image/png" or "image/gif", Size: > 0 and <= LongestPicture };

    public Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellation) =>
        TryAsync(message, () => message switch
    {
        { File: { } file } => ShowAsync(message, file, cancellation),
        { Clips.Count: > 0 } => SpeakAsync(message, cancellation),
        _ => SayAsync(message, cancellation),
    }, cancellation);

    public Task<Delivery> SendNoticeAsync(OutgoingMessage message, int scene, string title, string? link, CancellationToken cancellation) => TryAsync(message, () =>
        line.PostAsync(Notice, new()
        {
            ["touser"] = message.To.Chat, ["template_id"] = line.Options.NoticeTemplate, ["url"] = link ?? "", ["scene"] = scene, ["title"] = title,
            ["data"] = new JsonObject { ["content"] = new JsonObject { ["value"] = message.Text } },
        }, cancellation), cancellation);

    // Long texts are split before they are queued; one that was not is sent in pieces all the same, at worst a piece comes twice.
    private async Task SayAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        foreach (var piece in ChatText.Pieces(message))
            await line.PostAsync(Send, new() { ["touser"] = message.To.Chat, ["msgtype"] = "text", ["text"] = new JsonObject { ["content"] = piece } }, cancellation);
    }

    private async Task SpeakAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        using var spoken = new MemoryStream();
        await using (var recorded = clips.Open(message.Language, message.Clips) ?? throw new WeChatRefusal(NothingRecorded)) await recorded.CopyToAsync(spoken, cancellation);
        var medium = await line.UploadAsync(WeChatMedium.Voice, "voice.mp3", "audio/mpeg", spoken.ToArray(), cancellation);
        await line.PostAsync(Send, new() { ["touser"] = message.To.Chat, ["msgtype"] = "voice", ["voice"] = new JsonObject { ["media_id"] = medium } }, cancellation);
    }

    // Uploaded anew at each attempt: WeChat keeps it for three days and shows it to nobody until it is sent.
    private async Task ShowAsync(OutgoingMessage message, OutgoingFile file, CancellationToken cancellation)
    {
        using var picture = new MemoryStream();
        await using (var kept = files.Open(file.Id) ?? throw new WeChatRefusal(NothingRecorded)) await kept.CopyToAsync(picture, cancellation);
        var medium = await line.UploadAsync(WeChatMedium.Image, file.Name, file.ContentType, picture.ToArray(), cancellation);
        await line.PostAsync(Send, new() { ["touser"] = message.To.Chat, ["msgtype"] = "image", ["image"] = new JsonObject { ["media_id"] = medium } }, cancellation);
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
        catch (Exception trouble) when (!cancellation.IsCancellationRequested)
        {
            if (trouble is WeChatRefusal { Code: var code } && WeChatTrouble.IsOursToMend(code)) NotOurs(code);
            return WeChatTrouble.Delivery(trouble);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "WeChat does not let this account send ({Code}): see to WeChat:AppId, WeChat:AppSecret, the addresses it allows, and what the account is certified for")]
    private partial void NotOurs(int code);
}
