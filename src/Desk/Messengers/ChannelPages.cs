using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Messengers;

/// <summary>How the channels stand, for who has to do something about it. No token, no secret, no name and no word of a resident.</summary>
internal static class ChannelPages
{
    public const string Path = "/desk/admin/channels";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<RazorComponentResult<ChannelsPage>> ShowAsync(DeskDb db, DownLines lines, TimeProvider time,
        IOptions<TelegramOptions> telegram, IOptions<WeChatOptions> wechat, CancellationToken cancellation)
    {
        var channels = new List<ChannelState>();
        foreach (var (channel, isOn) in new[] { (ContactChannel.Telegram, telegram.Value.IsOn), (ContactChannel.WeChat, wechat.Value.IsOn), (ContactChannel.WebChat, true) })
            channels.Add(await ChannelState.OfAsync(db, channel, isOn, time.Now(), cancellation));
        return Page.Of<ChannelsPage>(new
        {
            Channels = (IReadOnlyList<ChannelState>)channels, Down = await lines.AskAsync(cancellation),
            Listener = await NodeName.HolderAsync(db, TelegramListener.Lease, time.Now(), cancellation),
        });
    }

    /// <summary>Asks Telegram anew; what it says stands on the page from then on.</summary>
    public static async Task<IResult> AskAsync(HttpContext http, TelegramCheck check, IOptions<TelegramOptions> telegram)
    {
        if (await http.OwnFormAsync() is not null && telegram.Value.IsOn)
        {
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await check.AskAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                // Each question has its own patience; all of them together have this one.
            }
        }

        return TypedResults.LocalRedirect(Path);
    }
}
