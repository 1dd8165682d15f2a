using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EcomCenter.Desk.Api;

/// <summary>The headers that belong to an answer.</summary>
internal sealed record KeptHeaders(string? ETag = null, string? Location = null);

/// <summary>An answer as bytes: what is sent now is what a repeat gets later.</summary>
internal sealed record Answer(int Status, byte[] Body, KeptHeaders Headers) : IResult
{
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Letters of all scripts go out as they are.</summary>
    public static AnswerJson Json { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public bool Replayed { get; init; }

    public static Answer Ok<T>(T value, JsonTypeInfo<T> type) => new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(value, type), new());

    public static Answer Of(TicketView view, int status = StatusCodes.Status200OK) => new(status, JsonSerializer.SerializeToUtf8Bytes(view, Json.TicketView),
        new(ETagOf(view.Version), status is StatusCodes.Status201Created ? $"{ApiRoutes.Tickets}/{view.Number}" : null));

    public static string ETagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json";
        response.ContentLength = Body.Length;
        response.Headers.CacheControl = "no-store";
        if (Headers.ETag is not null) response.Headers.ETag = Headers.ETag;
        if (Headers.Location is not null) response.Headers.Location = Headers.Location;
        if (Replayed) response.Headers[ReplayedHeader] = "true";
        return response.Body.WriteAsync(Body, httpContext.RequestAborted).AsTask();
    }
}
