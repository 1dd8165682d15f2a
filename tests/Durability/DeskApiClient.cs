using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace EcomCenter.Durability;

/// <summary>A program that uses the desk's HTTP API.</summary>
public sealed class DeskApiClient(int port, string key) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
    {
        BaseAddress = new($"http://127.0.0.1:{port}/api/v1/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        Timeout = TimeSpan.FromMinutes(5),
    };

    /// <summary>Posts a ticket, also repeatedly. Every response must name the same ticket.</summary>
    public async Task PostAsync(PostedTicket post, Ledger ledger, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["kind"] = "inquiry", ["channel"] = "api", ["description"] = post.Text, ["requester"] = Requester(post),
        };
        if (post.Guard is RepeatGuard.ExternalId) body["externalId"] = post.Id;
        using var answer = await SendAsync("tickets", body, post.Guard is RepeatGuard.IdempotencyKey ? post.Id : null, cancellation);
        if (answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK))
        {
            ledger.AddViolation($"a post was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
            return;
        }

        var number = (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))?["number"] ?? "?";
        if (post.Number is { } known && known != number)
            ledger.AddViolation($"the same post was confirmed as ticket {known} first and as {number} later");
        post.Number = number;
    }

    /// <summary>Opens a ticket that was received at a stated time.</summary>
    public async Task OpenAsync(string text, DateTimeOffset receivedAt, Ledger ledger)
    {
        var body = new JsonObject
        {
            ["kind"] = "inquiry", ["channel"] = "api", ["description"] = text, ["receivedAt"] = receivedAt.ToString("O"),
        };
        using var answer = await SendAsync("tickets", body, null, CancellationToken.None);
        if (answer.StatusCode is not HttpStatusCode.Created) ledger.AddViolation($"a ticket was answered {(int)answer.StatusCode}");
    }

    /// <summary>Answers a ticket. A repeat with the same <paramref name="key"/> has no second effect.</summary>
    public async Task<(HttpStatusCode Status, string Reply)> AnswerAsync(
        string ticket, string text, string key, CancellationToken cancellation)
    {
        using var answer = await SendAsync($"tickets/{ticket}/messages", new() { ["kind"] = "answer", ["text"] = text }, key, cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
    }

    public void Dispose() => _http.Dispose();

    private static JsonObject Requester(PostedTicket post)
    {
        var resident = post.Id.GetHashCode(StringComparison.Ordinal) & 63;
        return new() { ["name"] = "阿依古丽", ["phone"] = "138" + resident.ToString("D8") };
    }

    private async Task<HttpResponseMessage> SendAsync(string route, JsonObject body, string? idempotencyKey, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await _http.SendAsync(request, cancellation);
    }
}
