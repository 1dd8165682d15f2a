using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>Downloads the photos, recordings and videos of residents' messages. WeChat keeps them for three days.</summary>
public sealed class WeChatFileSource(WeChatApi api) : IFileSource
{
    public const long MaxBytes = 20 * 1024 * 1024;

    private static readonly TimeSpan DownloadTimeout = TimeSpan.FromMinutes(2);

    public ContactChannel Channel => ContactChannel.WeChat;

    public async Task<FetchResult> FetchAsync(string bot, string source, Stream into, CancellationToken cancellation)
    {
        if (!api.Options.IsOn) return new FetchResult.FetchLater(null, "off");
        if (bot != api.Options.AppId) return new FetchResult.FetchGone("otherBot");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(DownloadTimeout);
        try
        {
            using var answer = await api.DownloadMediaAsync(source, timeout.Token);
            return await CopyAsync(answer, into, timeout.Token);
        }
        catch (WeChatApiException refusal) when (refusal.Code is 40007 or 40004 or 40008)
        {
            return new FetchResult.FetchGone(WeChatErrors.GetCode(refusal));
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            return new FetchResult.FetchLater(null, WeChatErrors.GetCode(error));
        }
    }

    // The limit also applies to the bytes that arrive, as the size announced by the server may be wrong.
    private static async Task<FetchResult> CopyAsync(HttpResponseMessage answer, Stream into, CancellationToken cancellation)
    {
        answer.EnsureSuccessStatusCode();
        var announced = answer.Content.Headers.ContentLength;
        if (announced > MaxBytes) return new FetchResult.FetchTooLarge();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var (buffer, total) = (new byte[64 * 1024], 0L);
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if ((total += read) > MaxBytes) return new FetchResult.FetchTooLarge();
            await into.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return announced is { } expected && expected != total ? new FetchResult.FetchLater(null, "cutShort") : new FetchResult.FetchDone();
    }
}
