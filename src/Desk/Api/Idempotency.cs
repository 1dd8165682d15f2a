using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace EcomCenter.Desk.Api;

/// <summary>
/// The <c>Idempotency-Key</c> of a write with its caller, route and body hash. A repeat with the same body gets the first response again.
/// </summary>
internal sealed record IdempotencyKey(string Caller, string Route, string Key, string BodyHash);

/// <summary>The header <c>Idempotency-Key</c>, or the problem with it. Both are null if the request has none.</summary>
internal sealed record IdempotencyHeader(string? Value, ProblemResult? Problem)
    : IBindableFromHttpContext<IdempotencyHeader>, IEndpointParameterMetadataProvider
{
    private const string Name = "Idempotency-Key";

    private const int MaxLength = 200;

    /// <summary>
    /// The key of a request; null if it has none. The route contains the ticket's number, so that each ticket has its own keys.
    /// </summary>
    public IdempotencyKey? CreateKey(Actor caller, string route, byte[] body) =>
        Value is null ? null : new(caller.Author.ToString(), route, Value, Convert.ToHexStringLower(SHA256.HashData(body)));

    public static ValueTask<IdempotencyHeader?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Read(context.Request));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ApiParameter(
            Name, "1 to 200 visible ASCII characters. The same key with the same body gets the first response again.", InHeader: true,
            MaxLength: MaxLength, Pattern: "^[!-~]+$"));

    private static IdempotencyHeader Read(HttpRequest request) => request.Headers[Name] switch
    {
        { Count: 0 } => new(null, null),
        [{ Length: > 0 and <= MaxLength } text] when text.All(c => c is > ' ' and <= '~') => new(text, null),
        _ => new(null, new(StatusCodes.Status400BadRequest, "header") { Faults = [new(Name, "idempotencyKey")] }),
    };
}

/// <summary>
/// Stores responses for their keys. The response is stored in the same transaction as the effect, so that neither exists without the
/// other. Only successful responses are stored.
/// </summary>
internal static class Idempotency
{
    /// <summary>Returns the stored response, a problem if the key was used with another body, or null the first time.</summary>
    public static async Task<Results<OkResponse<T>, CreatedResponse<T>, ProblemResult>?> FindReplayAsync<T>(
        this WriteUnit unit, IdempotencyKey? key)
    {
        if (key is null) return null;
        if (await unit.FindIdempotentResponseAsync(key.Caller, key.Route, key.Key, CancellationToken.None) is not { } row) return null;
        if (row.BodyHash != key.BodyHash)
            return new ProblemResult(StatusCodes.Status422UnprocessableEntity, "reusedKey") { Reason = "reusedIdempotencyKey" };
        var (body, headers) = (Encoding.UTF8.GetBytes(row.Body),
            JsonSerializer.Deserialize(row.Headers, ApiResponse.Json.StoredHeaders) ?? new());
        return row.Status is StatusCodes.Status201Created
            ? new CreatedResponse<T>(body, headers) { IsReplay = true } : new OkResponse<T>(body, headers) { IsReplay = true };
    }

    public static T StoreResponse<T>(this WriteUnit unit, IdempotencyKey? key, T response)
        where T : ApiResponse
    {
        if (key is not null)
            unit.Add(new IdempotencyRow
            {
                Caller = key.Caller, Route = key.Route, Key = key.Key, BodyHash = key.BodyHash, CreatedAt = unit.Now,
                Status = response.Status, Body = Encoding.UTF8.GetString(response.Body),
                Headers = JsonSerializer.Serialize(response.Headers, ApiResponse.Json.StoredHeaders),
            });
        return response;
    }
}
