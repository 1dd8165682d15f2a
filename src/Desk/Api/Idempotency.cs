using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Api;

/// <summary>
/// The <c>Idempotency-Key</c> of a write with its caller, route and body hash. A repeat with the same body gets the first response again.
/// </summary>
internal sealed record IdempotencyKey(string Caller, string Route, string Key, string BodyHash);

/// <summary>
/// Reads <c>Idempotency-Key</c> headers and stores responses for them. The response is stored in the same transaction as the effect, so
/// that neither exists without the other. Only successful responses are stored.
/// </summary>
internal static class Idempotency
{
    public const string HeaderName = "Idempotency-Key";

    private const int MaxLength = 200;

    /// <summary>
    /// Reads the key; <paramref name="key"/> is null if the request has none. The route contains the ticket's number, so that each ticket
    /// has its own keys.
    /// </summary>
    public static ProblemResult? ReadKey(HttpRequest request, Actor caller, string route, byte[] body, out IdempotencyKey? key)
    {
        key = null;
        var sent = request.Headers[HeaderName];
        if (sent.Count == 0) return null;
        if (sent is not [{ Length: > 0 and <= MaxLength } text] || !text.All(c => c is > ' ' and <= '~'))
            return new(StatusCodes.Status400BadRequest, "header") { Faults = [new(HeaderName, "idempotencyKey")] };
        key = new(caller.Author.ToString(), route, text, Convert.ToHexStringLower(SHA256.HashData(body)));
        return null;
    }

    /// <summary>Returns the stored response, a problem if the key was used with another body, or null the first time.</summary>
    public static async Task<IResult?> FindReplayAsync(this WriteUnit unit, IdempotencyKey? key)
    {
        if (key is null) return null;
        if (await unit.FindIdempotentResponseAsync(key.Caller, key.Route, key.Key, CancellationToken.None) is not { } row) return null;
        if (row.BodyHash != key.BodyHash)
            return new ProblemResult(StatusCodes.Status422UnprocessableEntity, "reusedKey") { Reason = "reusedIdempotencyKey" };
        var headers = JsonSerializer.Deserialize(row.Headers, ApiResponse.Json.StoredHeaders) ?? new();
        return new ApiResponse(row.Status, Encoding.UTF8.GetBytes(row.Body), headers) { IsReplay = true };
    }

    public static ApiResponse StoreResponse(this WriteUnit unit, IdempotencyKey? key, ApiResponse response)
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
