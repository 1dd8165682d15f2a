using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EcomCenter.Bots.Channels.Tencent;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>Calls the API of WeCom. Its addresses contain the access token, so no code here logs an address.</summary>
public sealed class WeComApi(IOptions<WeComOptions> options, WeComAccessToken token, IHttpClientFactory http)
{
    public const string HttpClientName = "wecom";

    private static readonly TimeSpan UploadTimeout = TimeSpan.FromSeconds(60);

    public WeComOptions Options => options.Value;

    public Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellation) =>
        PostContentAsync(path, "", () => TencentJson.ToContent(body), cancellation);

    /// <summary>Returns the answer as text, so that what it contains can be kept as it came.</summary>
    public Task<string> PostForTextAsync(string path, JsonObject body, CancellationToken cancellation) =>
        WithTokenAsync(async (client, current) =>
    {
        using var content = TencentJson.ToContent(body);
        using var answer = await client.PostAsync(BuildUri(path, current, ""), content, cancellation);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        TencentApiException.ThrowIfFailed(JsonNode.Parse(JsonSanitizer.Sanitize(text)));
        return text;
    }, cancellation);

    /// <summary>Uploads a file for three days and returns its media id.</summary>
    internal async Task<string> UploadAsync(
        WeComMediaType kind, string name, string contentType, byte[] bytes, CancellationToken cancellation)
    {
        var answer = await PostContentAsync("/cgi-bin/media/upload", "&type=" + kind.ToCode(),
            () => ToMultipartContent(name, contentType, bytes), cancellation, UploadTimeout);
        return answer["media_id"]?.GetValue<string>() ?? throw new FormatException("WeCom returned no media id.");
    }

    /// <summary>Downloads a media file.</summary>
    internal Task<TencentDownload> DownloadMediaAsync(string id, CancellationToken cancellation) =>
        WithTokenAsync(async (client, current) =>
    {
        var address = BuildUri("/cgi-bin/media/get", current, "&media_id=" + Uri.EscapeDataString(id));
        var media = await TencentDownload.OpenAsync(
            await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation), cancellation);
        if (media.Json is not { } json) return media;
        using (media)
        {
            TencentApiException.ThrowIfFailed(json);
            throw new FormatException("WeCom returned no media file.");
        }
    }, cancellation);

    private Task<JsonObject> PostContentAsync(string path, string query, Func<HttpContent> body, CancellationToken cancellation,
        TimeSpan? timeout = null) => WithTokenAsync(async (client, current) =>
    {
        using var content = body();
        using var answer = await client.PostAsync(BuildUri(path, current, query), content, cancellation);
        return TencentApiException.ThrowIfFailed(await TencentJson.ReadAsync(answer, cancellation));
    }, cancellation, timeout);

    // A rejected token is replaced once. A second rejection is thrown to the caller.
    private async Task<T> WithTokenAsync<T>(
        Func<HttpClient, string, Task<T>> call, CancellationToken cancellation, TimeSpan? timeout = null)
    {
        using var client = http.CreateClient(HttpClientName);
        client.Timeout = timeout ?? client.Timeout;
        var current = await token.GetAsync(null, cancellation);
        try
        {
            return await call(client, current);
        }
        catch (TencentApiException refusal) when (refusal.IsTokenError)
        {
            return await call(client, await token.GetAsync(current, cancellation));
        }
    }

    private Uri BuildUri(string path, string current, string query) =>
        new(Options.Server, $"{path}?access_token={Uri.EscapeDataString(current)}{query}");

    // The name is shown to the resident. Quotes and control characters would end it early.
    private static MultipartFormDataContent ToMultipartContent(string name, string contentType, byte[] bytes)
    {
        var shown = string.Concat(name.Where(c => !char.IsControl(c) && c is not ('"' or '\\')));
        var part = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        part.Headers.TryAddWithoutValidation("Content-Disposition", string.Create(
            CultureInfo.InvariantCulture, $"form-data; name=\"media\"; filename=\"{shown}\"; filelength={bytes.Length}"));
        var form = new MultipartFormDataContent { HeaderEncodingSelector = static (_, _) => Encoding.UTF8 };
        form.Add(part);
        return form;
    }
}

internal enum WeComMediaType { Image, Voice, Video, File }

internal static class WeComMediaTypeCode
{
    public static string ToCode(this WeComMediaType kind) => kind switch
    {
        WeComMediaType.Image => "image",
        WeComMediaType.Voice => "voice",
        WeComMediaType.Video => "video",
        _ => "file",
    };
}
