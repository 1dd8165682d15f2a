using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace EcomCenter.Desk.Http.Bodies;

/// <summary>Reads a JSON request body of at most 256 KB. Returns a problem that names every fault of a body it can't read.</summary>
internal static class JsonBodyReader
{
    public const int MaxBytes = 256 * 1024;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the body. A request without content yields <paramref name="whenEmpty"/> if that is given.</summary>
    public static async Task<JsonBody<T>> ReadAsync<T>(HttpRequest request, T? whenEmpty = null)
        where T : class
    {
        if (request.ContentType is not null && !IsJson(request))
            return Reject<T>(ProblemResult.FromStatus(StatusCodes.Status415UnsupportedMediaType));
        if (await ReadBytesAsync(request) is not { } bytes)
            return Reject<T>(ProblemResult.FromStatus(StatusCodes.Status413PayloadTooLarge));
        if (bytes.Length == 0)
            return whenEmpty is null ? Reject<T>(new(StatusCodes.Status400BadRequest, "emptyBody")) : new(whenEmpty, bytes, null);
        if (request.ContentType is null) return Reject<T>(ProblemResult.FromStatus(StatusCodes.Status415UnsupportedMediaType));
        return Parse(bytes, BodyJson.TypeInfoOf<T>());
    }

    private static JsonBody<T> Parse<T>(byte[] bytes, JsonTypeInfo<T> type)
        where T : class
    {
        if (!Utf8.IsValid(bytes)) return Reject<T>(new(StatusCodes.Status400BadRequest, "badUtf8"));
        var json = bytes.AsMemory(bytes.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0);
        try
        {
            if (JsonSerializer.Deserialize(json.Span, type) is { } body) return new(body, bytes, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Explained below from the bytes, because the exception names only the first fault.
        }

        return Reject<T>(BodyFaults.Explain(json, type));
    }

    private static JsonBody<T> Reject<T>(ProblemResult problem)
        where T : class => new(null, [], problem);

    private static bool IsJson(HttpRequest request)
    {
        if (request.GetTypedHeaders().ContentType is not { } type) return false;
        return type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Value.AsSpan().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    private static async ValueTask<byte[]?> ReadBytesAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBytes) return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            var tooLarge = read.Buffer.Length > MaxBytes;
            if (tooLarge || read.IsCompleted)
            {
                var bytes = tooLarge ? null : read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
