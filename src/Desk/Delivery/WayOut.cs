using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using Microsoft.Extensions.Options;
using SendOutcome = EcomCenter.Bots.Ports.Delivery;

namespace EcomCenter.Desk.Delivery;

/// <summary>
/// Passes a queued message to its channel in a way that the reply window of its chat allows. Nothing is sent that would not arrive.
/// </summary>
public sealed class WayOut(
    IEnumerable<IChatChannel> channels, IEnumerable<INoticeChannel> notices, ReplyWindows windows, IOptions<DeskOptions> desk)
{
    private readonly Dictionary<ContactChannel, IChatChannel> _channels = channels.ToDictionary(channel => channel.Channel);
    private readonly Dictionary<ContactChannel, INoticeChannel> _notices = notices.ToDictionary(channel => channel.Channel);

    public IReadOnlyList<ContactChannel> Channels => [.. _channels.Keys];

    public async Task<(SendOutcome Result, ReplyWay Permission)> SendAsync(Letter letter)
    {
        try
        {
            var permission = await windows.WayAsync(letter.Message, letter.Answer, CancellationToken.None);
            var result = permission.Open
                ? await _channels[letter.Message.To.Channel].SendAsync(letter.Message, CancellationToken.None)
                : new SendOutcome.Unreachable("windowShut");
            if (permission.Open && result is SendOutcome.Shut)
                permission = await windows.WayWhenShutAsync(letter.Message, letter.Answer, CancellationToken.None);
            return permission.Scene is { } scene ? (await NoticeAsync(letter.Message, scene), permission) : (result, permission);
        }
        catch (Exception trouble)
        {
            return (new SendOutcome.Later(null, trouble.GetType().Name), ReplyWay.Free);
        }
    }

    private Task<SendOutcome> NoticeAsync(OutgoingMessage message, int scene)
    {
        var title = DeskTexts.Say(message.Language, "window.noticeTitle");
        var link = desk.Value.PublicUrl is { Length: > 0 } site ? new Uri(new Uri(site), "/track").ToString() : null;
        return _notices[message.To.Channel].SendNoticeAsync(message, scene, title, link, CancellationToken.None);
    }
}
