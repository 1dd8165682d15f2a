using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// A message of the resident allows five replies within 48 hours. Following, scanning or a menu click allows three within one minute.
/// </summary>
public sealed class WeChatReplyWindowRules(IOptions<WeChatOptions> options) : IReplyWindowRules
{
    /// <summary>The replies that each message of the resident allows.</summary>
    public const int RepliesPerMessage = 5;

    private const int RepliesPerEvent = 3;

    private static readonly TimeSpan MessageWindow = TimeSpan.FromHours(48), EventWindow = TimeSpan.FromMinutes(1);

    public ContactChannel Channel => ContactChannel.WeChat;

    public bool IsOn => options.Value.IsOn;

    public TimeSpan RemindBefore => options.Value.NudgeBefore;

    public ReplyAllowance? AllowanceAfter(RawUpdate update)
    {
        if (CallbackXml.ReadFields(update.Payload) is not { } fields || update.Chat is null) return null;
        var at = WeChatTime.ReadSentAt(fields) ?? update.ReceivedAt;
        if (fields.GetValueOrDefault("MsgType") != "event") return new(at + MessageWindow, RepliesPerMessage);
        return fields.GetValueOrDefault("Event", "").ToUpperInvariant() switch
        {
            "CLICK" or "SUBSCRIBE" or "SCAN" or "SCANCODE_PUSH" or "SCANCODE_WAITMSG" =>
                new(at + EventWindow, RepliesPerEvent) { IsTransient = true },
            "UNSUBSCRIBE" => new(at, 0),
            _ => null,
        };
    }

    public Uri? NoticeLink(ChatAddress chat, int scene, Uri site) => options.Value is { IsOn: true, NoticeTemplate.Length: > 0 } known
        ? WeChatConsent.CreateLink(known, chat.Chat, scene, site) : null;
}
