using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Api;

/// <summary>
/// The document and the desk agree on null in every body: a member that may be left out may be null, others are refused by name.
/// </summary>
public sealed class NullMemberTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_null_is_refused_by_name_where_the_document_forbids_it_and_counts_as_left_out_elsewhere()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var document = await ReadDocumentAsync(desk);
        var checkedRoutes = 0;
        foreach (var (route, members) in ListBodies(document))
        {
            var nulls = new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)null)));
            var withNulls = await key.PostJsonAsync(await FillAsync(key, route), nulls.ToJsonString());
            var without = await key.PostJsonAsync(await FillAsync(key, route), "{}");
            Assert.Equal((route, without.Status, NamesIn(without)), (route, withNulls.Status, NamesIn(withNulls)));
            var forbidden = members.Where(member => !AllowsNull(member.Value)).Select(member => member.Key).Order().ToList();
            var refused = forbidden.Intersect(NamesIn(withNulls).Split(','));
            Assert.Equal((route, string.Join(',', forbidden)), (route, string.Join(',', refused)));
            checkedRoutes++;
        }

        Assert.True(checkedRoutes > 20, $"Only {checkedRoutes} bodies were found.");
    }

    [Fact]
    public async Task Each_null_that_the_document_allows_is_taken_beside_a_whole_body()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var document = await ReadDocumentAsync(desk);
        foreach (var (name, schema) in MembersOf(document, "NewTicketBody").Where(member => AllowsNull(member.Value)))
        {
            var body = ApiClient.TicketBody();
            body[name] = null;
            var reply = await key.PostJsonAsync(ApiClient.TicketsPath, body.ToJsonString());
            Assert.True(reply.Status is HttpStatusCode.Created, $"{name} ({schema}): {reply.Text}");
        }
    }

    [Theory]
    [InlineData("/messages", """{"kind":"note","text":"x","attachments":[null]}""", "attachments")]
    [InlineData("/split", """{"messages":[null]}""", "messages")]
    public async Task A_null_in_a_list_is_refused_by_name(string action, string body, string member)
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var reply = await key.PostJsonAsync($"{ApiClient.TicketsPath}/{await key.OpenTicketAsync()}{action}", body);
        Assert.Equal((HttpStatusCode.BadRequest, member), (reply.Status, NamesIn(reply)));
    }

    private static async Task<JsonElement> ReadDocumentAsync(DeskApp desk)
    {
        var text = await desk.AnonymousClient().GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Now);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Lists the routes that read a body with members, each with the members.</summary>
    private static IEnumerable<(string Route, Dictionary<string, JsonElement> Members)> ListBodies(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        where path.Value.TryGetProperty("post", out var post) && post.TryGetProperty("requestBody", out var body)
            && body.GetProperty("content").TryGetProperty("application/json", out _)
        let schema = path.Value.GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json")
            .GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1]
        let members = MembersOf(document, schema)
        where members.Count > 0
        select (path.Name, members);

    private static Dictionary<string, JsonElement> MembersOf(JsonElement document, string schema) =>
        document.GetProperty("components").GetProperty("schemas").GetProperty(schema).TryGetProperty("properties", out var members)
            ? members.EnumerateObject().ToDictionary(member => member.Name, member => member.Value) : [];

    private static bool AllowsNull(JsonElement schema)
    {
        if (schema.TryGetProperty("oneOf", out var choices)) return choices.EnumerateArray().Any(AllowsNull);
        return schema.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.Array
            && type.EnumerateArray().Any(t => t.GetString() == "null")
            && (!schema.TryGetProperty("enum", out var values) || values.EnumerateArray().Any(v => v.ValueKind is JsonValueKind.Null));
    }

    private static string NamesIn(ApiReply reply) => JsonNode.Parse(reply.Text) is JsonObject problem
        && problem["errors"] is JsonObject errors ? string.Join(',', errors.Select(error => error.Key).Order()) : "";

    /// <summary>Fills the route with a new ticket, or with a new slip or order of one.</summary>
    private static async Task<string> FillAsync(HttpClient key, string route)
    {
        if (!route.Contains('{', StringComparison.Ordinal)) return route;
        var number = await key.OpenTicketAsync();
        if (route.Contains("{number}", StringComparison.Ordinal)) return route.Replace("{number}", number, StringComparison.Ordinal);
        var id = route.Contains("/orders/", StringComparison.Ordinal) ? await EndpointAccessTests.DraftOrderAsync(key, number)
            : (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{number}/transfer", new { department = "brand", ask = "Look" }))
                .Expect(HttpStatusCode.OK)["slips"][0].GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);
        return route.Replace("{id}", id, StringComparison.Ordinal);
    }
}
