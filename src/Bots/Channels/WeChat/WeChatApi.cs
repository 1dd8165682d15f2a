using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>Calls the API of WeChat. Its addresses contain the access token, so no code here logs an address.</summary>
public sealed class WeChatApi(IOptions<WeChatOptions> options, WeChatAccessToken token, IHttpClientFactory http)
{
    public const string HttpClientName = "wechat";

    // WeChat does not decode \u4E00 and shows these six characters, so the JSON must contain the letters themselves.
    private static readonly JsonSerializerOptions UnescapedJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // An escaped backslash is a match of its own, so that a letter u after it begins no sequence.
    private static readonly Regex EscapeSequences = new(
        """\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\.""", RegexOptions.NonBacktracking);

    private static readonly TimeSpan UploadTimeout = TimeSpan.FromSeconds(60);

    public WeChatOptions Options => options.Value;

    public Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellation) =>
        PostContentAsync(path, "", () => ToJsonContent(body), cancellation);

    /// <param name="renew">True to replace a rejected token. WeChat issues only a limited number of tokens a day.</param>
    public Task<JsonObject> GetAsync(string path, bool renew, CancellationToken cancellation) => WithTokenAsync(async (client, current) =>
    {
        using var answer = await client.GetAsync(BuildUri(path, current, ""), cancellation);
        return WeChatApiException.ThrowIfFailed(await ReadJsonAsync(answer, cancellation));
    }, cancellation, renew: renew);

    /// <summary>Uploads a recording or a picture and returns its media id.</summary>
    internal async Task<string> UploadAsync(
        WeChatMediaType kind, string name, string contentType, byte[] bytes, CancellationToken cancellation)
    {
        var answer = await PostContentAsync("/cgi-bin/media/upload", kind is WeChatMediaType.Voice ? "&type=voice" : "&type=image",
            () => ToMultipartContent(name, contentType, bytes), cancellation, UploadTimeout);
        return answer["media_id"]?.GetValue<string>() ?? throw new FormatException("WeChat returned no media id.");
    }

    /// <summary>Downloads a media file. The caller disposes the response.</summary>
    public Task<HttpResponseMessage> DownloadMediaAsync(string id, CancellationToken cancellation) =>
        WithTokenAsync(async (client, current) =>
    {
        var answer = await client.GetAsync(BuildUri("/cgi-bin/media/get", current, "&media_id=" + Uri.EscapeDataString(id)),
            HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.IsSuccessStatusCode && !IsJson(answer.Content)) return answer;
        using (answer)
        {
            var read = WeChatApiException.ThrowIfFailed(await ReadJsonAsync(answer, cancellation));
            var isVideo = Uri.TryCreate(read["video_url"]?.GetValue<string>(), UriKind.Absolute, out var url) && IsWeChatHost(url);
            return isVideo
                ? await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation)
                : throw new FormatException("WeChat returned neither a media file nor the address of one.");
        }
    }, cancellation);

    // The encoder escapes surrogate pairs such as emoji in any case, so they are decoded again here.
    internal static StringContent ToJsonContent(JsonObject body) => new(EscapeSequences.Replace(body.ToJsonString(UnescapedJson),
        sequence => sequence.Groups[1].Success
            ? string.Concat(ParseUtf16Unit(sequence.Groups[1]), ParseUtf16Unit(sequence.Groups[2])) : sequence.Value),
        Encoding.UTF8, "application/json");

    private static string ParseUtf16Unit(Group hex) => ((char)Convert.ToUInt16(hex.Value, 16)).ToString();

    // WeChat sometimes labels its JSON text/plain, so the content type is not checked.
    internal static async Task<JsonNode?> ReadJsonAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        return await JsonNode.ParseAsync(body, cancellationToken: cancellation);
    }

    private Task<JsonObject> PostContentAsync(string path, string query, Func<HttpContent> body, CancellationToken cancellation,
        TimeSpan? timeout = null) => WithTokenAsync(async (client, current) =>
    {
        using var content = body();
        using var answer = await client.PostAsync(BuildUri(path, current, query), content, cancellation);
        return WeChatApiException.ThrowIfFailed(await ReadJsonAsync(answer, cancellation));
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
        catch (WeChatApiException refusal) when (renew && refusal.IsTokenError)
        {
            return await call(client, await token.GetAsync(current, cancellation));
        }
    }

    private Uri BuildUri(string path, string current, string query) =>
        new(Options.Server, $"{path}?access_token={Uri.EscapeDataString(current)}{query}");

    private bool IsWeChatHost(Uri url) => url.Authority == Options.Server.Authority
        || (url.Scheme is "http" or "https" && url.Host.EndsWith(".qq.com", StringComparison.OrdinalIgnoreCase));

    private static bool IsJson(HttpContent content) =>
        content.Headers.ContentType?.MediaType is "application/json" or "text/plain" or "text/json";

    // WeChat looks only at the file extension and does not decode encoded names, so the rest of the name is left out.
    private static MultipartFormDataContent ToMultipartContent(string name, string contentType, byte[] bytes)
    {
        var part = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        return new MultipartFormDataContent { { part, "media", "medium" + System.IO.Path.GetExtension(name) } };
    }
}

internal enum WeChatMediaType { Voice, Image }
