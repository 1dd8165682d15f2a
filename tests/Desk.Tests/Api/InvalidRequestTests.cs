using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Api;

public sealed class InvalidRequestTests
{
    private const string Ok = """{"kind":"inquiry","channel":"api","description":"x"}""";

    /// <summary>Bodies for <c>POST /tickets</c>, with the status and the members that the errors must name.</summary>
    public static TheoryData<string, int, string> Table { get; } = new()
    {
        { "", 400, "" },
        { " ", 400, "" },
        { "null", 400, "body" },
        { "[]", 400, "body" },
        { "\"text\"", 400, "body" },
        { "{", 400, "" },
        { "{}}", 400, "" },
        { """{"kind":"inquiry",}""", 400, "" },
        { """{"kind":inquiry}""", 400, "" },
        { """{'kind':'inquiry'}""", 400, "" },
        { Ok + Ok, 400, "" },
        { """{"kind":"inquiry","channel":"api","description":"x","Description":"y"}""", 400, "Description" },
        { """{"kind":"inquiry","channel":"api","description":"x","description":"y"}""", 400, "description" },
        { """{"kind":"inquiry","channel":"api","description":"x","color":"red","size":1}""", 400, "color,size" },
        { """{"kind":"inquiry","channel":"api","description":"x","requester":{"mail":"a@b"}}""", 400, "requester.mail" },
        { """{"kind":"inquiry","channel":"api","description":1}""", 400, "description" },
        { """{"kind":1,"channel":true,"description":[]}""", 400, "kind,channel,description" },
        { """{"kind":"inquiry","channel":"api","description":"x","requester":"me"}""", 400, "requester" },
        { """{"kind":"inquiry","channel":"api","description":"x","attachments":{}}""", 400, "attachments" },
        { """{"kind":"inquiry","channel":"api","description":"x","attachments":[1]}""", 400, "attachments" },
        { """{"kind":"inquiry","channel":"api","description":"x","attachments":[null]}""", 400, "attachments" },
        { """{"kind":"inquiry","channel":"api","description":"x","receivedAt":1763978400}""", 400, "receivedAt" },
        { """{"kind":"inquiry","channel":"api","description":"x","answer":[{"text":"y"}]}""", 400, "answer" },
        { """{"\ud800":1}""", 400, "\uFFFD" },
        { "{}", 422, "kind,channel,description" },
        { """{"kind":"inquiry","channel":"api","description":"\u200b\u200e \u2060"}""", 422, "description" },
        { """{"kind":null,"channel":null,"description":null}""", 422, "kind,channel,description" },
        { """{"kind":"Inquiry","channel":"API","description":"  "}""", 422, "kind,channel,description" },
        { """{"kind":"0","channel":"6","description":"x"}""", 422, "kind,channel" },
        { """{"kind":"inquiry","channel":"api","description":"a\u0000b"}""", 422, "description" },
        { """{"kind":"inquiry","channel":"api","description":"a\ud83db"}""", 422, "description" },
        { """{"kind":"inquiry","channel":"api","description":"x","requester":{"name":"\udc00"}}""", 422, "requester.name" },
        { """{"kind":"inquiry","channel":"api","description":"x","language":"fr","priority":"high","anonymity":"secret"}""",
            422, "language,priority,anonymity" },
        {
            """
            {"kind":"inquiry","channel":"api","description":"x","department":"nowhere","serviceItem":"none",
            "requester":{"township":"mars","type":"alien"}}
            """,
            422, "department,serviceItem,requester.township,requester.type"
        },
        { """{"kind":"inquiry","channel":"api","description":"x","receivedAt":"2026-11-20T10:00:00"}""", 422, "receivedAt" },
        { """{"kind":"inquiry","channel":"api","description":"x","receivedAt":"yesterday"}""", 422, "receivedAt" },
        { """{"kind":"inquiry","channel":"api","description":"x","receivedAt":"2026-13-45T25:61:00Z"}""", 422, "receivedAt" },
        { """{"kind":"inquiry","channel":"api","description":"x","receivedAt":"0001-01-01T00:00:00+14:00"}""", 422, "receivedAt" },
        { """{"kind":"inquiry","channel":"api","description":"x","receivedAt":"9999-12-31T23:59:59-14:00"}""", 422, "receivedAt" },
        { """{"kind":"inquiry","channel":"api","description":"x","receivedAt":"2001-01-01T00:00:00Z"}""", 422, "receivedAt" },
        { """{"kind":"inquiry","channel":"api","description":"x","externalId":""}""", 422, "externalId" },
        { """{"kind":"inquiry","channel":"api","description":"x","attachments":["7"]}""", 422, "attachments" },
        { """{"kind":"inquiry","channel":"api","description":"x","answer":{}}""", 422, "answer.text" },
        { """{"kind":"inquiry","channel":"api","description":"x","answer":{"text":"y","kind":"nextStep"}}""", 422, "answer.promisedAt" },
        { """{"kind":"inquiry","channel":"api","description":"x","answer":{"text":"y","kind":"outOfRemit"}}""", 422, "answer.office" },
    };

    [Fact]
    public async Task Every_invalid_body_gets_its_status_and_the_names_of_the_faulty_members()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Intake);
        foreach (var row in Table)
        {
            var (body, status, fields) = row.Data;
            var reply = await key.PostJsonAsync(ApiClient.TicketsPath, body);
            Assert.True((int)reply.Status == status, $"{body} → {(int)reply.Status} {reply.Text}");
            Assert.Equal("application/problem+json", reply.Header("Content-Type"));
            Assert.NotEmpty(reply["detail"].GetString()!);
            var named = reply.Json.TryGetProperty("errors", out var errors)
                ? errors.EnumerateObject().Select(e => e.Name).Order().ToArray() : [];
            Assert.Equal(fields.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(), named);
        }
    }

    [Fact]
    public async Task A_body_of_bad_UTF8_or_of_another_type_or_size_is_refused_as_such()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Intake);
        byte[] bad = [.. Encoding.UTF8.GetBytes("""{"kind":"inquiry","channel":"api","description":" """), 0xC3, 0x28, .. "\"}"u8];
        (await key.PostBytesAsync(ApiClient.TicketsPath, bad, "application/json")).Expect(HttpStatusCode.BadRequest);
        string?[] otherTypes =
            ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "nonsense", null];
        foreach (var type in otherTypes)
            (await key.PostBytesAsync(ApiClient.TicketsPath, Encoding.UTF8.GetBytes(Ok), type)).Expect(HttpStatusCode.UnsupportedMediaType);
        foreach (var type in new[] { "application/json; charset=utf-8", "application/json;charset=\"UTF-8\"", "APPLICATION/JSON" })
            (await key.PostBytesAsync(ApiClient.TicketsPath, Encoding.UTF8.GetBytes(Ok), type)).Expect(HttpStatusCode.Created);
        (await key.PostBytesAsync(ApiClient.TicketsPath, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Ok)], "application/json"))
            .Expect(HttpStatusCode.Created);
        (await key.PostJsonAsync(ApiClient.TicketsPath, ApiClient.TicketBody(new string('x', 300_000)).ToJsonString()))
            .Expect(HttpStatusCode.RequestEntityTooLarge);
        (await key.PostJsonAsync(ApiClient.TicketsPath, new string('[', 100_000))).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Length_is_counted_in_code_points()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Intake);
        var most = string.Concat(Enumerable.Repeat("😀", 10_000));
        await key.OpenTicketAsync(ApiClient.TicketBody($"  {most}  "));
        (await key.PostJsonAsync(ApiClient.TicketsPath,
            JsonSerializer.Serialize(new { kind = "other", channel = "api", description = most + "x" })))
            .Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_body_that_stops_half_way_leaves_no_ticket_and_no_500()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.CreateKeyAsync(KeyScope.Intake);
        using var raw = new RawHttp(desk.Address);
        var headers = $"Host: desk\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n";
        var reply = await raw.SendAsync($"POST {ApiClient.TicketsPath} HTTP/1.1\r\n{headers}\r\n{Ok}", closesAfterSending: true);
        Assert.True(reply.Length == 0 || reply.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), reply);
        await using var db = desk.CreateDb();
        Assert.Empty(db.Tickets);
    }

    [Fact]
    public async Task Errors_are_in_the_language_of_the_request()
    {
        await using var desk = await DeskApp.StartAsync();
        var nobody = desk.AnonymousClient();
        Assert.Contains("密钥", (await nobody.GetReplyAsync(ApiClient.TicketsPath, "zh-CN"))["detail"].GetString(), StringComparison.Ordinal);
        Assert.Contains("ئاچقۇچ", (await nobody.GetReplyAsync(ApiClient.TicketsPath, "ug"))["detail"].GetString(),
            StringComparison.Ordinal);
        Assert.Contains("key", (await nobody.GetReplyAsync(ApiClient.TicketsPath + "?lang=en", "ug"))["detail"].GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_mutilated_body_is_ever_a_500()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var number = await key.OpenTicketAsync();
        const string Body = """
            {"kind":"inquiry","channel":"api","description":"\u4f60好 x","receivedAt":"2026-11-20T10:00:00+08:00",
            "requester":{"name":"a","type":"resident"},"attachments":["1"],"score":5,"text":"t","promisedAt":"2026-11-29T10:00:00Z",
            "to":"100-0015","at":"2026-11-23T10:00:00Z","direction":"in","reached":true}
            """;
        var whole = Encoding.UTF8.GetBytes(Body);
        string[] routes = ["", .. ActionRegistry.Operations.Select(operation => $"/{number}/{operation.Path}")];
        var mutilations = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, 4], Gen.Int[0, routes.Length - 1]);
        await mutilations.SampleAsync(async m =>
        {
            var (at, with, how, route) = m;
            byte[] body = how switch
            {
                0 => [.. whole[..at], with, .. whole[(at + 1)..]],
                1 => whole[..at],
                2 => [.. whole[..at], .. whole[(at + 1)..]],
                3 => [.. whole[..at], .. "null"u8, .. whole[at..]],
                _ => [.. whole[..at], with, .. whole[at..]],
            };
            var reply = await key.PostBytesAsync(ApiClient.TicketsPath + routes[route], body, "application/json");
            Assert.True((int)reply.Status < 500, $"{Encoding.UTF8.GetString(body)} → {reply.Text}");
        }, iter: 1000, threads: 4);
    }
}
