using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EcomCenter.Desk.Tests.Api;

/// <summary>An HTTP response with its whole body.</summary>
internal sealed record Heard(HttpStatusCode Status, string Text, HttpResponseMessage Message)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public JsonElement this[string member] => Json.GetProperty(member);

    public string? Header(string name) =>
        Message.Headers.TryGetValues(name, out var values) || Message.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values) : null;

    public Heard Expect(HttpStatusCode status)
    {
        Assert.True(status == Status, $"{(int)Status} instead of {(int)status}: {Text}");
        return this;
    }
}

/// <summary>Extensions that send API requests and read the replies.</summary>
internal static class Talk
{
    public const string Tickets = "/api/v1/tickets";

    public static async Task<Heard> AskAsync(this HttpClient client, string path, string? language = "en") =>
        await client.SayAsync(new(HttpMethod.Get, path), language);

    public static Task<Heard> TellAsync(
        this HttpClient client, string path, object? body = null, params (string Name, string Value)[] headers) =>
        client.TellRawAsync(path, body is null ? null : Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body)),
            "application/json", headers);

    public static async Task<Heard> TellRawAsync(
        this HttpClient client, string path, byte[]? body, string? type, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : new ByteArrayContent(body) };
        if (body is not null && type is not null) request.Content!.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SayAsync(request, "en");
    }

    public static JsonObject Matter(string description = "My parcel did not come", string kind = "complaint", string channel = "api") =>
        new() { ["kind"] = kind, ["channel"] = channel, ["description"] = description };

    /// <summary>Opens a ticket and returns its number.</summary>
    public static async Task<string> OpenAsync(this HttpClient client, JsonObject? matter = null)
    {
        var reply = await client.TellAsync(Tickets, (matter ?? Matter()).ToJsonString());
        return reply.Expect(HttpStatusCode.Created)["number"].GetString()!;
    }

    private static async Task<Heard> SayAsync(this HttpClient client, HttpRequestMessage request, string? language)
    {
        if (language is not null) request.Headers.TryAddWithoutValidation("Accept-Language", language);
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response);
    }
}
