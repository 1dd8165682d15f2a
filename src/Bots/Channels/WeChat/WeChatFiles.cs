using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>Photos, recordings and films of residents' messages. WeChat keeps them for three days.</summary>
public sealed class WeChatFiles(WeChatLine line) : IFileSource
{
    public const long Longest = 20 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public ContactChannel Channel => ContactChannel.WeChat;

    public async Task<Fetched> FetchAsync(string bot, string source, Stream into, CancellationToken cancellation)
    {
        if (!line.Options.IsOn) return new Fetched.Later(null, "off");
        if (bot != line.Options.AppId) return new Fetched.Gone("otherBot");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var answer = await line.MediaAsync(source, patience.Token);
            return await TakeAsync(answer, into, patience.Token);
        }
        catch (WeChatRefusal refusal) when (refusal.Code is 40007 or 40004 or 40008)
        {
            return new Fetched.Gone(WeChatTrouble.Code(refusal));
        }
        catch (Exception trouble) when (!cancellation.IsCancellationRequested)
        {
            return new Fetched.Later(null, WeChatTrouble.Code(trouble));
        }
    }

    // Whatever the server says of the size: more than the longest is never taken.
    private static async Task<Fetched> TakeAsync(HttpResponseMessage answer, Stream into, CancellationToken cancellation)
    {
        answer.EnsureSuccessStatusCode();
        var told = answer.Content.Headers.ContentLength;
        if (told > Longest) return new Fetched.TooLarge();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var (buffer, total) = (new byte[64 * 1024], 0L);
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if ((total += read) > Longest) return new Fetched.TooLarge();
            await into.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return told is { } whole && whole != total ? new Fetched.Later(null, "cutShort") : new Fetched.Got();
    }
}
