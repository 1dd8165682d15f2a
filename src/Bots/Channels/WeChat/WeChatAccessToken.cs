using System.Text.Json.Nodes;
using EcomCenter.Bots.Channels.Tencent;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Requests the access token, one request at a time, and caches it until five minutes before it expires. The cache does not survive a
/// restart, because WeChat returns the same stable token again. Spans go by the monotonic clock: after the host's clock was ahead, a token
/// would be kept, and its renewal refused, until that time.
/// </summary>
public sealed class WeChatAccessToken(IOptions<WeChatOptions> options, IHttpClientFactory http, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5), MinForceInterval = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private (string Token, long RequestedAt, TimeSpan Lifetime)? _cached;
    private long? _forcedAt;

    /// <summary>Returns a valid token other than <paramref name="rejected"/>.</summary>
    public async Task<string> GetAsync(string? rejected, CancellationToken cancellation)
    {
        if (GetCached(rejected) is { } token) return token;
        await _gate.WaitAsync(cancellation);
        try
        {
            if (GetCached(rejected) is { } meanwhile) return meanwhile;
            var fresh = await RequestAsync(force: false, cancellation);
            // WeChat returned the rejected token again. Only a forced renewal creates a new one, and WeChat limits those.
            if (fresh.Token == rejected) fresh = await ForceRenewalAsync(cancellation);
            _cached = fresh;
            return fresh.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private string? GetCached(string? rejected) =>
        _cached is var (token, requestedAt, lifetime) && token != rejected && time.GetElapsedTime(requestedAt) < lifetime ? token : null;

    private async Task<(string Token, long RequestedAt, TimeSpan Lifetime)> ForceRenewalAsync(CancellationToken cancellation)
    {
        if (_forcedAt is { } last && time.GetElapsedTime(last) < MinForceInterval) throw new TencentApiException(40001);
        _forcedAt = time.GetTimestamp();
        return await RequestAsync(force: true, cancellation);
    }

    private async Task<(string Token, long RequestedAt, TimeSpan Lifetime)> RequestAsync(bool force, CancellationToken cancellation)
    {
        var requestedAt = time.GetTimestamp();
        using var client = http.CreateClient(WeChatApi.HttpClientName);
        using var answer = await client.PostAsync(new Uri(options.Value.Server, "/cgi-bin/stable_token"),
            TencentJson.ToContent(new JsonObject
            {
                ["grant_type"] = "client_credential", ["appid"] = options.Value.AppId, ["secret"] = options.Value.AppSecret,
                ["force_refresh"] = force,
            }), cancellation);
        var read = TencentApiException.ThrowIfFailed(await TencentJson.ReadAsync(answer, cancellation));
        var lifetime = TimeSpan.FromSeconds(read["expires_in"]?.GetValue<int>() ?? 0);
        return (read["access_token"]?.GetValue<string>() ?? throw new FormatException("WeChat returned no access token."),
            requestedAt, lifetime > 2 * RenewBefore ? lifetime - RenewBefore : lifetime / 2);
    }
}
