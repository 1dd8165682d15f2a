using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EcomCenter.Desk.Api;

/// <summary>Headers stored with a response, so that a replay can send them again.</summary>
internal sealed record StoredHeaders(string? ETag = null, string? Location = null);

/// <summary>A JSON response as bytes. A replay with the same Idempotency-Key must send exactly the same bytes.</summary>
internal sealed record ApiResponse(int Status, byte[] Body, StoredHeaders Headers) : IResult
{
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>The serialiser of response bodies. Uyghur and Chinese letters are not escaped.</summary>
    public static ApiResponseJson Json { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public bool IsReplay { get; init; }

    public static ApiResponse Ok<T>(T value, JsonTypeInfo<T> type) =>
        new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(value, type), new());

    public static ApiResponse ForTicket(TicketView view, int status = StatusCodes.Status200OK)
    {
        var location = status is StatusCodes.Status201Created ? $"{ApiRoutes.Tickets}/{view.Number}" : null;
        return new(status, JsonSerializer.SerializeToUtf8Bytes(view, Json.TicketView), new(FormatETag(view.Version), location));
    }

    public static string FormatETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json";
        response.ContentLength = Body.Length;
        response.Headers.CacheControl = "no-store";
        if (Headers.ETag is not null) response.Headers.ETag = Headers.ETag;
        if (Headers.Location is not null) response.Headers.Location = Headers.Location;
        if (IsReplay) response.Headers[ReplayedHeader] = "true";
        return response.Body.WriteAsync(Body, httpContext.RequestAborted).AsTask();
    }
}
