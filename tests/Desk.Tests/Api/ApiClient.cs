using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EcomCenter.Desk.Tests.Api;

/// <summary>An HTTP response with its whole body.</summary>
internal sealed record ApiReply(HttpStatusCode Status, string Text, HttpResponseMessage Message)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public JsonElement this[string member] => Json.GetProperty(member);

    public string? Header(string name) =>
        Message.Headers.TryGetValues(name, out var values) || Message.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values) : null;

    public ApiReply Expect(HttpStatusCode status)
    {
        Assert.True(status == Status, $"{(int)Status} instead of {(int)status}: {Text}");
        return this;
    }
}

/// <summary>Extensions that send API requests and read the replies.</summary>
internal static class ApiClient
{
    public const string TicketsPath = "/api/v1/tickets";

    public static async Task<ApiReply> GetReplyAsync(this HttpClient client, string path, string? language = "en") =>
        await client.SendAndReadAsync(new(HttpMethod.Get, path), language);

    public static Task<ApiReply> PostJsonAsync(
        this HttpClient client, string path, object? body = null, params (string Name, string Value)[] headers) =>
        client.PostBytesAsync(path, body is null ? null : Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body)),
            "application/json", headers);

    public static async Task<ApiReply> PostBytesAsync(
        this HttpClient client, string path, byte[]? body, string? type, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : new ByteArrayContent(body) };
        if (body is not null && type is not null) request.Content!.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAndReadAsync(request, "en");
    }

    public static JsonObject TicketBody(string description = "My parcel did not come", string kind = "complaint", string channel = "api") =>
        new() { ["kind"] = kind, ["channel"] = channel, ["description"] = description };

    /// <summary>Opens a ticket and returns its number.</summary>
    public static async Task<string> OpenTicketAsync(this HttpClient client, JsonObject? body = null)
    {
        var reply = await client.PostJsonAsync(TicketsPath, (body ?? TicketBody()).ToJsonString());
        return reply.Expect(HttpStatusCode.Created)["number"].GetString()!;
    }

    private static async Task<ApiReply> SendAndReadAsync(this HttpClient client, HttpRequestMessage request, string? language)
    {
        if (language is not null) request.Headers.TryAddWithoutValidation("Accept-Language", language);
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response);
    }
}
