using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using EcomCenter.Bots.Channels.Tencent;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>Calls the API of WeChat. Its addresses contain the access token, so no code here logs an address.</summary>
public sealed class WeChatApi(IOptions<WeChatOptions> options, WeChatAccessToken token, IHttpClientFactory http)
{
    public const string HttpClientName = "wechat";

    private static readonly TimeSpan UploadTimeout = TimeSpan.FromSeconds(60);

    public WeChatOptions Options => options.Value;

    public Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellation) =>
        PostContentAsync(path, "", () => TencentJson.ToContent(body), cancellation);

    /// <param name="renew">True to replace a rejected token. WeChat issues only a limited number of tokens a day.</param>
    public Task<JsonObject> GetAsync(string path, bool renew, CancellationToken cancellation) => WithTokenAsync(async (client, current) =>
    {
        using var answer = await client.GetAsync(BuildUri(path, current, ""), cancellation);
        return TencentApiException.ThrowIfFailed(await TencentJson.ReadAsync(answer, cancellation));
    }, cancellation, renew: renew);

    /// <summary>Uploads a recording or a picture and returns its media id.</summary>
    internal async Task<string> UploadAsync(
        WeChatMediaType kind, string name, string contentType, byte[] bytes, CancellationToken cancellation)
    {
        var answer = await PostContentAsync("/cgi-bin/media/upload", kind is WeChatMediaType.Voice ? "&type=voice" : "&type=image",
            () => ToMultipartContent(name, contentType, bytes), cancellation, UploadTimeout);
        return answer["media_id"]?.GetValue<string>() ?? throw new FormatException("WeChat returned no media id.");
    }

    /// <summary>Downloads a media file.</summary>
    internal Task<TencentDownload> DownloadMediaAsync(string id, CancellationToken cancellation) =>
        WithTokenAsync(async (client, current) =>
    {
        var media = await DownloadAsync(client, BuildUri("/cgi-bin/media/get", current, "&media_id=" + Uri.EscapeDataString(id)),
            cancellation);
        if (media.Json is not { } json) return media;
        using (media)
        {
            var read = TencentApiException.ThrowIfFailed(json);
            var isVideo = Uri.TryCreate(read["video_url"]?.GetValue<string>(), UriKind.Absolute, out var url) && IsWeChatHost(url);
            return isVideo ? await DownloadAsync(client, url!, cancellation)
                : throw new FormatException("WeChat returned neither a media file nor the address of one.");
        }
    }, cancellation);

    private static async Task<TencentDownload> DownloadAsync(HttpClient client, Uri address, CancellationToken cancellation) =>
        await TencentDownload.OpenAsync(
            await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation), cancellation);

    private Task<JsonObject> PostContentAsync(string path, string query, Func<HttpContent> body, CancellationToken cancellation,
        TimeSpan? timeout = null) => WithTokenAsync(async (client, current) =>
    {
        using var content = body();
        using var answer = await client.PostAsync(BuildUri(path, current, query), content, cancellation);
        return TencentApiException.ThrowIfFailed(await TencentJson.ReadAsync(answer, cancellation));
    }, cancellation, timeout);

    // A rejected token is replaced once. A second rejection is thrown to the caller.
    private async Task<T> WithTokenAsync<T>(
        Func<HttpClient, string, Task<T>> call, CancellationToken cancellation, TimeSpan? timeout = null, bool renew = true)
    {
        using var client = http.CreateClient(HttpClientName);
        client.Timeout = timeout ?? client.Timeout;
        var current = await token.GetAsync(null, cancellation);
        try
        {
            return await call(client, current);
        }
        catch (TencentApiException refusal) when (renew && refusal.IsTokenError)
        {
            return await call(client, await token.GetAsync(current, cancellation));
        }
    }

    private Uri BuildUri(string path, string current, string query) =>
        new(Options.Server, $"{path}?access_token={Uri.EscapeDataString(current)}{query}");

    private bool IsWeChatHost(Uri url) => url.Authority == Options.Server.Authority
        || (url.Scheme is "http" or "https" && url.Host.EndsWith(".qq.com", StringComparison.OrdinalIgnoreCase));

    // WeChat looks only at the file extension and does not decode encoded names, so the rest of the name is left out.
    private static MultipartFormDataContent ToMultipartContent(string name, string contentType, byte[] bytes)
    {
        var part = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        return new MultipartFormDataContent { { part, "media", "medium" + System.IO.Path.GetExtension(name) } };
    }
}

internal enum WeChatMediaType { Voice, Image }
