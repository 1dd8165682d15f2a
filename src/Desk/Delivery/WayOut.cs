using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using Microsoft.Extensions.Options;
using Outcome = EcomCenter.Bots.Ports.Delivery;

namespace EcomCenter.Desk.Delivery;

/// <summary>Hands a letter to its channel in the way that its chat still allows: nothing is sent where it would not arrive.</summary>
public sealed class WayOut(IEnumerable<IChatChannel> channels, IEnumerable<INoticeChannel> notices, ReplyWindows windows, IOptions<DeskOptions> desk)
{
    private readonly Dictionary<ContactChannel, IChatChannel> _channels = channels.ToDictionary(channel => channel.Channel);
    private readonly Dictionary<ContactChannel, INoticeChannel> _notices = notices.ToDictionary(channel => channel.Channel);

    public IReadOnlyList<ContactChannel> Channels => [.. _channels.Keys];

    public async Task<(Outcome Outcome, ReplyWay Way)> SendAsync(Letter letter)
    {
        try
        {
            var way = await windows.WayAsync(letter.Message, letter.Answer, CancellationToken.None);
            var outcome = way.Open ? await _channels[letter.Message.To.Channel].SendAsync(letter.Message, CancellationToken.None) : new Outcome.Unreachable("windowShut");
            if (way.Open && outcome is Outcome.Shut) way = await windows.WayWhenShutAsync(letter.Message, letter.Answer, CancellationToken.None);
            return way.Scene is { } scene ? (await NoticeAsync(letter.Message, scene), way) : (outcome, way);
        }
        catch (Exception trouble)
        {
            return (new Outcome.Later(null, trouble.GetType().Name), ReplyWay.Free);
        }
    }

    private Task<Outcome> NoticeAsync(OutgoingMessage message, int scene) => _notices[message.To.Channel].SendNoticeAsync(
        message, scene, DeskTexts.Say(message.Language, "window.noticeTitle"), desk.Value.PublicUrl is { Length: > 0 } site ? new Uri(new Uri(site), "/track").ToString() : null,
        CancellationToken.None);
}
