using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>The line to WeChat's server. The access token goes into its addresses, so nothing on this way logs an address.</summary>
public sealed partial class WeChatLine(IOptions<WeChatOptions> options, WeChatToken token, IHttpClientFactory http)
{
    public const string HttpClientName = "wechat";

    // WeChat shows \u4E00 as these six letters: what it gets must be written out.
    private static readonly JsonSerializerOptions WrittenOut = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TimeSpan UploadPatience = TimeSpan.FromSeconds(60);

    public WeChatOptions Options => options.Value;

    public Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellation) =>
        AskAsync(path, "", () => Json(body), cancellation);

    /// <param name="renew">Whether a token that is refused may be replaced: WeChat gives out only so many a day.</param>
    public Task<JsonObject> GetAsync(string path, bool renew, CancellationToken cancellation) => WithTokenAsync(async (client, current) =>
    {
        using var answer = await client.GetAsync(Address(path, current, ""), cancellation);
        return WeChatRefusal.Check(await ReadAsync(answer, cancellation));
    }, cancellation, renew: renew);

    /// <summary>Uploads a recording or a picture; gives the id by which it is sent.</summary>
    internal async Task<string> UploadAsync(WeChatMedium kind, string name, string contentType, byte[] bytes, CancellationToken cancellation)
    {
        var answer = await AskAsync("/cgi-bin/media/upload", kind is WeChatMedium.Voice ? "&type=voice" : "&type=image", () => File(name, contentType, bytes), cancellation, UploadPatience);
        return answer["media_id"]?.GetValue<string>() ?? throw new FormatException("No media id.");
    }

    /// <summary>A medium as its bytes come, or what WeChat says instead. The caller disposes of it.</summary>
    public Task<HttpResponseMessage> MediaAsync(string id, CancellationToken cancellation) => WithTokenAsync(async (client, current) =>
    {
        var answer = await client.GetAsync(Address("/cgi-bin/media/get", current, "&media_id=" + Uri.EscapeDataString(id)), HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.IsSuccessStatusCode && !IsJson(answer.Content)) return answer;
        using (answer)
        {
            var read = WeChatRefusal.Check(await ReadAsync(answer, cancellation));
            return read["video_url"]?.GetValue<string>() is { } video && Uri.TryCreate(video, UriKind.Absolute, out var url) && IsOfWeChat(url)
                ? await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation)
                : throw new FormatException("Neither a medium nor the address of one.");
        }
    }, cancellation);

    // The encoder leaves only the first plane of letters as it is: faces and other pairs are put back by hand.
    internal static StringContent Json(JsonObject body) => new(EscapedPair().Replace(body.ToJsonString(WrittenOut), pair =>
        string.Concat(Unit(pair.Groups[1]), Unit(pair.Groups[2]))), Encoding.UTF8, "application/json");

    private static string Unit(Group hex) => ((char)Convert.ToUInt16(hex.Value, 16)).ToString();

    [GeneratedRegex("""(?<=(?<!\\)(?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})""")]
    private static partial Regex EscapedPair();

    // WeChat says text/plain of its JSON now and then.
    internal static async Task<JsonNode?> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        return await JsonNode.ParseAsync(body, cancellationToken: cancellation);
    }

    private Task<JsonObject> AskAsync(string path, string more, Func<HttpContent> body, CancellationToken cancellation, TimeSpan? patience = null) => WithTokenAsync(async (client, current) =>
    {
        using var content = body();
        using var answer = await client.PostAsync(Address(path, current, more), content, cancellation);
        return WeChatRefusal.Check(await ReadAsync(answer, cancellation));
    }, cancellation, patience);

    // A token that was refused is replaced once; a second refusal is the caller's.
    private async Task<T> WithTokenAsync<T>(Func<HttpClient, string, Task<T>> call, CancellationToken cancellation, TimeSpan? patience = null, bool renew = true)
    {
        using var client = http.CreateClient(HttpClientName);
        client.Timeout = patience ?? client.Timeout;
        var current = await token.GetAsync(null, cancellation);
        try
        {
            return await call(client, current);
        }
        catch (WeChatRefusal refusal) when (renew && refusal.IsOfTheToken)
        {
            return await call(client, await token.GetAsync(current, cancellation));
        }
    }

    private Uri Address(string path, string current, string more) => new(Options.Server, $"{path}?access_token={Uri.EscapeDataString(current)}{more}");

    private bool IsOfWeChat(Uri url) => url.Authority == Options.Server.Authority
        || (url.Scheme is "http" or "https" && url.Host.EndsWith(".qq.com", StringComparison.OrdinalIgnoreCase));

    private static bool IsJson(HttpContent content) => content.Headers.ContentType?.MediaType is "application/json" or "text/plain" or "text/json";

    // WeChat goes by the name's end, and reads no encoded names: whatever the file was called, that is all it needs.
    private static MultipartFormDataContent File(string name, string contentType, byte[] bytes)
    {
        var part = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        return new MultipartFormDataContent { { part, "media", "medium" + System.IO.Path.GetExtension(name) } };
    }
}

/// <summary>What is uploaded to be sent.</summary>
internal enum WeChatMedium { Voice, Image }
