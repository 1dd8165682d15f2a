using System.Net;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Api;

public sealed class Acting
{
    [Theory, CombinatorialProviders]
    internal async Task A_ticket_goes_through_all_its_actions_over_HTTP(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var clerk = await desk.StaffAsync(StaffRole.Clerk, user: "ay");
        var supervisor = await desk.StaffAsync(StaffRole.Supervisor, user: "boss");
        var number = await clerk.OpenAsync();
        var at = $"{Talk.Tickets}/{number}";
        Assert.Equal("ay", (await clerk.TellAsync(at + "/take")).Expect(HttpStatusCode.OK)["assignee"].GetString());
        Assert.Equal("boss",
            (await clerk.TellAsync(at + "/assign", new { user = "boss" })).Expect(HttpStatusCode.OK)["assignee"].GetString());
        Assert.Equal("met",
            (await clerk.TellAsync(at + "/messages", new { kind = "answer", text = "It comes tomorrow" }))
            .Expect(HttpStatusCode.OK)["cycle"].GetProperty("state").GetString());
        Assert.Equal("resolved",
            (await clerk.TellAsync(at + "/resolve", new { text = "Done" })).Expect(HttpStatusCode.OK)["status"].GetString());
        (await clerk.TellAsync(at + "/rate", new { score = 5 })).Expect(HttpStatusCode.OK);
        Assert.Equal("alreadyRated",
            (await clerk.TellAsync(at + "/rate", new { score = 4 })).Expect(HttpStatusCode.Conflict)["reason"].GetString());
        Assert.Equal("open",
            (await clerk.TellAsync(at + "/reopen", new { reason = "Still not there" })).Expect(HttpStatusCode.OK)["cycle"]
            .GetProperty("state").GetString());
        (await clerk.TellAsync(at + "/call", new { direction = "out", reached = true, kind = "answer", text = "Told him" }))
            .Expect(HttpStatusCode.OK);
        (await clerk.TellAsync(at + "/resolve")).Expect(HttpStatusCode.OK);
        (await clerk.TellAsync(at + "/close")).Expect(HttpStatusCode.Forbidden);
        Assert.Equal("closed", (await supervisor.TellAsync(at + "/close")).Expect(HttpStatusCode.OK)["status"].GetString());
        var other = await clerk.OpenAsync();
        (await clerk.TellAsync(at + "/link", new { to = other })).Expect(HttpStatusCode.OK);
        Assert.Equal("closed",
            (await clerk.TellAsync($"{Talk.Tickets}/{other}/cancel", new { reason = "withdrawn" })).Expect(HttpStatusCode.OK)["status"]
            .GetString());
        var ticket = (await clerk.AskAsync(at)).Expect(HttpStatusCode.OK);
        Assert.Equal(ticket["version"].GetInt64(), ticket["events"].GetArrayLength());
        Assert.Equal(2, ticket["cycles"].GetArrayLength());
        Assert.Equal(0, ticket["slips"].GetArrayLength());
        Assert.Equal([other], ticket["links"].EnumerateArray().Select(l => l.GetString()!));
        Assert.Equal([number], (await clerk.AskAsync($"{Talk.Tickets}/{other}"))["links"].EnumerateArray().Select(l => l.GetString()!));
    }

    [Fact]
    public async Task A_refusal_gives_its_reason_and_the_allowed_actions()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.WithKeyAsync(KeyScope.Staff);
        var number = await key.OpenAsync();
        var reply = (await key.TellAsync($"{Talk.Tickets}/{number}/resolve")).Expect(HttpStatusCode.Conflict);
        Assert.Equal("unanswered", reply["reason"].GetString());
        Assert.Contains("answer", reply["allowed"].EnumerateArray().Select(a => a.GetString()));
        Assert.Contains("fromResident", reply["allowed"].EnumerateArray().Select(a => a.GetString()));
        Assert.DoesNotContain("resolve", reply["allowed"].EnumerateArray().Select(a => a.GetString()));
        Assert.Equal("wrongState",
            (await key.TellAsync($"{Talk.Tickets}/{number}/close")).Expect(HttpStatusCode.Conflict)["reason"].GetString());
    }

    [Fact]
    public async Task Reopening_a_withdrawn_ticket_is_refused_as_never_resolved()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.WithKeyAsync(KeyScope.Staff);
        var at = $"{Talk.Tickets}/{await key.OpenAsync()}";
        (await key.TellAsync(at + "/cancel", new { reason = "withdrawn" })).Expect(HttpStatusCode.OK);
        var reply = (await key.TellAsync(at + "/reopen", new { reason = "again" })).Expect(HttpStatusCode.Conflict);
        Assert.Equal("neverResolved", reply["reason"].GetString());
        Assert.Equal(["note", "link", "fromResident"], reply["allowed"].EnumerateArray().Select(a => a.GetString()));
    }

    [Theory, CombinatorialProviders]
    internal async Task A_message_of_the_resident_about_a_closed_ticket_opens_a_new_linked_one(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var key = await desk.WithKeyAsync(KeyScope.Staff);
        var closed = await key.OpenAsync();
        var at = $"{Talk.Tickets}/{closed}";
        (await key.TellAsync(at + "/cancel", new { reason = "withdrawn" })).Expect(HttpStatusCode.OK);

        var reply = (await key.TellAsync(at + "/messages", new { kind = "fromResident", text = "It broke again" }))
            .Expect(HttpStatusCode.Created);

        var number = reply["number"].GetString();
        Assert.NotEqual(closed, number);
        Assert.Equal(("new", "open"), (reply["status"].GetString(), reply["cycle"].GetProperty("state").GetString()));
        Assert.Equal("closed", (await key.AskAsync(at)).Expect(HttpStatusCode.OK)["status"].GetString());
        await using var db = desk.Db();
        var tickets = await db.Tickets.ToListAsync(TestContext.Current.CancellationToken);
        var links = await db.Set<Desk.Tickets.TicketLink>().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal((tickets.Single(t => $"{t.Number}" == number).Id, tickets.Single(t => $"{t.Number}" == closed).Id),
            (links.Single().TicketId, links.Single().ToTicketId));
    }

    [Fact]
    public async Task A_ticket_opened_by_an_agent_belongs_to_their_department()
    {
        await using var desk = await DeskApp.StartAsync();
        var agent = await desk.StaffAsync(StaffRole.Agent, "logistics", user: "ruzi");
        var ofOthers = new { kind = "inquiry", channel = "counter", description = "Where is it?", department = "brand" };
        (await agent.TellAsync(Talk.Tickets, ofOthers)).Expect(HttpStatusCode.Forbidden);
        var answered = new { kind = "inquiry", channel = "counter", description = "Where is it?", answer = new { text = "Here" } };
        var opened = (await agent.TellAsync(Talk.Tickets, answered)).Expect(HttpStatusCode.Created);
        Assert.Equal(("logistics", "ruzi"), (opened["department"].GetString(), opened["assignee"].GetString()));
        (await agent.AskAsync($"{Talk.Tickets}/{opened["number"].GetString()}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_takes_a_ticket_without_becoming_its_assignee()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.WithKeyAsync(KeyScope.Staff);
        var reply = (await key.TellAsync($"{Talk.Tickets}/{await key.OpenAsync()}/take")).Expect(HttpStatusCode.OK);
        Assert.Equal("inProgress", reply["status"].GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, reply["assignee"].ValueKind);
    }

    [Fact]
    public async Task Of_two_actions_on_the_same_version_one_gets_412()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.WithKeyAsync(KeyScope.Staff);
        var at = $"{Talk.Tickets}/{await key.OpenAsync()}";
        var tag = (await key.AskAsync(at)).Header("ETag")!;
        Task<Heard> NoteAsync(int i) => key.TellAsync(at + "/messages", new { kind = "note", text = $"n{i}" }, ("If-Match", tag));
        var both = await Task.WhenAll(NoteAsync(0), NoteAsync(1));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], both.Select(h => h.Status).Order());
        (await key.TellAsync(at + "/take", null, ("If-Match", "*"))).Expect(HttpStatusCode.OK);
        (await key.TellAsync(at + "/messages", new { kind = "note", text = "x" }, ("If-Match", "\"abc\"")))
            .Expect(HttpStatusCode.PreconditionFailed);
        (await key.TellAsync(at + "/messages", new { kind = "note", text = "x" }, ("If-Match", "5"))).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_mistyped_number_gets_another_reason_than_an_unknown_one()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.WithKeyAsync(KeyScope.Staff);
        var table = new[] { ("100-0016", "mistypedNumber"), ("abc", "malformedNumber"), ("100-0015", "unknownNumber") };
        foreach (var (number, reason) in table)
        {
            var address = $"{Talk.Tickets}/{number}";
            foreach (var reply in new[] { await key.AskAsync(address), await key.TellAsync($"{address}/take") })
            {
                Assert.Equal(reason, reply.Expect(HttpStatusCode.NotFound)["reason"].GetString());
                Assert.NotEmpty(reply["errors"].GetProperty("number")[0].GetString()!);
            }
        }
    }

    [Theory]
    [InlineData("transfer")]
    [InlineData("merge")]
    [InlineData("escalate")]
    [InlineData("fly")]
    public async Task An_unknown_action_is_answered_with_the_known_ones(string action)
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.WithKeyAsync(KeyScope.Staff);
        var reply = (await key.TellAsync($"{Talk.Tickets}/{await key.OpenAsync()}/{action}", new { })).Expect(HttpStatusCode.NotFound);
        Assert.Equal("unknownAction", reply["reason"].GetString());
        Assert.Contains("take", reply["allowed"].EnumerateArray().Select(a => a.GetString()));
    }

    [Fact]
    public async Task Faults_of_an_action_are_reported_by_field()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.WithKeyAsync(KeyScope.Staff);
        var at = $"{Talk.Tickets}/{await key.OpenAsync()}";
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
            var reply = (await key.TellAsync(at + path, body)).Expect(HttpStatusCode.UnprocessableEntity);
            Assert.Equal(fields, reply["errors"].EnumerateObject().Select(e => e.Name).Order());
        }
    }
}
