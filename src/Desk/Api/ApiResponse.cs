using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;

namespace EcomCenter.Desk.Api;

/// <summary>Headers stored with a response, so that a replay can send them again.</summary>
internal sealed record StoredHeaders(string? ETag = null, string? Location = null);

/// <summary>A JSON response as bytes. A replay with the same Idempotency-Key must send exactly the same bytes.</summary>
internal abstract record ApiResponse(int Status, byte[] Body, StoredHeaders Headers) : IResult
{
    public const string ReplayedHeader = "Idempotency-Replayed";

    private const string ContentType = "application/json";

    /// <summary>The serialiser of response bodies. Uyghur and Chinese letters are not escaped.</summary>
    public static ApiResponseJson Json { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public bool IsReplay { get; init; }

    public static OkResponse<T> Ok<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type), new());

    public static OkResponse<TicketView> Ok(TicketView view) => Ok(view, Json.TicketView) with { Headers = new(FormatETag(view.Version)) };

    public static CreatedResponse<T> Created<T>(T value, JsonTypeInfo<T> type, string location) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, type), new(Location: location));

    public static CreatedResponse<TicketView> Created(TicketView view) =>
        new(JsonSerializer.SerializeToUtf8Bytes(view, Json.TicketView),
            new(FormatETag(view.Version), $"{ApiRoutes.Tickets}/{view.Number}"));

    public static string FormatETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        response.Headers.CacheControl = "no-store";
        if (Headers.ETag is not null) response.Headers.ETag = Headers.ETag;
        if (Headers.Location is not null) response.Headers.Location = Headers.Location;
        if (IsReplay) response.Headers[ReplayedHeader] = "true";
        return response.Body.WriteAsync(Body, httpContext.RequestAborted).AsTask();
    }

    protected static void AddMetadata<T>(EndpointBuilder builder, int status) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(T), [ContentType]));
}

/// <summary>A response with status 200.</summary>
internal sealed record OkResponse<T>(byte[] Body, StoredHeaders Headers)
    : ApiResponse(StatusCodes.Status200OK, Body, Headers), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => AddMetadata<T>(builder, StatusCodes.Status200OK);
}

/// <summary>A response with status 201.</summary>
internal sealed record CreatedResponse<T>(byte[] Body, StoredHeaders Headers)
    : ApiResponse(StatusCodes.Status201Created, Body, Headers), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        AddMetadata<T>(builder, StatusCodes.Status201Created);
}
