using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Api;

/// <summary>
/// The <c>Idempotency-Key</c> of a write with its caller, route and body hash. A repeat with the same body gets the first response again.
/// </summary>
internal sealed record Once(string Caller, string Route, string Key, string BodyHash);

/// <summary>
/// Reads <c>Idempotency-Key</c> headers and stores responses for them. The response is stored in the same transaction as the effect, so
/// that neither exists without the other. Only successful responses are stored.
/// </summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";

    private const int Longest = 200;

    /// <summary>
    /// Reads the key; <paramref name="once"/> is null if the request has none. The route contains the ticket's number, so that each ticket
    /// has its own keys.
    /// </summary>
    public static ProblemAnswer? Read(HttpRequest request, Actor caller, string route, byte[] body, out Once? once)
    {
        once = null;
        var sent = request.Headers[Header];
        if (sent.Count == 0) return null;
        if (sent is not [{ Length: > 0 and <= Longest } key] || !key.All(c => c is > ' ' and <= '~'))
            return new(StatusCodes.Status400BadRequest, "header") { Faults = [new(Header, "idempotencyKey")] };
        once = new(caller.By.ToString(), route, key, Convert.ToHexStringLower(SHA256.HashData(body)));
        return null;
    }

    /// <summary>Returns the stored response, a problem if the key was used with another body, or null the first time.</summary>
    public static async Task<IResult?> ReplayAsync(this WriteUnit unit, Once? once)
    {
        if (once is null) return null;
        if (await unit.AnswerOfKeyAsync(once.Caller, once.Route, once.Key, CancellationToken.None) is not { } row) return null;
        if (row.BodyHash != once.BodyHash)
            return new ProblemAnswer(StatusCodes.Status422UnprocessableEntity, "reusedKey") { Reason = "reusedIdempotencyKey" };
        var headers = JsonSerializer.Deserialize(row.Headers, Answer.Json.StoredHeaders) ?? new();
        return new Answer(row.Status, Encoding.UTF8.GetBytes(row.Body), headers) { Replayed = true };
    }

    public static Answer Keep(this WriteUnit unit, Once? once, Answer answer)
    {
        if (once is not null)
            unit.Add(new IdempotencyRow
            {
                Caller = once.Caller, Route = once.Route, Key = once.Key, BodyHash = once.BodyHash, CreatedAt = unit.Now,
                Status = answer.Status, Body = Encoding.UTF8.GetString(answer.Body),
                Headers = JsonSerializer.Serialize(answer.Headers, Answer.Json.StoredHeaders),
            });
        return answer;
    }
}
