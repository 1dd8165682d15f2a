using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// A message of the resident allows five replies within 48 hours. Following, scanning or a menu click allows three within one minute.
/// </summary>
public sealed class WeChatRules(IOptions<WeChatOptions> options) : IReplyRules
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(48), Brief = TimeSpan.FromMinutes(1);

    public ContactChannel Channel => ContactChannel.WeChat;

    public bool IsOn => options.Value.IsOn;

    public TimeSpan NudgeBefore => options.Value.NudgeBefore;

    public ReplyAllowance? Of(RawUpdate update)
    {
        if (WeChatXml.Read(update.Raw) is not { } fields || update.Chat is null) return null;
        var at = WeChatTime.Of(fields) ?? update.ReceivedAt;
        if (fields.GetValueOrDefault("MsgType") != "event") return new(at + Long, 5);
        return fields.GetValueOrDefault("Event", "").ToUpperInvariant() switch
        {
            "CLICK" or "SUBSCRIBE" or "SCAN" or "SCANCODE_PUSH" or "SCANCODE_WAITMSG" => new(at + Brief, 3) { Passing = true },
            "UNSUBSCRIBE" => new(at, 0),
            _ => null,
        };
    }

    public Uri? NoticeLink(ChatAddress chat, int scene, Uri site) => options.Value is { IsOn: true, NoticeTemplate.Length: > 0 } known
        ? WeChatConsent.Link(known, chat.Chat, scene, site) : null;
}
