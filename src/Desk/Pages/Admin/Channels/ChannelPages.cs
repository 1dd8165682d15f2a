using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Backup;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Reading;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Pages.Admin.Channels;

/// <summary>
/// The page on the state of the channels and of the backups, for supervisors and administrators. It shows no token, no secret and no
/// data of residents.
/// </summary>
internal static class ChannelPages
{
    public const string Path = "/desk/admin/channels";

    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(10);

    public static async Task<IResult> ShowAsync(
        DeskDb db, ChannelAlerts alerts, IEnumerable<IMessenger> messengers, BackupReports backups, TimeProvider time,
        CancellationToken cancellation)
    {
        var channels = new List<ChannelSummary>();
        foreach (var setup in KnownChannels.All)
            channels.Add(await ChannelSummary.LoadAsync(
                db, setup, messengers.FirstOrDefault(messenger => messenger.Channel == setup.Traits.Channel), time.Now(), cancellation));
        return PageResult.For<ChannelsPage>(new
        {
            Channels = (IReadOnlyList<ChannelSummary>)channels, Outages = await alerts.GetOutagesAsync(cancellation),
            Backup = backups.Read(),
        });
    }

    /// <summary>Tests the connection to a messenger again. The page then shows the new result.</summary>
    public static async Task<RedirectHttpResult> TestAsync(HttpContext http, IEnumerable<IMessenger> messengers)
    {
        if (await FormPost.ReadValidAsync(http) is { } form && Enum.TryParse<ContactChannel>(form.Raw("channel"), out var channel)
            && messengers.FirstOrDefault(messenger => messenger.Channel == channel) is { IsOn: true } messenger)
        {
            using var timeout = new CancellationTokenSource(TestTimeout);
            try
            {
                await messenger.TestAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                // The timeout covers all calls together. Each call also has its own.
            }
        }

        return TypedResults.LocalRedirect(Path);
    }
}
