using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Reading;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Admin.Channels;

/// <summary>
/// The page on the state of the channels, for supervisors and administrators. It shows no token, no secret and no data of residents.
/// </summary>
internal static class ChannelPages
{
    public const string Path = "/desk/admin/channels";

    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(10);

    public static async Task<RazorComponentResult<ChannelsPage>> ShowAsync(DeskDb db, ChannelAlerts alerts, TimeProvider time,
        IOptions<TelegramOptions> telegram, IOptions<WeChatOptions> wechat, CancellationToken cancellation)
    {
        var channels = new List<ChannelSummary>();
        foreach (var (channel, isOn) in new[] { (ContactChannel.Telegram, telegram.Value.IsOn), (ContactChannel.WeChat, wechat.Value.IsOn),
            (ContactChannel.WebChat, true) })
            channels.Add(await ChannelSummary.LoadAsync(db, channel, isOn, time.Now(), cancellation));
        return PageResult.For<ChannelsPage>(new
        {
            Channels = (IReadOnlyList<ChannelSummary>)channels, Down = await alerts.GetOutagesAsync(cancellation),
            Listener = await NodeName.FindLeaseHolderAsync(db, TelegramListener.Lease, time.Now(), cancellation),
        });
    }

    /// <summary>Checks the connection to Telegram again. The page then shows the new result.</summary>
    public static async Task<IResult> CheckTelegramAsync(
        HttpContext http, TelegramDiagnostics diagnostics, IOptions<TelegramOptions> telegram)
    {
        if (await http.ReadValidFormAsync() is not null && telegram.Value.IsOn)
        {
            using var timeout = new CancellationTokenSource(CheckTimeout);
            try
            {
                await diagnostics.RunAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                // The timeout covers all calls together. Each call also has its own.
            }
        }

        return TypedResults.LocalRedirect(Path);
    }
}
