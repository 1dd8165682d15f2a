using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Requests the access token, one request at a time, and caches it until five minutes before it expires. The cache does not survive a
/// restart, because WeChat returns the same stable token again.
/// </summary>
public sealed class WeChatToken(IOptions<WeChatOptions> options, IHttpClientFactory http, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5), BetweenForced = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private (string Token, DateTimeOffset Until)? _known;
    private DateTimeOffset _forcedAt = DateTimeOffset.MinValue;

    /// <summary>Returns a valid token other than <paramref name="refused"/>.</summary>
    public async Task<string> GetAsync(string? refused, CancellationToken cancellation)
    {
        if (Known(refused) is { } token) return token;
        await _one.WaitAsync(cancellation);
        try
        {
            if (Known(refused) is { } meanwhile) return meanwhile;
            var (fresh, until) = await AskAsync(force: false, cancellation);
            // WeChat returned the rejected token again. Only a forced renewal creates a new one, and WeChat limits those.
            if (fresh == refused) (fresh, until) = await ForceAsync(cancellation);
            _known = (fresh, until);
            return fresh;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private string? Known(string? refused) => _known is var (token, until) && token != refused && time.GetUtcNow() < until ? token : null;

    private async Task<(string, DateTimeOffset)> ForceAsync(CancellationToken cancellation)
    {
        if (time.GetUtcNow() - _forcedAt < BetweenForced) throw new WeChatRefusal(40001);
        _forcedAt = time.GetUtcNow();
        return await AskAsync(force: true, cancellation);
    }

    private async Task<(string Token, DateTimeOffset Until)> AskAsync(bool force, CancellationToken cancellation)
    {
        var requestedAt = time.GetUtcNow();
        using var client = http.CreateClient(WeChatLine.HttpClientName);
        using var answer = await client.PostAsync(new Uri(options.Value.Server, "/cgi-bin/stable_token"), WeChatLine.Json(new JsonObject
        {
            ["grant_type"] = "client_credential", ["appid"] = options.Value.AppId, ["secret"] = options.Value.AppSecret,
            ["force_refresh"] = force,
        }), cancellation);
        var read = WeChatRefusal.Check(await WeChatLine.ReadAsync(answer, cancellation));
        var lifetime = TimeSpan.FromSeconds(read["expires_in"]?.GetValue<int>() ?? 0);
        return (read["access_token"]?.GetValue<string>() ?? throw new FormatException("WeChat returned no access token."),
            requestedAt + (lifetime > 2 * Early ? lifetime - Early : lifetime / 2));
    }
}
