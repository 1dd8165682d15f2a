using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>
/// A message of the resident allows five replies within 48 hours. Entering the chat allows one greeting within 20 seconds, if WeCom gives a
/// code for it.
/// </summary>
public sealed class WeComReplyWindowRules(IOptions<WeComOptions> options) : IReplyWindowRules
{
    /// <summary>The replies that each message of the resident allows.</summary>
    public const int RepliesPerMessage = 5;

    private static readonly TimeSpan MessageWindow = TimeSpan.FromHours(48);

    public ContactChannel Channel => ContactChannel.WeCom;

    public bool IsOn => options.Value.IsOn;

    public TimeSpan RemindBefore => options.Value.NudgeBefore;

    public ReplyAllowance? AllowanceAfter(RawUpdate update)
    {
        if (update.Chat is null || WeComMessage.TryParse(update.Payload) is not { } message) return null;
        var at = message.SentAt ?? update.ReceivedAt;
        if (!message.IsEvent) return message.Origin is WeComMessage.FromMember ? null : new(at + MessageWindow, RepliesPerMessage);
        if (WelcomeCodes.ReadCode(message) is not null) return new(at + WelcomeCodes.Lifetime, 1) { IsTransient = true };
        var isRejecting = message.EventType is "reject_customer_msg_switch_change" && message.Integer("event", "reject_switch") == 1;
        return isRejecting ? new(at, 0) : null;
    }

    public Uri? NoticeLink(ChatAddress chat, int scene, Uri site) => null;
}
