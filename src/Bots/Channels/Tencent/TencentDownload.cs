using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using EcomCenter.Bots.Ports;

namespace EcomCenter.Bots.Channels.Tencent;

/// <summary>
/// The answer to a request for a file: the file, or JSON in its place. The bytes tell which, not the type by which they are called: the
/// servers label JSON as text or as the file, and a resident may send a text file, or one with JSON in it.
/// </summary>
internal sealed class TencentDownload : IDisposable
{
    public const long MaxBytes = 20 * 1024 * 1024;

    /// <summary>The size up to which an answer is read as JSON. Errors and addresses are much shorter.</summary>
    private const int MaxJsonBytes = 4096;

    private readonly HttpResponseMessage _answer;
    private readonly Stream _body;

    private TencentDownload(HttpResponseMessage answer, Stream body, JsonObject? json) => (_answer, _body, Json) = (answer, body, json);

    /// <summary>The JSON in place of a file; null if the answer is a file.</summary>
    public JsonObject? Json { get; }

    /// <summary>Takes over the response.</summary>
    public static async Task<TencentDownload> OpenAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            answer.EnsureSuccessStatusCode();
            var reader = PipeReader.Create(await answer.Content.ReadAsStreamAsync(cancellation));
            var head = await reader.ReadAtLeastAsync(MaxJsonBytes + 1, cancellation);
            // Only a file has a name. That saves the file of a resident that looks like an error.
            var isFile = head.Buffer.Length > MaxJsonBytes || answer.Content.Headers.ContentDisposition is not null;
            var json = isFile ? null : ReadJson(head.Buffer.ToArray());
            reader.AdvanceTo(head.Buffer.Start);
            return new(answer, reader.AsStream(), json);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    // The limit also applies to the bytes that arrive, as the size announced by the server may be wrong.
    public async Task<FetchResult> CopyAsync(Stream into, CancellationToken cancellation)
    {
        var announced = _answer.Content.Headers.ContentLength;
        if (announced > MaxBytes) return new FetchResult.FetchTooLarge();
        var (buffer, total) = (new byte[64 * 1024], 0L);
        for (int read; (read = await _body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if ((total += read) > MaxBytes) return new FetchResult.FetchTooLarge();
            await into.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return announced is { } expected && expected != total ? new FetchResult.FetchLater(null, "cutShort") : new FetchResult.FetchDone();
    }

    public void Dispose()
    {
        _body.Dispose();
        _answer.Dispose();
    }

    // What a server says in place of a file has a code or an address. Other JSON is a resident's own.
    private static JsonObject? ReadJson(byte[] bytes)
    {
        if (!bytes.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8)) return null;
        try
        {
            return JsonNode.Parse(bytes) is JsonObject json && (json.ContainsKey("errcode") || json.ContainsKey("video_url")) ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
