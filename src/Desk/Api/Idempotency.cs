using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Api;

/// <summary>A write that its sender may repeat: the same content gets the first answer again.</summary>
internal sealed record Once(string Caller, string Route, string Key, string BodyHash);

/// <summary>
/// <c>Idempotency-Key</c>: its row is written together with the effect, so that there is never one without the other. Only what succeeded is kept.
/// </summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";

    private const int Longest = 200;

    /// <summary>Null when the request carries no key. The route holds the ticket's number.</summary>
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

    /// <summary>The first answer, or the problem that the key was used for something else; null the first time.</summary>
    public static async Task<IResult?> ReplayAsync(this WriteUnit unit, Once? once)
    {
        if (once is null) return null;
        if (await unit.AnswerOfKeyAsync(once.Caller, once.Route, once.Key, CancellationToken.None) is not { } row) return null;
        if (row.BodyHash != once.BodyHash)
            return new ProblemAnswer(StatusCodes.Status422UnprocessableEntity, "reusedKey") { Reason = "reusedIdempotencyKey" };
        var headers = JsonSerializer.Deserialize(row.Headers, Answer.Json.KeptHeaders) ?? new();
        return new Answer(row.Status, Encoding.UTF8.GetBytes(row.Body), headers) { Replayed = true };
    }

    public static Answer Keep(this WriteUnit unit, Once? once, Answer answer)
    {
        if (once is not null)
            unit.Add(new IdempotencyRow
            {
                Caller = once.Caller, Route = once.Route, Key = once.Key, BodyHash = once.BodyHash, Status = answer.Status, CreatedAt = unit.Now,
                Headers = JsonSerializer.Serialize(answer.Headers, Answer.Json.KeptHeaders), Body = Encoding.UTF8.GetString(answer.Body),
            });
        return answer;
    }
}
