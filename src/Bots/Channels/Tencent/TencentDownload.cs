using EcomCenter.Bots.Ports;

namespace EcomCenter.Bots.Channels.Tencent;

/// <summary>Copies the file of an answer.</summary>
internal static class TencentDownload
{
    public const long MaxBytes = 20 * 1024 * 1024;

    // The limit also applies to the bytes that arrive, as the size announced by the server may be wrong.
    public static async Task<FetchResult> CopyAsync(HttpResponseMessage answer, Stream into, CancellationToken cancellation)
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
