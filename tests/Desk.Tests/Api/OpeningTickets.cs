using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Api;

public sealed class OpeningTickets
{
    [Theory, CombinatorialProviders]
    internal async Task A_matter_becomes_a_ticket_that_can_be_read_at_its_location(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var matter = Talk.Matter("سالام، مالىم كەلمىدى");
        matter["requester"] = new JsonObject { ["name"] = "Ay", ["phone"] = "138 9999 1234", ["township"] = "nur", ["type"] = "enterprise" };
        matter["department"] = "brand";
        var opened = (await (await desk.WithKeyAsync(KeyScope.Intake)).TellAsync(Talk.Tickets, matter.ToJsonString())).Expect(HttpStatusCode.Created);
        Assert.Equal("new", opened["status"].GetString());
        Assert.Equal("open", opened["cycle"].GetProperty("state").GetString());
        Assert.Equal(TimeSpan.FromHours(48), opened["cycle"].GetProperty("dueAt").GetDateTimeOffset() - opened["cycle"].GetProperty("startedAt").GetDateTimeOffset());
        Assert.Equal("\"1\"", opened.Header("ETag"));
        Assert.Equal(8, opened["trackingCode"].GetString()!.Length);
        Assert.Equal("138 9999 1234", opened["requester"].GetProperty("phone").GetString());

        var read = (await (await desk.WithKeyAsync(KeyScope.Read)).AskAsync(opened.Header("Location")!)).Expect(HttpStatusCode.OK);
        Assert.Equal(opened["number"].GetString(), read["number"].GetString());
        Assert.Equal("سالام، مالىم كەلمىدى", read["description"].GetString());
        Assert.Equal("resident", read["messages"][0].GetProperty("from").GetString());
        Assert.Equal("ticketOpened", read["events"][0].GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Object, read["events"][0].GetProperty("data").ValueKind);
        Assert.False(read.Json.TryGetProperty("trackingCode", out _));
    }

    [Theory, CombinatorialProviders]
    internal async Task The_same_external_id_gives_the_same_ticket_without_its_tracking_code(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var key = await desk.WithKeyAsync(KeyScope.Intake);
        var matter = Talk.Matter();
        matter["externalId"] = "pbx-17";
        var first = (await key.TellAsync(Talk.Tickets, matter.ToJsonString())).Expect(HttpStatusCode.Created);
        var again = (await key.TellAsync(Talk.Tickets, matter.ToJsonString())).Expect(HttpStatusCode.OK);
        Assert.Equal(first["number"].GetString(), again["number"].GetString());
        Assert.False(again.Json.TryGetProperty("trackingCode", out _));
        matter["channel"] = "hotline";
        (await key.TellAsync(Talk.Tickets, matter.ToJsonString())).Expect(HttpStatusCode.Created);
        matter["channel"] = "api";
        (await (await desk.WithKeyAsync(KeyScope.Intake)).TellAsync(Talk.Tickets, matter.ToJsonString())).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_repeat_is_the_same_ticket_even_when_its_stated_time_has_become_too_old()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.Parse("2026-11-20T10:00:00Z"));
        await using var desk = await DeskApp.StartAsync(time: time);
        var key = await desk.WithKeyAsync(KeyScope.Intake);
        var matter = Talk.Matter();
        (matter["externalId"], matter["receivedAt"]) = ("e1", "2026-11-14T10:00:00Z");
        (await key.TellAsync(Talk.Tickets, matter.ToJsonString(), ("Idempotency-Key", "k"))).Expect(HttpStatusCode.Created);
        time.Advance(TimeSpan.FromDays(3));
        (await key.TellAsync(Talk.Tickets, matter.ToJsonString())).Expect(HttpStatusCode.OK);
        var replay = (await key.TellAsync(Talk.Tickets, matter.ToJsonString(), ("Idempotency-Key", "k"))).Expect(HttpStatusCode.Created);
        Assert.Equal("true", replay.Header("Idempotency-Replayed"));
        matter["externalId"] = "e2";
        (await key.TellAsync(Talk.Tickets, matter.ToJsonString())).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_intake_key_learns_nothing_of_a_person_that_it_did_not_say()
    {
        await using var desk = await DeskApp.StartAsync();
        var known = Talk.Matter();
        known["requester"] = new JsonObject { ["name"] = "Known", ["phone"] = "13899991234", ["village"] = "Somewhere" };
        await (await desk.WithKeyAsync(KeyScope.Staff)).OpenAsync(known);
        var probe = Talk.Matter();
        probe["requester"] = new JsonObject { ["phone"] = "13899991234" };
        var heard = (await (await desk.WithKeyAsync(KeyScope.Intake)).TellAsync(Talk.Tickets, probe.ToJsonString())).Expect(HttpStatusCode.Created);
        Assert.Equal(JsonValueKind.Null, heard["requester"].GetProperty("name").ValueKind);
        Assert.Equal(JsonValueKind.Null, heard["requester"].GetProperty("village").ValueKind);
    }

    [Fact]
    public async Task Agents_see_a_phone_in_part_and_of_a_hidden_resident_nothing()
    {
        await using var desk = await DeskApp.StartAsync();
        var matter = Talk.Matter("hidden matter");
        (matter["anonymity"], matter["department"]) = ("hidden", "brand");
        matter["requester"] = new JsonObject { ["name"] = "Secretname", ["phone"] = "13899991234" };
        var clerk = await desk.StaffAsync(StaffRole.Clerk);
        var hidden = await clerk.OpenAsync(matter);
        matter["anonymity"] = "named";
        var named = await clerk.OpenAsync(matter);
        var agent = await desk.StaffAsync(StaffRole.Agent, "brand");
        Assert.Equal(JsonValueKind.Null, (await agent.AskAsync($"{Talk.Tickets}/{hidden}"))["requester"].ValueKind);
        Assert.Equal("138****1234", (await agent.AskAsync($"{Talk.Tickets}/{named}"))["requester"].GetProperty("phone").GetString());
        Assert.Equal("13899991234", (await clerk.AskAsync($"{Talk.Tickets}/{hidden}"))["requester"].GetProperty("phone").GetString());
        Assert.Equal(1, (await agent.AskAsync($"{Talk.Tickets}?q=Secretname"))["items"].GetArrayLength());
        Assert.Equal(2, (await clerk.AskAsync($"{Talk.Tickets}?q=Secretname"))["items"].GetArrayLength());
    }

    [Fact]
    public async Task Answered_on_the_spot_meets_the_promise_in_the_same_request()
    {
        await using var desk = await DeskApp.StartAsync();
        var matter = Talk.Matter(channel: "counter");
        matter["answer"] = new JsonObject { ["text"] = "It is in the next room" };
        var heard = (await (await desk.WithKeyAsync(KeyScope.Intake, "counter-pc")).TellAsync(Talk.Tickets, matter.ToJsonString())).Expect(HttpStatusCode.Created);
        Assert.Equal("inProgress", heard["status"].GetString());
        Assert.Equal("met", heard["cycle"].GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, heard["assignee"].ValueKind);
    }

    [Fact]
    public async Task Sixty_four_at_once_are_sixty_four_tickets()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.WithKeyAsync(KeyScope.Intake);
        var body = Talk.Matter().ToJsonString();
        var heard = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => key.TellAsync(Talk.Tickets, body)));
        Assert.Equal(64, heard.Select(h => h.Expect(HttpStatusCode.Created)["number"].GetString()).Distinct().Count());
        await using var db = desk.Db();
        Assert.Equal(64, await db.Tickets.CountAsync(TestContext.Current.CancellationToken));
    }
}
