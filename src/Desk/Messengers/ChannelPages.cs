using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Messengers;

/// <summary>
/// The page on the state of the channels, for supervisors and administrators. It shows no token, no secret and no data of residents.
/// </summary>
internal static class ChannelPages
{
    public const string Path = "/desk/admin/channels";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<RazorComponentResult<ChannelsPage>> ShowAsync(DeskDb db, DownLines lines, TimeProvider time,
        IOptions<TelegramOptions> telegram, IOptions<WeChatOptions> wechat, CancellationToken cancellation)
    {
        var channels = new List<ChannelState>();
        foreach (var (channel, isOn) in new[] { (ContactChannel.Telegram, telegram.Value.IsOn), (ContactChannel.WeChat, wechat.Value.IsOn),
            (ContactChannel.WebChat, true) })
            channels.Add(await ChannelState.OfAsync(db, channel, isOn, time.Now(), cancellation));
        return Page.Of<ChannelsPage>(new
        {
            Channels = (IReadOnlyList<ChannelState>)channels, Down = await lines.AskAsync(cancellation),
            Listener = await NodeName.HolderAsync(db, TelegramListener.Lease, time.Now(), cancellation),
        });
    }

    /// <summary>Checks the connection to Telegram again. The page then shows the new result.</summary>
    public static async Task<IResult> AskAsync(HttpContext http, TelegramCheck check, IOptions<TelegramOptions> telegram)
    {
        if (await http.OwnFormAsync() is not null && telegram.Value.IsOn)
        {
            using var timeout = new CancellationTokenSource(Patience);
            try
            {
                await check.AskAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                // The timeout covers all calls together. Each call also has its own.
            }
        }

        return TypedResults.LocalRedirect(Path);
    }
}
