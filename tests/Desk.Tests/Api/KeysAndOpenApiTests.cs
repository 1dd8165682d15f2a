using System.Net;
using System.Text.Json;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Tests.Api;

public sealed class KeysAndOpenApiTests
{
    [Fact]
    public async Task A_new_key_works_at_once_and_a_revoked_one_stops_within_a_second()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Read, "reports");
        (await key.GetReplyAsync(ApiClient.TicketsPath)).Expect(HttpStatusCode.OK);
        await using var db = desk.CreateDb();
        await db.ApiKeys.Where(k => k.Name == "reports")
            .ExecuteUpdateAsync(k => k.SetProperty(x => x.RevokedAt, TimeProvider.System.Now()), TestContext.Current.CancellationToken);
        // Tried once after that second, so that a slow machine makes no difference.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        (await key.GetReplyAsync(ApiClient.TicketsPath)).Expect(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer nonsense")]
    [InlineData("Basic YTpi")]
    public async Task A_request_without_a_valid_key_gets_401_and_no_redirect(string sent)
    {
        await using var desk = await DeskApp.StartAsync();
        var client = desk.AnonymousClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", sent);
        foreach (var path in new[] { ApiClient.TicketsPath, "/api/v1/events" })
        {
            var reply = (await client.GetReplyAsync(path)).Expect(HttpStatusCode.Unauthorized);
            Assert.Equal("Bearer", reply.Header("WWW-Authenticate"));
            Assert.Equal("application/problem+json", reply.Header("Content-Type"));
        }
    }

    [Fact]
    public async Task An_unknown_address_or_method_is_answered_with_a_problem()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        Assert.NotEmpty((await key.GetReplyAsync("/api/v1/nothing")).Expect(HttpStatusCode.NotFound)["detail"].GetString()!);
        var reply = (await key.PostJsonAsync("/api/v1/events", "{}")).Expect(HttpStatusCode.MethodNotAllowed);
        Assert.NotEmpty(reply["detail"].GetString()!);
        Assert.Contains("GET", reply.Header("Allow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_query_parameter_is_refused_on_every_route()
    {
        await using var desk = await DeskApp.StartAsync();
        var document = (await desk.AnonymousClient().GetReplyAsync("/openapi/v1.json")).Json;
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var number = await key.OpenTicketAsync();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
            foreach (var method in path.Value.EnumerateObject().Where(m => m.Name is "get" or "post"))
            {
                var address = path.Name.Replace("{number}", number, StringComparison.Ordinal)
                    .Replace("{id}", "7", StringComparison.Ordinal);
                var reply = method.Name == "get" ? await key.GetReplyAsync($"{address}?colour=red")
                    : await key.PostJsonAsync($"{address}?colour=red", "{}");
                Assert.True(reply.Status is HttpStatusCode.BadRequest, $"{method.Name} {path.Name}: {reply.Status}");
                Assert.True(reply["errors"].TryGetProperty("colour", out _), $"{method.Name} {path.Name}");
            }
    }

    [Fact]
    public async Task Health_checks_and_the_OpenAPI_document_need_no_key()
    {
        await using var desk = await DeskApp.StartAsync();
        foreach (var path in new[] { "/healthz/live", "/healthz/ready", "/openapi/v1.json" })
            (await desk.AnonymousClient().GetReplyAsync(path)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_member_and_code_of_a_real_response_is_in_the_document()
    {
        await using var desk = await DeskApp.StartAsync();
        var document = (await desk.AnonymousClient().GetReplyAsync("/openapi/v1.json")).Json;
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var request = ApiClient.TicketBody();
        request["requester"] = new System.Text.Json.Nodes.JsonObject { ["name"] = "Ay", ["phone"] = "13899991234" };
        var number = await key.OpenTicketAsync(request);
        await key.PostJsonAsync($"{ApiClient.TicketsPath}/{number}/messages", new { kind = "answer", text = "yes" });
        AssertDescribed(schemas, schemas.GetProperty("TicketDetails"),
            (await key.GetReplyAsync($"{ApiClient.TicketsPath}/{number}")).Json, "ticket");
        AssertDescribed(schemas, schemas.GetProperty("TicketPage"), (await key.GetReplyAsync(ApiClient.TicketsPath)).Json, "page");
        AssertDescribed(schemas, schemas.GetProperty("EventPage"), (await key.GetReplyAsync("/api/v1/events")).Json, "events");
        AssertDescribed(schemas, schemas.GetProperty("PromiseReport"), (await key.GetReplyAsync("/api/v1/promise")).Json, "promise");
        AssertDescribed(schemas, schemas.GetProperty("CataloguePage"), (await key.GetReplyAsync("/api/v1/services")).Json, "services");
        AssertDescribed(schemas, schemas.GetProperty("Problem"), (await key.GetReplyAsync($"{ApiClient.TicketsPath}/x")).Json, "problem");
        var cookie = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Cookie").GetProperty("name")
            .GetString();
        Assert.Equal(desk.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(ActorClaims.CookieScheme)
            .Cookie.Name, cookie);
        Assert.Equal(["kind", "channel", "description"],
            schemas.GetProperty("NewTicketBody").GetProperty("required").EnumerateArray().Select(r => r.GetString()!));
        Assert.False(schemas.GetProperty("NewTicketBody").GetProperty("additionalProperties").GetBoolean());
    }

    /// <summary>Checks a JSON value against an OpenAPI schema: types, members, enum codes and references.</summary>
    private static void AssertDescribed(JsonElement schemas, JsonElement schema, JsonElement value, string path)
    {
        schema = Resolve(schemas, schema, value);
        if (schema.TryGetProperty("type", out var type))
        {
            var types = type.ValueKind is JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)]
                : new[] { type.GetString()! };
            Assert.True(types.Contains(TypeOf(value)), $"{path} is {TypeOf(value)}, not {string.Join('|', types)}");
        }

        if (schema.TryGetProperty("enum", out var words))
            Assert.Contains(value.GetString(), words.EnumerateArray().Select(w => w.GetString()));
        if (value.ValueKind is JsonValueKind.Array)
            foreach (var item in value.EnumerateArray()) AssertDescribed(schemas, schema.GetProperty("items"), item, path + "[]");
        if (value.ValueKind is not JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)) return;
        foreach (var member in value.EnumerateObject())
        {
            Assert.True(properties.TryGetProperty(member.Name, out var known), $"{path}.{member.Name} is not in the document");
            AssertDescribed(schemas, known, member.Value, $"{path}.{member.Name}");
        }

        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray())
                Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{path} lacks {name}");
    }

    private static JsonElement Resolve(JsonElement schemas, JsonElement schema, JsonElement value)
    {
        if (schema.TryGetProperty("oneOf", out var choices))
            schema = choices.EnumerateArray()
                .First(c => (c.TryGetProperty("type", out var t) && t.ValueEquals("null")) == (value.ValueKind is JsonValueKind.Null));
        return schema.TryGetProperty("$ref", out var reference) ? schemas.GetProperty(reference.GetString()!.Split('/')[^1]) : schema;
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "integer",
    };
}
