using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Api;

public sealed class IntakeTests
{
    [Theory, CombinatorialProviders]
    internal async Task An_opened_ticket_can_be_read_at_its_location(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var request = ApiClient.TicketBody("سالام، مالىم كەلمىدى");
        request["requester"] =
            new JsonObject { ["name"] = "Ay", ["phone"] = "138 9999 1234", ["township"] = "nur", ["type"] = "enterprise" };
        request["department"] = "brand";
        var opened = (await (await desk.ClientWithKeyAsync(KeyScope.Intake)).PostJsonAsync(ApiClient.TicketsPath, request.ToJsonString()))
            .Expect(HttpStatusCode.Created);
        Assert.Equal("new", opened["status"].GetString());
        Assert.Equal("open", opened["cycle"].GetProperty("state").GetString());
        Assert.Equal(TimeSpan.FromHours(48),
            opened["cycle"].GetProperty("dueAt").GetDateTimeOffset() - opened["cycle"].GetProperty("startedAt").GetDateTimeOffset());
        Assert.Equal("\"1\"", opened.Header("ETag"));
        Assert.Equal(8, opened["trackingCode"].GetString()!.Length);
        Assert.Equal("138 9999 1234", opened["requester"].GetProperty("phone").GetString());

        var read = (await (await desk.ClientWithKeyAsync(KeyScope.Read)).GetReplyAsync(opened.Header("Location")!))
            .Expect(HttpStatusCode.OK);
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
        var key = await desk.ClientWithKeyAsync(KeyScope.Intake);
        var request = ApiClient.TicketBody();
        request["externalId"] = "pbx-17";
        var first = (await key.PostJsonAsync(ApiClient.TicketsPath, request.ToJsonString())).Expect(HttpStatusCode.Created);
        var again = (await key.PostJsonAsync(ApiClient.TicketsPath, request.ToJsonString())).Expect(HttpStatusCode.OK);
        Assert.Equal(first["number"].GetString(), again["number"].GetString());
        Assert.False(again.Json.TryGetProperty("trackingCode", out _));
        request["channel"] = "hotline";
        (await key.PostJsonAsync(ApiClient.TicketsPath, request.ToJsonString())).Expect(HttpStatusCode.Created);
        request["channel"] = "api";
        (await (await desk.ClientWithKeyAsync(KeyScope.Intake)).PostJsonAsync(ApiClient.TicketsPath, request.ToJsonString()))
            .Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_repeat_is_the_same_ticket_even_when_its_stated_time_has_become_too_old()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.Parse("2026-11-20T10:00:00Z"));
        await using var desk = await DeskApp.StartAsync(time: time);
        var key = await desk.ClientWithKeyAsync(KeyScope.Intake);
        var request = ApiClient.TicketBody();
        (request["externalId"], request["receivedAt"]) = ("e1", "2026-11-14T10:00:00Z");
        (await key.PostJsonAsync(ApiClient.TicketsPath, request.ToJsonString(), ("Idempotency-Key", "k"))).Expect(HttpStatusCode.Created);
        time.Advance(TimeSpan.FromDays(3));
        (await key.PostJsonAsync(ApiClient.TicketsPath, request.ToJsonString())).Expect(HttpStatusCode.OK);
        var replay = (await key.PostJsonAsync(ApiClient.TicketsPath, request.ToJsonString(), ("Idempotency-Key", "k")))
            .Expect(HttpStatusCode.Created);
        Assert.Equal("true", replay.Header("Idempotency-Replayed"));
        request["externalId"] = "e2";
        (await key.PostJsonAsync(ApiClient.TicketsPath, request.ToJsonString())).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_intake_key_sees_no_details_of_a_person_that_it_did_not_send()
    {
        await using var desk = await DeskApp.StartAsync();
        var known = ApiClient.TicketBody();
        known["requester"] = new JsonObject { ["name"] = "Known", ["phone"] = "13899991234", ["village"] = "Somewhere" };
        await (await desk.ClientWithKeyAsync(KeyScope.Staff)).OpenTicketAsync(known);
        var probe = ApiClient.TicketBody();
        probe["requester"] = new JsonObject { ["phone"] = "13899991234" };
        var reply = (await (await desk.ClientWithKeyAsync(KeyScope.Intake)).PostJsonAsync(ApiClient.TicketsPath, probe.ToJsonString()))
            .Expect(HttpStatusCode.Created);
        Assert.Equal(JsonValueKind.Null, reply["requester"].GetProperty("name").ValueKind);
        Assert.Equal(JsonValueKind.Null, reply["requester"].GetProperty("village").ValueKind);
    }

    [Fact]
    public async Task A_phone_alone_tells_an_agent_only_of_residents_of_named_tickets_of_the_department()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        foreach (var (phone, anonymity, department, told) in new[]
        {
            ("13899991231", "hidden", "brand", (string?)null), ("13899991232", "named", "product", null),
            ("13899991233", "named", "brand", "Known"),
        })
        {
            var known = ApiClient.TicketBody();
            (known["anonymity"], known["department"]) = (anonymity, department);
            known["requester"] = new JsonObject { ["name"] = "Known", ["phone"] = phone, ["village"] = "Somewhere" };
            await clerk.OpenTicketAsync(known);
            var probe = ApiClient.TicketBody();
            probe["requester"] = new JsonObject { ["phone"] = phone };
            var opened = (await agent.PostJsonAsync(ApiClient.TicketsPath, probe.ToJsonString())).Expect(HttpStatusCode.Created);
            Assert.Equal(told, opened["requester"].GetProperty("name").GetString());
        }
    }

    [Fact]
    public async Task Agents_see_a_masked_phone_and_nothing_of_a_hidden_resident()
    {
        await using var desk = await DeskApp.StartAsync();
        var request = ApiClient.TicketBody("hidden matter");
        (request["anonymity"], request["department"]) = ("hidden", "brand");
        request["requester"] = new JsonObject { ["name"] = "Secretname", ["phone"] = "13899991234" };
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var hidden = await clerk.OpenTicketAsync(request);
        request["anonymity"] = "named";
        var named = await clerk.OpenTicketAsync(request);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        Assert.Equal(JsonValueKind.Null, (await agent.GetReplyAsync($"{ApiClient.TicketsPath}/{hidden}"))["requester"].ValueKind);
        Assert.Equal("138****1234",
            (await agent.GetReplyAsync($"{ApiClient.TicketsPath}/{named}"))["requester"].GetProperty("phone").GetString());
        Assert.Equal("13899991234",
            (await clerk.GetReplyAsync($"{ApiClient.TicketsPath}/{hidden}"))["requester"].GetProperty("phone").GetString());
        Assert.Equal(1, (await agent.GetReplyAsync($"{ApiClient.TicketsPath}?q=Secretname"))["items"].GetArrayLength());
        Assert.Equal(2, (await clerk.GetReplyAsync($"{ApiClient.TicketsPath}?q=Secretname"))["items"].GetArrayLength());
    }

    [Fact]
    public async Task A_ticket_answered_on_the_spot_meets_the_promise_in_the_same_request()
    {
        await using var desk = await DeskApp.StartAsync();
        var request = ApiClient.TicketBody(channel: "counter");
        request["answer"] = new JsonObject { ["text"] = "It is in the next room" };
        var reply = (await (await desk.ClientWithKeyAsync(KeyScope.Intake, "counter-pc"))
            .PostJsonAsync(ApiClient.TicketsPath, request.ToJsonString()))
            .Expect(HttpStatusCode.Created);
        Assert.Equal("inProgress", reply["status"].GetString());
        Assert.Equal("met", reply["cycle"].GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, reply["assignee"].ValueKind);
    }

    [Fact]
    public async Task Sixty_four_simultaneous_requests_open_sixty_four_tickets()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Intake);
        var body = ApiClient.TicketBody().ToJsonString();
        var reply = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => key.PostJsonAsync(ApiClient.TicketsPath, body)));
        Assert.Equal(64, reply.Select(h => h.Expect(HttpStatusCode.Created)["number"].GetString()).Distinct().Count());
        await using var db = desk.CreateDb();
        Assert.Equal(64, await db.Tickets.CountAsync(TestContext.Current.CancellationToken));
    }
}
