using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>Downloads the photos, recordings and videos of residents' messages. WeChat keeps them for three days.</summary>
public sealed class WeChatFiles(WeChatLine line) : IFileSource
{
    public const long Longest = 20 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public ContactChannel Channel => ContactChannel.WeChat;

    public async Task<Fetched> FetchAsync(string bot, string source, Stream into, CancellationToken cancellation)
    {
        if (!line.Options.IsOn) return new Fetched.Later(null, "off");
        if (bot != line.Options.AppId) return new Fetched.Gone("otherBot");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Patience);
        try
        {
            using var answer = await line.MediaAsync(source, timeout.Token);
            return await TakeAsync(answer, into, timeout.Token);
        }
        catch (WeChatRefusal refusal) when (refusal.Code is 40007 or 40004 or 40008)
        {
            return new Fetched.Gone(WeChatTrouble.Code(refusal));
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            return new Fetched.Later(null, WeChatTrouble.Code(error));
        }
    }

    // The limit also applies to the bytes that arrive, as the size announced by the server may be wrong.
    private static async Task<Fetched> TakeAsync(HttpResponseMessage answer, Stream into, CancellationToken cancellation)
    {
        answer.EnsureSuccessStatusCode();
        var announced = answer.Content.Headers.ContentLength;
        if (announced > Longest) return new Fetched.TooLarge();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var (buffer, total) = (new byte[64 * 1024], 0L);
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if ((total += read) > Longest) return new Fetched.TooLarge();
            await into.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return announced is { } expected && expected != total ? new Fetched.Later(null, "cutShort") : new Fetched.Got();
    }
}
