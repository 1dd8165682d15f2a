using System.Net;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Api;

public sealed class TicketActionTests
{
    [Theory, CombinatorialProviders]
    internal async Task A_ticket_goes_through_all_its_actions_over_HTTP(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "ay");
        var supervisor = await desk.ClientForStaffAsync(StaffRole.Supervisor, user: "boss");
        var number = await clerk.OpenTicketAsync();
        var at = $"{ApiClient.TicketsPath}/{number}";
        Assert.Equal("ay", (await clerk.PostJsonAsync(at + "/take")).Expect(HttpStatusCode.OK)["assignee"].GetString());
        Assert.Equal("boss",
            (await clerk.PostJsonAsync(at + "/assign", new { user = "boss" })).Expect(HttpStatusCode.OK)["assignee"].GetString());
        Assert.Equal("met",
            (await clerk.PostJsonAsync(at + "/messages", new { kind = "answer", text = "It comes tomorrow" }))
            .Expect(HttpStatusCode.OK)["cycle"].GetProperty("state").GetString());
        Assert.Equal("resolved",
            (await clerk.PostJsonAsync(at + "/resolve", new { text = "Done" })).Expect(HttpStatusCode.OK)["status"].GetString());
        (await clerk.PostJsonAsync(at + "/rate", new { score = 5 })).Expect(HttpStatusCode.OK);
        Assert.Equal("alreadyRated",
            (await clerk.PostJsonAsync(at + "/rate", new { score = 4 })).Expect(HttpStatusCode.Conflict)["reason"].GetString());
        Assert.Equal("open",
            (await clerk.PostJsonAsync(at + "/reopen", new { reason = "Still not there" })).Expect(HttpStatusCode.OK)["cycle"]
            .GetProperty("state").GetString());
        (await clerk.PostJsonAsync(at + "/call", new { direction = "out", reached = true, kind = "answer", text = "Told him" }))
            .Expect(HttpStatusCode.OK);
        (await clerk.PostJsonAsync(at + "/resolve")).Expect(HttpStatusCode.OK);
        (await clerk.PostJsonAsync(at + "/close")).Expect(HttpStatusCode.Forbidden);
        Assert.Equal("closed", (await supervisor.PostJsonAsync(at + "/close")).Expect(HttpStatusCode.OK)["status"].GetString());
        var other = await clerk.OpenTicketAsync();
        (await clerk.PostJsonAsync(at + "/link", new { to = other })).Expect(HttpStatusCode.OK);
        Assert.Equal("closed",
            (await clerk.PostJsonAsync($"{ApiClient.TicketsPath}/{other}/cancel", new { reason = "withdrawn" }))
                .Expect(HttpStatusCode.OK)["status"]
            .GetString());
        var ticket = (await clerk.GetReplyAsync(at)).Expect(HttpStatusCode.OK);
        Assert.Equal(ticket["version"].GetInt64(), ticket["events"].GetArrayLength());
        Assert.Equal(2, ticket["cycles"].GetArrayLength());
        Assert.Equal(0, ticket["slips"].GetArrayLength());
        Assert.Equal([other], ticket["links"].EnumerateArray().Select(l => l.GetString()!));
        Assert.Equal([number],
            (await clerk.GetReplyAsync($"{ApiClient.TicketsPath}/{other}"))["links"].EnumerateArray().Select(l => l.GetString()!));
    }

    [Fact]
    public async Task A_refusal_gives_its_reason_and_the_allowed_actions()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var number = await key.OpenTicketAsync();
        var reply = (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{number}/resolve")).Expect(HttpStatusCode.Conflict);
        Assert.Equal("unanswered", reply["reason"].GetString());
        Assert.Contains("answer", reply["allowed"].EnumerateArray().Select(a => a.GetString()));
        Assert.Contains("fromResident", reply["allowed"].EnumerateArray().Select(a => a.GetString()));
        Assert.DoesNotContain("resolve", reply["allowed"].EnumerateArray().Select(a => a.GetString()));
        Assert.Equal("wrongState",
            (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{number}/close")).Expect(HttpStatusCode.Conflict)["reason"].GetString());
    }

    [Fact]
    public async Task Reopening_a_withdrawn_ticket_is_refused_as_never_resolved()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var at = $"{ApiClient.TicketsPath}/{await key.OpenTicketAsync()}";
        (await key.PostJsonAsync(at + "/cancel", new { reason = "withdrawn" })).Expect(HttpStatusCode.OK);
        var reply = (await key.PostJsonAsync(at + "/reopen", new { reason = "again" })).Expect(HttpStatusCode.Conflict);
        Assert.Equal("neverResolved", reply["reason"].GetString());
        Assert.Equal(["fromResident", "note", "link"], reply["allowed"].EnumerateArray().Select(a => a.GetString()));
    }

    [Theory, CombinatorialProviders]
    internal async Task A_message_of_the_resident_about_a_closed_ticket_opens_a_new_linked_one(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var closed = await key.OpenTicketAsync();
        var at = $"{ApiClient.TicketsPath}/{closed}";
        (await key.PostJsonAsync(at + "/cancel", new { reason = "withdrawn" })).Expect(HttpStatusCode.OK);

        var reply = (await key.PostJsonAsync(at + "/messages", new { kind = "fromResident", text = "It broke again" }))
            .Expect(HttpStatusCode.Created);

        var number = reply["number"].GetString();
        Assert.NotEqual(closed, number);
        Assert.Equal(("new", "open"), (reply["status"].GetString(), reply["cycle"].GetProperty("state").GetString()));
        Assert.Equal("closed", (await key.GetReplyAsync(at)).Expect(HttpStatusCode.OK)["status"].GetString());
        await using var db = desk.CreateDb();
        var tickets = await db.Tickets.ToListAsync(TestContext.Current.CancellationToken);
        var links = await db.Set<Desk.Tickets.TicketLink>().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal((tickets.Single(t => $"{t.Number}" == number).Id, tickets.Single(t => $"{t.Number}" == closed).Id),
            (links.Single().TicketId, links.Single().ToTicketId));
    }

    [Fact]
    public async Task A_ticket_opened_by_an_agent_belongs_to_their_department()
    {
        await using var desk = await DeskApp.StartAsync();
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "logistics", user: "ruzi");
        var ofOthers = new { kind = "inquiry", channel = "counter", description = "Where is it?", department = "brand" };
        (await agent.PostJsonAsync(ApiClient.TicketsPath, ofOthers)).Expect(HttpStatusCode.Forbidden);
        var answered = new { kind = "inquiry", channel = "counter", description = "Where is it?", answer = new { text = "Here" } };
        var opened = (await agent.PostJsonAsync(ApiClient.TicketsPath, answered)).Expect(HttpStatusCode.Created);
        Assert.Equal(("logistics", "ruzi"), (opened["department"].GetString(), opened["assignee"].GetString()));
        (await agent.GetReplyAsync($"{ApiClient.TicketsPath}/{opened["number"].GetString()}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_takes_a_ticket_without_becoming_its_assignee()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var reply = (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{await key.OpenTicketAsync()}/take")).Expect(HttpStatusCode.OK);
        Assert.Equal("inProgress", reply["status"].GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, reply["assignee"].ValueKind);
    }

    [Fact]
    public async Task Of_two_actions_on_the_same_version_one_gets_412()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var at = $"{ApiClient.TicketsPath}/{await key.OpenTicketAsync()}";
        var tag = (await key.GetReplyAsync(at)).Header("ETag")!;
        Task<ApiReply> NoteAsync(int i) => key.PostJsonAsync(at + "/messages", new { kind = "note", text = $"n{i}" }, ("If-Match", tag));
        var both = await Task.WhenAll(NoteAsync(0), NoteAsync(1));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], both.Select(h => h.Status).Order());
        (await key.PostJsonAsync(at + "/take", null, ("If-Match", "*"))).Expect(HttpStatusCode.OK);
        (await key.PostJsonAsync(at + "/messages", new { kind = "note", text = "x" }, ("If-Match", "\"abc\"")))
            .Expect(HttpStatusCode.PreconditionFailed);
        (await key.PostJsonAsync(at + "/messages", new { kind = "note", text = "x" }, ("If-Match", "5"))).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_mistyped_number_gets_another_reason_than_an_unknown_one()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var table = new[] { ("100-0016", "mistypedNumber"), ("abc", "malformedNumber"), ("100-0015", "unknownNumber") };
        foreach (var (number, reason) in table)
        {
            var address = $"{ApiClient.TicketsPath}/{number}";
            foreach (var reply in new[] { await key.GetReplyAsync(address), await key.PostJsonAsync($"{address}/take") })
            {
                Assert.Equal(reason, reply.Expect(HttpStatusCode.NotFound)["reason"].GetString());
                Assert.NotEmpty(reply["errors"].GetProperty("number")[0].GetString()!);
            }
        }
    }

    [Theory]
    [InlineData("takes")]
    [InlineData("messages1")]
    [InlineData("_")]
    [InlineData("fly")]
    public async Task An_unknown_action_is_answered_with_the_known_ones(string action)
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var reply = (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{await key.OpenTicketAsync()}/{action}", new { }))
            .Expect(HttpStatusCode.NotFound);
        Assert.Equal("unknownAction", reply["reason"].GetString());
        Assert.Contains("take", reply["allowed"].EnumerateArray().Select(a => a.GetString()));
    }

    [Fact]
    public async Task Faults_of_an_action_are_reported_by_field()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var at = $"{ApiClient.TicketsPath}/{await key.OpenTicketAsync()}";
        (string Path, object Body, string[] Fields)[] table =
        [
            ("/messages", new { }, ["kind", "text"]),
            ("/messages", new { kind = "nextStep", text = "x" }, ["promisedAt"]),
            ("/messages", new { kind = "nextStep", text = "x", promisedAt = "2020-01-01T00:00:00Z" }, ["promisedAt"]),
            ("/messages", new { kind = "outOfRemit", text = "x" }, ["office"]),
            ("/messages", new { kind = "resolution", text = "x" }, ["kind"]),
            ("/assign", new { user = "nobody" }, ["user"]),
            ("/reopen", new { }, ["reason"]),
            ("/cancel", new { reason = " " }, ["reason"]),
            ("/rate", new { score = 9 }, ["score"]),
            ("/link", new { to = "100-0016" }, ["to"]),
            ("/call", new { }, ["direction", "reached", "text"]),
            ("/call", new { direction = "up", reached = true, text = "x", at = "2099-01-01" }, ["at", "direction"]),
        ];
        foreach (var (path, body, fields) in table)
        {
            var reply = (await key.PostJsonAsync(at + path, body)).Expect(HttpStatusCode.UnprocessableEntity);
            Assert.Equal(fields, reply["errors"].EnumerateObject().Select(e => e.Name).Order());
        }
    }
}
