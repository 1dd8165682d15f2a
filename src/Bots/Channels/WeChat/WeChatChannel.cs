using System.Text.Json.Nodes;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>The way out to WeChat: messages of the customer service, and the one-time notice. It never throws for what a line or a server may do.</summary>
public sealed partial class WeChatChannel(WeChatLine line, Clips clips, TimeProvider time, ILogger<WeChatChannel> log) : IChatChannel, INoticeChannel
{
    private const string Send = "/cgi-bin/message/custom/send", Notice = "/cgi-bin/message/template/subscribe";

    /// <summary>WeChat's own code for a medium that is empty.</summary>
    private const int NothingRecorded = 44001;

    public ContactChannel Channel => ContactChannel.WeChat;

    public int LongestNotice => 200;

    public Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellation) =>
        TryAsync(message, () => message.Clips.Count > 0 ? SpeakAsync(message, cancellation) : SayAsync(message, cancellation), cancellation);

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
        var medium = await line.UploadVoiceAsync(spoken.ToArray(), cancellation);
        await line.PostAsync(Send, new() { ["touser"] = message.To.Chat, ["msgtype"] = "voice", ["voice"] = new JsonObject { ["media_id"] = medium } }, cancellation);
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
            if (trouble is WeChatRefusal { Code: var code } && IsOursToMend(code)) NotOurs(code);
            return WeChatTrouble.Delivery(trouble);
        }
    }

    private static bool IsOursToMend(int code) => code is 40001 or 40013 or 40125 or 40164 or 41002 or 41004 or 48001 or 48004 or 50004 or 50007 or 61024 or 89503;

    [LoggerMessage(Level = LogLevel.Error, Message = "WeChat does not let this account send ({Code}): see to WeChat:AppId, WeChat:AppSecret, the addresses it allows, and what the account is certified for")]
    private partial void NotOurs(int code);
}
