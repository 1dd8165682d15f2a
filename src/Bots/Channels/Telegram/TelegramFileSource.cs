using System.Buffers;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Downloads the files of residents' messages. Their addresses contain the token, so none is stored or logged.</summary>
public sealed class TelegramFileSource(TelegramApi api) : IFileSource
{
    /// <summary>Telegram's download limit for bots, in bytes.</summary>
    public const long MaxBytes = 20 * 1024 * 1024;

    public ContactChannel Channel => ContactChannel.Telegram;

    public async Task<FetchResult> FetchAsync(string bot, string source, Stream into, CancellationToken cancellation)
    {
        if (!api.Options.IsOn) return new FetchResult.FetchLater(null, "off");
        if (bot != api.Options.BotId) return new FetchResult.FetchGone("otherBot");
        try
        {
            var file = await api.CallAsync((client, token) => client.GetFile(source, token), cancellation);
            if (file.FileSize > MaxBytes) return new FetchResult.FetchTooLarge();
            return file.FilePath is { Length: > 0 } path
                ? await DownloadAsync(path, into, cancellation) : new FetchResult.FetchLater(null, "noPath");
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // Any failure of another server is a reason to fetch the file later or never: the mapping decides by the type.
            return ToFetchResult(error);
        }
    }

    // The limit also applies to the bytes that arrive, as the size announced by the server may be wrong.
    private async Task<FetchResult> DownloadAsync(string path, Stream into, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(api.Timing.CallTimeout + api.Timing.DownloadTimeout);
        using var answer = await api.DownloadFileAsync(path, timeout.Token);
        if (answer is null) return new FetchResult.FetchLater(null, "pathGone");
        if (answer.Content.Headers.ContentLength > MaxBytes) return new FetchResult.FetchTooLarge();
        await using var body = await answer.Content.ReadAsStreamAsync(timeout.Token);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var total = 0L;
            for (int read; (read = await body.ReadAsync(buffer, timeout.Token)) > 0;)
            {
                if ((total += read) > MaxBytes) return new FetchResult.FetchTooLarge();
                await into.WriteAsync(buffer.AsMemory(0, read), timeout.Token);
            }

            return answer.Content.Headers.ContentLength is { } announced && announced != total
                ? new FetchResult.FetchLater(null, "cutShort") : new FetchResult.FetchDone();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static FetchResult ToFetchResult(Exception error) => error switch
    {
        ApiRequestException { ErrorCode: 429 } limited =>
            new FetchResult.FetchLater(limited.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, "429"),
        ApiRequestException { ErrorCode: 400 } refused when refused.Message.Contains("too big", StringComparison.OrdinalIgnoreCase) =>
            new FetchResult.FetchTooLarge(),
        // "wrong file_id or the file is temporarily unavailable" does not tell the two apart, so the download is retried for a while.
        _ => new FetchResult.FetchLater(null, TelegramErrors.GetCode(error)),
    };
}
