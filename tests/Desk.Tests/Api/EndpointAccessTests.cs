using System.Net;
using System.Text.Json;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Api;

/// <summary>
/// The access table: for every route of the API, the roles and key scopes that may use it. The OpenAPI document must agree.
/// </summary>
public sealed class EndpointAccessTests
{
    private const string Readers = "clerk agent supervisor read staff", Desk = "clerk agent supervisor staff",
    Everybody = "nobody clerk agent supervisor admin intake read staff";

    private static readonly (string Route, string Template, string[] MayCome)[] AccessTable =
    [
        ("POST /tickets", "/tickets", "clerk agent supervisor intake staff".Split(' ')),
        ("GET /tickets", "/tickets", Readers.Split(' ')),
        ("GET /tickets/{number}", "/tickets/{number}", Readers.Split(' ')),
        ("POST /tickets/{number}/messages", "/tickets/{number}/messages", Desk.Split(' ')),
        ("POST /tickets/{number}/take", "/tickets/{number}/take", Desk.Split(' ')),
        ("POST /tickets/{number}/assign", "/tickets/{number}/assign", Desk.Split(' ')),
        ("POST /tickets/{number}/resolve", "/tickets/{number}/resolve", Desk.Split(' ')),
        ("POST /tickets/{number}/close", "/tickets/{number}/close", ["supervisor", "staff"]),
        ("POST /tickets/{number}/reopen", "/tickets/{number}/reopen", Desk.Split(' ')),
        ("POST /tickets/{number}/cancel", "/tickets/{number}/cancel", ["supervisor", "staff"]),
        ("POST /tickets/{number}/followUp", "/tickets/{number}/followUp", ["clerk", "supervisor", "staff"]),
        ("POST /tickets/{number}/escalate", "/tickets/{number}/escalate", ["clerk", "supervisor", "staff"]),
        ("POST /tickets/{number}/appeal", "/tickets/{number}/appeal", Desk.Split(' ')),
        ("POST /tickets/{number}/instruct", "/tickets/{number}/instruct", ["supervisor", "staff"]),
        ("POST /tickets/{number}/rate", "/tickets/{number}/rate", Desk.Split(' ')),
        ("POST /tickets/{number}/link", "/tickets/{number}/link", Desk.Split(' ')),
        ("POST /tickets/{number}/call", "/tickets/{number}/call", Desk.Split(' ')),
        ("POST /tickets/{number}/split", "/tickets/{number}/split", ["clerk", "supervisor", "staff"]),
        ("POST /tickets/{number}/reroute", "/tickets/{number}/reroute", ["clerk", "supervisor", "staff"]),
        ("POST /tickets/{number}/transfer", "/tickets/{number}/transfer", Desk.Split(' ')),
        // The agent is of the department that the slip was sent to; the ticket is of none.
        ("POST /slips/{id}/accept", "/slips/{id}/accept", Desk.Split(' ')),
        ("POST /slips/{id}/answer", "/slips/{id}/answer", Desk.Split(' ')),
        ("POST /slips/{id}/return", "/slips/{id}/return", Desk.Split(' ')),
        ("POST /slips/{id}/extend", "/slips/{id}/extend", Desk.Split(' ')),
        ("POST /slips/{id}/grant", "/slips/{id}/grant", ["clerk", "supervisor", "staff"]),
        ("POST /slips/{id}/refuse", "/slips/{id}/refuse", ["clerk", "supervisor", "staff"]),
        ("POST /slips/{id}/withdraw", "/slips/{id}/withdraw", ["clerk", "supervisor", "staff"]),
        ("GET /orders", "/orders", Readers.Split(' ')),
        ("POST /orders", "/orders", ["supervisor", "staff"]),
        ("POST /orders/{id}/issue", "/orders/{id}/issue", ["supervisor", "staff"]),
        // An agent answers only an order to herself.
        ("POST /orders/{id}/answer", "/orders/{id}/answer", ["clerk", "supervisor", "staff"]),
        ("POST /orders/{id}/accept", "/orders/{id}/accept", ["supervisor", "staff"]),
        ("POST /orders/{id}/again", "/orders/{id}/again", ["supervisor", "staff"]),
        ("POST /orders/{id}/drop", "/orders/{id}/drop", ["supervisor", "staff"]),
        ("POST /attachments", "/attachments", "clerk agent supervisor intake staff".Split(' ')),
        ("GET /attachments/{id}", "/attachments/{id}", Readers.Split(' ')),
        ("GET /events", "/events", Readers.Split(' ')),
        ("GET /promise", "/promise", Readers.Split(' ')),
        ("GET /departments", "/departments", [.. Readers.Split(' '), "admin"]),
        ("GET /services", "/services", [.. Readers.Split(' '), "admin"]),
        ("GET /townships", "/townships", [.. Readers.Split(' '), "admin"]),
    ];

    [Fact]
    public async Task Access_is_as_in_the_table_and_every_response_is_in_the_document()
    {
        await using var desk = await DeskApp.StartAsync();
        var document = (await desk.AnonymousClient().GetReplyAsync("/openapi/v1.json")).Expect(HttpStatusCode.OK);
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "somebody");
        foreach (var who in Everybody.Split(' '))
        {
            var client = await CreateClientAsync(desk, who);
            foreach (var (route, template, mayCome) in AccessTable)
            {
                var request = ApiClient.TicketBody();
                request["department"] = "brand";
                var (number, other) = (await staff.OpenTicketAsync(request), await staff.OpenTicketAsync());
                var file = (await staff.UploadAsync(AttachmentTests.Jpeg, "a.jpg"))["id"].GetString()!;
                var withFile = AttachmentTests.TicketBodyWithFile(file, department: "brand");
                await staff.OpenTicketAsync(withFile);
                var id = template.StartsWith("/slips", StringComparison.Ordinal) ? await SendSlipAsync(staff, other)
                    : template.StartsWith("/orders", StringComparison.Ordinal) ? await DraftOrderAsync(staff, number) : file;
                var path = "/api/v1"
                    + template.Replace("{number}", number, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal);
                var reply = route.StartsWith("GET", StringComparison.Ordinal) ? await client.GetReplyAsync(path)
                    : template == "/attachments" ? await client.UploadAsync(AttachmentTests.Jpeg, "a.jpg")
                    : await client.PostJsonAsync(path, BodyFor(template, request, other));
                var refused = reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
                Assert.True(refused != mayCome.Contains(who), $"{who} {route} → {(int)reply.Status} {reply.Text}");
                Assert.Equal(who == "nobody", reply.Status is HttpStatusCode.Unauthorized);
                Assert.True((int)reply.Status is < 500 and not 404, $"{who} {route} → {(int)reply.Status} {reply.Text}");
                if (refused) Assert.Equal("application/problem+json", reply.Header("Content-Type"));
                var documented = document["paths"].GetProperty("/api/v1" + template)
                    .GetProperty(route[..route.IndexOf(' ', StringComparison.Ordinal)].ToLowerInvariant()).GetProperty("responses");
                Assert.True(documented.TryGetProperty(((int)reply.Status).ToString(), out _),
                    $"{route} does not document {(int)reply.Status}");
            }
        }
    }

    [Fact]
    public async Task Every_route_of_the_api_is_in_the_table_and_in_the_document()
    {
        await using var desk = await DeskApp.StartAsync();
        var document = (await desk.AnonymousClient().GetReplyAsync("/openapi/v1.json")).Expect(HttpStatusCode.OK);
        var documented = document["paths"].EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
        Assert.Equal(AccessTable.Select(l => l.Route.Replace(" /", " /api/v1/", StringComparison.Ordinal)).Order(), documented.Order());
        var mapped = desk.Endpoints()
            .Where(e => e.StartsWith("GET /api/", StringComparison.Ordinal) || e.StartsWith("POST /api/", StringComparison.Ordinal));
        Assert.Equal(documented.Append("POST /api/v1/tickets/{number}/{action}").Append("POST /api/v1/slips/{id}/{action}")
            .Append("POST /api/v1/orders/{id}/{action}").Order(),
            mapped.Select(m => m.Replace(":long", "", StringComparison.Ordinal)).Order());
    }

    private static async Task<string> SendSlipAsync(HttpClient staff, string ticket)
    {
        var sent = await staff.PostJsonAsync($"{ApiClient.TicketsPath}/{ticket}/transfer", new { department = "brand", ask = "Please" });
        return $"{sent.Expect(HttpStatusCode.OK)["slips"][0].GetProperty("id").GetInt64()}";
    }

    internal static async Task<string> DraftOrderAsync(HttpClient staff, string ticket) =>
        $"{(await staff.PostJsonAsync("/api/v1/orders", new { ticket })).Expect(HttpStatusCode.Created)["number"].GetInt64()}";

    private static async Task<HttpClient> CreateClientAsync(DeskApp desk, string who) => who switch
    {
        "nobody" => desk.AnonymousClient(),
        "intake" or "read" or "staff" => await desk.ClientWithKeyAsync(Enum.Parse<KeyScope>(who, ignoreCase: true)),
        _ => await desk.ClientForStaffAsync(Enum.Parse<StaffRole>(who, ignoreCase: true), who == "agent" ? "brand" : null),
    };

    internal static string BodyFor(string template, System.Text.Json.Nodes.JsonObject ticketBody, string other) =>
        template.Split('/')[^1] switch
        {
            "tickets" => ticketBody.ToJsonString(),
            "messages" => """{"kind":"note","text":"x"}""",
            "assign" => """{"user":"somebody"}""",
            "orders" => JsonSerializer.Serialize(new { ticket = other }),
            "issue" => $$"""{"user":"somebody","demand":"x","dueAt":"{{TimeProvider.System.GetUtcNow().AddDays(1):O}}"}""",
            "again" => $$"""{"reason":"x","dueAt":"{{TimeProvider.System.GetUtcNow().AddDays(1):O}}"}""",
            "reopen" or "cancel" or "drop" => """{"reason":"because"}""",
            "escalate" => """{"reason":"because"}""",
            "instruct" => """{"words":"See to it","department":"brand"}""",
            "followUp" => """{"reached":false,"words":"x"}""",
            "rate" => """{"score":3}""",
            "link" => JsonSerializer.Serialize(new { to = other }),
            "split" => """{"messages":[1]}""",
            "transfer" => """{"department":"logistics","ask":"x"}""",
            "reroute" => """{"language":"ug"}""",
            "return" => """{"reason":"notOurs"}""",
            "extend" => $$"""{"dueAt":"{{TimeProvider.System.GetUtcNow().AddDays(30):O}}","reason":"x"}""",
            "refuse" => """{"reason":"x"}""",
            "answer" => """{"text":"x"}""",
            "call" => """{"direction":"out","reached":false,"text":"no answer"}""",
            _ => "{}",
        };
}
