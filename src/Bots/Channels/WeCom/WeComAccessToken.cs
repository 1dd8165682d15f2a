using System.Text.Json.Nodes;
using EcomCenter.Bots.Channels.Tencent;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>
/// Requests the access token, one request at a time, and caches it until five minutes before it expires. WeCom returns the same token until
/// then, and limits how often it may be asked for. Spans go by the monotonic clock: after the host's clock was ahead, a token would be kept
/// until that time.
/// </summary>
public sealed class WeComAccessToken(IOptions<WeComOptions> options, IHttpClientFactory http, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5), MinRenewalInterval = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private (string Token, long RequestedAt, TimeSpan Lifetime)? _cached;

    /// <summary>Returns a valid token other than <paramref name="rejected"/>.</summary>
    public async Task<string> GetAsync(string? rejected, CancellationToken cancellation)
    {
        if (GetCached(rejected) is { } token) return token;
        await _gate.WaitAsync(cancellation);
        try
        {
            if (GetCached(rejected) is { } meanwhile) return meanwhile;
            // A token that is rejected as soon as it was issued will be rejected again.
            if (rejected is not null && _cached is { } last && time.GetElapsedTime(last.RequestedAt) < MinRenewalInterval)
                throw new TencentApiException(40014);
            _cached = await RequestAsync(cancellation);
            return _cached.Value.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private string? GetCached(string? rejected) =>
        _cached is var (token, requestedAt, lifetime) && token != rejected && time.GetElapsedTime(requestedAt) < lifetime ? token : null;

    private async Task<(string Token, long RequestedAt, TimeSpan Lifetime)> RequestAsync(CancellationToken cancellation)
    {
        var requestedAt = time.GetTimestamp();
        using var client = http.CreateClient(WeComApi.HttpClientName);
        var (corporation, secret) = (Uri.EscapeDataString(options.Value.CorpId), Uri.EscapeDataString(options.Value.Secret));
        using var answer = await client.GetAsync(
            new Uri(options.Value.Server, $"/cgi-bin/gettoken?corpid={corporation}&corpsecret={secret}"), cancellation);
        var read = TencentApiException.ThrowIfFailed(await TencentJson.ReadAsync(answer, cancellation));
        var lifetime = TimeSpan.FromSeconds(read["expires_in"]?.GetValue<int>() ?? 0);
        return (read["access_token"]?.GetValue<string>() ?? throw new FormatException("WeCom returned no access token."),
            requestedAt, lifetime > 2 * RenewBefore ? lifetime - RenewBefore : lifetime / 2);
    }
}
