using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>Downloads the photos, recordings, videos and files of residents' messages. WeCom keeps them for three days.</summary>
public sealed class WeComFileSource(WeComApi api) : IFileSource
{
    private static readonly TimeSpan DownloadTimeout = TimeSpan.FromMinutes(2);

    public ContactChannel Channel => ContactChannel.WeCom;

    public async Task<FetchResult> FetchAsync(string bot, string source, Stream into, CancellationToken cancellation)
    {
        if (!api.Options.IsOn) return new FetchResult.FetchLater(null, "off");
        if (!api.Options.ListAccounts().Contains(bot)) return new FetchResult.FetchGone("otherBot");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(DownloadTimeout);
        try
        {
            using var media = await api.DownloadMediaAsync(source, timeout.Token);
            return await media.CopyAsync(into, timeout.Token);
        }
        catch (TencentApiException refusal) when (refusal.Code is 40007 or 40004 or 40008)
        {
            return new FetchResult.FetchGone(TencentErrors.GetCode(refusal));
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // Any failure of another server is a reason to fetch the file later.
            return new FetchResult.FetchLater(null, TencentErrors.GetCode(error));
        }
    }
}
