using System.Buffers;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Downloads the files of residents' messages. Their addresses contain the token, so none is stored or logged.</summary>
public sealed class TelegramFiles(TelegramLine line) : IFileSource
{
    /// <summary>Telegram's download limit for bots, in bytes.</summary>
    public const long Longest = 20 * 1024 * 1024;

    public ContactChannel Channel => ContactChannel.Telegram;

    public async Task<Fetched> FetchAsync(string bot, string source, Stream into, CancellationToken cancellation)
    {
        if (!line.Options.IsOn) return new Fetched.Later(null, "off");
        if (bot != line.Options.Bot) return new Fetched.Gone("otherBot");
        try
        {
            var file = await line.AskAsync((client, token) => client.GetFile(source, token), cancellation);
            if (file.FileSize > Longest) return new Fetched.TooLarge();
            return file.FilePath is { Length: > 0 } path
                ? await DownloadAsync(path, into, cancellation) : new Fetched.Later(null, "noPath");
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            return Read(error);
        }
    }

    // The limit also applies to the bytes that arrive, as the size announced by the server may be wrong.
    private async Task<Fetched> DownloadAsync(string path, Stream into, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(line.Pace.Patience + line.Pace.Download);
        using var answer = await line.FileAsync(path, timeout.Token);
        if (answer is null) return new Fetched.Later(null, "pathGone");
        if (answer.Content.Headers.ContentLength > Longest) return new Fetched.TooLarge();
        await using var body = await answer.Content.ReadAsStreamAsync(timeout.Token);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var total = 0L;
            for (int read; (read = await body.ReadAsync(buffer, timeout.Token)) > 0;)
            {
                if ((total += read) > Longest) return new Fetched.TooLarge();
                await into.WriteAsync(buffer.AsMemory(0, read), timeout.Token);
            }

            return answer.Content.Headers.ContentLength is { } announced && announced != total
                ? new Fetched.Later(null, "cutShort") : new Fetched.Got();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Fetched Read(Exception error) => error switch
    {
        ApiRequestException { ErrorCode: 429 } limited =>
            new Fetched.Later(limited.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, "429"),
        ApiRequestException { ErrorCode: 400 } refused when refused.Message.Contains("too big", StringComparison.OrdinalIgnoreCase) =>
            new Fetched.TooLarge(),
        // "wrong file_id or the file is temporarily unavailable" does not tell the two apart, so the download is retried for a while.
        _ => new Fetched.Later(null, TelegramTrouble.Code(error)),
    };
}
