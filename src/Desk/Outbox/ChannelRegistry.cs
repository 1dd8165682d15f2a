using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// Passes a queued message to its channel in a way that the reply window of its chat allows. Nothing is sent that would not arrive.
/// </summary>
public sealed class ChannelRegistry(
    IEnumerable<IChatChannel> channels, IEnumerable<INoticeChannel> notices, ReplyWindows windows, IOptions<DeskOptions> desk)
{
    private readonly Dictionary<ContactChannel, IChatChannel> _channels = channels.ToDictionary(channel => channel.Channel);
    private readonly Dictionary<ContactChannel, INoticeChannel> _notices = notices.ToDictionary(channel => channel.Channel);

    public IReadOnlyList<ContactChannel> Channels => [.. _channels.Keys];

    public async Task<(SendResult Result, SendPermission Permission)> SendAsync(QueuedMessage message)
    {
        try
        {
            var permission = await windows.GetPermissionAsync(message.Message, message.AnswerMessageId, CancellationToken.None);
            var result = permission.IsAllowed
                ? await _channels[message.Message.To.Channel].SendAsync(message.Message, CancellationToken.None)
                : new SendResult.ResidentUnreachable("windowShut");
            if (permission.IsAllowed && result is SendResult.ChatClosed)
                permission = await windows.GetPermissionAfterRejectionAsync(message.Message, message.AnswerMessageId,
                    CancellationToken.None);
            return permission.NoticeScene is { } scene ? (await SendNoticeAsync(message.Message, scene), permission) : (result, permission);
        }
        catch (Exception error)
        {
            // A channel that throws anything must not stop the others: its message is sent later.
            return (new SendResult.SendLater(null, error.GetType().Name), SendPermission.Allowed);
        }
    }

    private Task<SendResult> SendNoticeAsync(OutgoingMessage message, int scene)
    {
        var title = DeskTexts.Format(message.Language, "window.noticeTitle");
        var link = desk.Value.PublicUrl is { Length: > 0 } site ? new Uri(new Uri(site), "/track").ToString() : null;
        return _notices[message.To.Channel].SendNoticeAsync(message, scene, title, link, CancellationToken.None);
    }
}
