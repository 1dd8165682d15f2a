using System.Net;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Database;

namespace EcomCenter.Desk.Tests.Handling;

/// <summary>Transfer slips over the API: from handing over to the result, and who may read and do what meanwhile.</summary>
public sealed class TransferSlipApiTests
{
    [Theory, CombinatorialProviders]
    internal async Task A_department_accepts_gets_more_time_and_answers_and_only_then_the_ticket_is_resolved(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "logistics");
        var at = $"{ApiClient.TicketsPath}/{await clerk.OpenTicketAsync()}";
        (await agent.GetReplyAsync(at)).Expect(HttpStatusCode.NotFound);

        var slip = (await clerk.PostJsonAsync(at + "/transfer", new { department = "logistics", ask = "Where is the parcel?" }))
            .Expect(HttpStatusCode.OK)["slips"][0];
        var (id, due) = (slip.GetProperty("id").GetInt64(), slip.GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal(("sent", "Where is the parcel?"), (slip.GetProperty("state").GetString(), slip.GetProperty("ask").GetString()));
        Assert.True(due > TimeProvider.System.GetUtcNow().AddHours(16), "16 hours of working time end later than 16 hours from now");

        (await agent.PostJsonAsync($"/api/v1/slips/{id}/accept")).Expect(HttpStatusCode.OK);
        (await clerk.PostJsonAsync(at + "/messages", new { kind = "answer", text = "We ask the carrier" })).Expect(HttpStatusCode.OK);
        Assert.Equal("openSlip", (await clerk.PostJsonAsync(at + "/resolve")).Expect(HttpStatusCode.Conflict)["reason"].GetString());
        (await agent.PostJsonAsync($"/api/v1/slips/{id}/extend", new { dueAt = due.AddDays(1), reason = "The lorry broke down" }))
            .Expect(HttpStatusCode.OK);
        var granted = (await clerk.PostJsonAsync($"/api/v1/slips/{id}/grant")).Expect(HttpStatusCode.OK)["slips"][0];
        Assert.Equal(due.AddDays(1), granted.GetProperty("dueAt").GetDateTimeOffset());
        (await agent.PostJsonAsync($"/api/v1/slips/{id}/answer", new { text = "It arrives tomorrow" })).Expect(HttpStatusCode.OK);
        (await clerk.PostJsonAsync(at + "/resolve")).Expect(HttpStatusCode.OK);

        var ended = (await agent.GetReplyAsync(at)).Expect(HttpStatusCode.OK)["slips"][0];
        Assert.Equal("answered", ended.GetProperty("state").GetString());
        Assert.Equal("It arrives tomorrow", ended.GetProperty("answer").GetString());
        var refused = (await agent.PostJsonAsync($"/api/v1/slips/{id}/answer", new { text = "Again" })).Expect(HttpStatusCode.Conflict);
        Assert.Equal(("slipEnded", 0), (refused["reason"].GetString(), refused["allowed"].GetArrayLength()));
    }

    [Theory, CombinatorialProviders]
    internal async Task A_department_that_has_only_a_slip_reads_nothing_that_others_were_asked(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var (own, other) = (await desk.ClientForStaffAsync(StaffRole.Agent, "logistics"),
            await desk.ClientForStaffAsync(StaffRole.Agent, "brand"));
        var number = await clerk.OpenTicketAsync();
        var at = $"{ApiClient.TicketsPath}/{number}";
        (await clerk.PostJsonAsync(at + "/transfer", new { department = "logistics", ask = "Where is the parcel?" }))
            .Expect(HttpStatusCode.OK);
        var theirs = (await clerk.PostJsonAsync(at + "/transfer", new { department = "brand", ask = "A secret question" }))
            .Expect(HttpStatusCode.OK)["slips"][1].GetProperty("id").GetInt64();
        var due = TimeProvider.System.GetUtcNow().AddDays(20);
        (await other.PostJsonAsync($"/api/v1/slips/{theirs}/extend", new { dueAt = due, reason = "A secret reason" }))
            .Expect(HttpStatusCode.OK);
        (await clerk.PostJsonAsync($"/api/v1/slips/{theirs}/refuse", new { reason = "A secret refusal" })).Expect(HttpStatusCode.OK);
        (await other.PostJsonAsync($"/api/v1/slips/{theirs}/answer", new { text = "A secret answer" })).Expect(HttpStatusCode.OK);

        (await clerk.PostJsonAsync(at + "/escalate", new { reason = "A secret reason for the head" })).Expect(HttpStatusCode.OK);

        string[] pages = [at, $"/desk/tickets/{number}", "/api/v1/events", $"/desk/tickets/{number}?pane=1"];
        foreach (var page in pages)
        {
            var text = (await own.GetReplyAsync(page)).Expect(HttpStatusCode.OK).Text;
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
            Assert.DoesNotContain($"\"slip\":{theirs}", text, StringComparison.Ordinal);
        }

        var read = (await own.GetReplyAsync(at)).Expect(HttpStatusCode.OK);
        Assert.Equal("Where is the parcel?", Assert.Single(read["slips"].EnumerateArray()).GetProperty("ask").GetString());
        Assert.Equal(1, (await own.PostJsonAsync(at + "/messages", new { kind = "note", text = "Noted" }))
            .Expect(HttpStatusCode.OK)["slips"].GetArrayLength());
        Assert.Contains("A secret answer", (await clerk.GetReplyAsync(at)).Text, StringComparison.Ordinal);
        Assert.Contains("A secret answer", (await other.GetReplyAsync(at)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_name_the_member_and_the_remedy_and_send_nothing()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var at = $"{ApiClient.TicketsPath}/{await clerk.OpenTicketAsync()}";
        await AssertFaultAsync("department", new { department = "kitchen", ask = "?" });
        await AssertFaultAsync("department", new { ask = "Where is it?" });
        await AssertFaultAsync("ask", new { department = "logistics", ask = "  " });
        await AssertFaultAsync("dueAt", new { department = "logistics", ask = "Where?", dueAt = "2020-01-01T10:00:00+08:00" });
        var tooLate = TimeProvider.System.GetUtcNow().AddDays(61);
        await AssertFaultAsync("dueAt", new { department = "logistics", ask = "Where?", dueAt = tooLate });
        Assert.Equal(0, (await clerk.GetReplyAsync(at))["slips"].GetArrayLength());

        async Task AssertFaultAsync(string member, object body) => Assert.Equal([member],
            (await clerk.PostJsonAsync(at + "/transfer", body)).Expect(HttpStatusCode.UnprocessableEntity)["errors"]
                .EnumerateObject().Select(fault => fault.Name));
    }

    [Fact]
    public async Task A_return_needs_a_reason_of_the_list_and_words_where_it_is_another_one()
    {
        await using var desk = await DeskApp.StartAsync();
        var (clerk, agent) = (await desk.ClientForStaffAsync(StaffRole.Clerk), await desk.ClientForStaffAsync(StaffRole.Agent, "brand"));
        var at = $"{ApiClient.TicketsPath}/{await clerk.OpenTicketAsync()}";
        var slip = await TransferAsync(clerk, at, "brand");
        (await agent.PostJsonAsync(slip + "/return", new { reason = "tired" })).Expect(HttpStatusCode.UnprocessableEntity);
        (await agent.PostJsonAsync(slip + "/return", new { reason = "other" })).Expect(HttpStatusCode.UnprocessableEntity);
        (await agent.PostJsonAsync(slip + "/return", new { reason = "other", text = "We moved it to the depot" }))
            .Expect(HttpStatusCode.OK);
        (await agent.GetReplyAsync(at)).Expect(HttpStatusCode.NotFound);
        var ticket = await clerk.GetReplyAsync(at);
        Assert.Equal("other", ticket["slips"][0].GetProperty("returnReason").GetString());
        Assert.Contains("We moved it to the depot", ticket["messages"].EnumerateArray().Select(m => m.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_department_handles_its_own_slip_only_and_neither_answers_the_resident_nor_decides_for_the_desk()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        var other = await desk.ClientForStaffAsync(StaffRole.Agent, "product");
        var at = $"{ApiClient.TicketsPath}/{await clerk.OpenTicketAsync()}";
        var slip = await TransferAsync(clerk, at, "brand");
        (await other.PostJsonAsync(slip + "/accept")).Expect(HttpStatusCode.NotFound);
        var second = await TransferAsync(clerk, at, "product");
        (await other.PostJsonAsync(slip + "/accept")).Expect(HttpStatusCode.Forbidden);
        (await other.PostJsonAsync(second + "/accept")).Expect(HttpStatusCode.OK);
        (await agent.PostJsonAsync(at + "/messages", new { kind = "answer", text = "Here it is" })).Expect(HttpStatusCode.Forbidden);
        (await agent.PostJsonAsync(slip + "/withdraw")).Expect(HttpStatusCode.Forbidden);
        (await agent.PostJsonAsync(at + "/messages", new { kind = "note", text = "We look into it" })).Expect(HttpStatusCode.OK);
        Assert.Equal("noTimeAsked", (await clerk.PostJsonAsync(slip + "/grant")).Expect(HttpStatusCode.Conflict)["reason"].GetString());
        var unknown = (await clerk.PostJsonAsync("/api/v1/slips/1/accept")).Expect(HttpStatusCode.NotFound);
        Assert.Equal("unknownSlip", unknown["reason"].GetString());
    }

    [Fact]
    public async Task The_resident_of_a_hidden_ticket_stays_hidden_from_the_department_with_a_slip()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "logistics");
        var body = ApiClient.TicketBody();
        (body["anonymity"], body["requester"]) = ("hidden", JsonSerializer.SerializeToNode(new { name = "阿依古丽", phone = "13899991234" }));
        var number = await clerk.OpenTicketAsync(body);
        await TransferAsync(clerk, $"{ApiClient.TicketsPath}/{number}", "logistics");
        foreach (var path in new[] { $"{ApiClient.TicketsPath}/{number}", ApiClient.TicketsPath, $"/desk/tickets/{number}", "/desk" })
        {
            var seen = (await agent.GetReplyAsync(path)).Expect(HttpStatusCode.OK).Text;
            Assert.Contains(number, seen, StringComparison.Ordinal);
            Assert.DoesNotContain("阿依古丽", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("9999", seen, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await agent.GetReplyAsync($"{ApiClient.TicketsPath}?q=13899991234"))["items"].GetArrayLength());
    }

    [Fact]
    public async Task A_repeat_tells_a_sender_who_may_not_read_the_ticket_only_what_was_sent()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand", "murat");
        foreach (var sender in new[] { await desk.ClientWithKeyAsync(KeyScope.Intake), agent })
        {
            var body = ApiClient.TicketBody();
            (body["externalId"], body["department"], body["anonymity"]) = ("n-1", "brand", "hidden");
            var number = await sender.OpenTicketAsync(body);
            var at = $"{ApiClient.TicketsPath}/{number}";
            await TransferAsync(clerk, at, "logistics");
            (await clerk.PostJsonAsync(at + "/reroute", new { department = "settlement" })).Expect(HttpStatusCode.OK);
            (await clerk.PostJsonAsync(at + "/take")).Expect(HttpStatusCode.OK);
            var repeat = (await sender.PostJsonAsync(ApiClient.TicketsPath, body.ToJsonString())).Expect(HttpStatusCode.OK);
            Assert.Equal((number, "brand"), (repeat["number"].GetString(), repeat["department"].GetString()));
            Assert.Null(repeat["assignee"].GetString());
            foreach (var word in new[] { "Please see to it", "settlement", "logistics" })
                Assert.DoesNotContain(word, repeat.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_card_names_no_department_with_a_slip_to_another_one()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        var at = $"{ApiClient.TicketsPath}/{await clerk.OpenTicketAsync()}";
        await TransferAsync(clerk, at, "brand");
        Assert.Contains("转办：品牌营销中心", await ReadBoardAsync(agent), StringComparison.Ordinal);
        await TransferAsync(clerk, at, "settlement");
        var board = await ReadBoardAsync(agent);
        Assert.Contains("转办：2 个部门", board, StringComparison.Ordinal);
        Assert.DoesNotContain("转办：品牌", board, StringComparison.Ordinal);

        static async Task<string> ReadBoardAsync(HttpClient staff) =>
            (await staff.GetReplyAsync("/desk?lang=zh-Hans")).Expect(HttpStatusCode.OK).Text;
    }

    [Fact]
    public async Task The_result_of_a_department_becomes_the_answer_in_one_step()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var number = await clerk.OpenTicketAsync();
        var slip = await TransferAsync(clerk, $"{ApiClient.TicketsPath}/{number}", "logistics");
        (await clerk.PostJsonAsync(slip + "/answer", new { text = "It arrives tomorrow at noon" })).Expect(HttpStatusCode.OK);
        var page = (await clerk.GetReplyAsync($"/desk/tickets/{number}")).Expect(HttpStatusCode.OK).Text;
        var link = $"/desk/tickets/{number}?slip={slip.Split('/')[^1]}";
        Assert.Contains(link, page, StringComparison.Ordinal);
        var composer = (await clerk.GetReplyAsync(link)).Expect(HttpStatusCode.OK).Text;
        Assert.Contains(">It arrives tomorrow at noon</textarea>", composer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_is_given_to_another_department_and_leaves_an_assignee_who_may_not_read_it_there()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand", "murat");
        var body = ApiClient.TicketBody();
        body["department"] = "brand";
        var at = $"{ApiClient.TicketsPath}/{await clerk.OpenTicketAsync(body)}";
        var due = (await agent.PostJsonAsync(at + "/take")).Expect(HttpStatusCode.OK)["cycle"].GetProperty("dueAt").GetString();
        (await agent.PostJsonAsync(at + "/reroute", new { department = "logistics" })).Expect(HttpStatusCode.Forbidden);
        (await clerk.PostJsonAsync(at + "/reroute", new { department = "kitchen" })).Expect(HttpStatusCode.UnprocessableEntity);
        (await clerk.PostJsonAsync(at + "/reroute", new { })).Expect(HttpStatusCode.UnprocessableEntity);
        var rerouted = (await clerk.PostJsonAsync(at + "/reroute", new { department = "logistics", language = "ug" }))
            .Expect(HttpStatusCode.OK);
        Assert.Equal(("logistics", "ug", null), (rerouted["department"].GetString(), rerouted["language"].GetString(),
            rerouted["assignee"].GetString()));
        Assert.Equal(due, rerouted["cycle"].GetProperty("dueAt").GetString());
        (await agent.GetReplyAsync(at)).Expect(HttpStatusCode.NotFound);
    }

    private static async Task<string> TransferAsync(HttpClient client, string ticket, string department)
    {
        var reply = (await client.PostJsonAsync(ticket + "/transfer", new { department, ask = "Please see to it" }))
            .Expect(HttpStatusCode.OK);
        return $"/api/v1/slips/{reply["slips"].EnumerateArray().Last().GetProperty("id").GetInt64()}";
    }
}
