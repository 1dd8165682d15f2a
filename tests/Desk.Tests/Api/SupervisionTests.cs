using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Pages.Supervisor;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Api;

/// <summary>Supervision orders through the API and on the supervisor's page.</summary>
public sealed class SupervisionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_missed_ticket_drafts_an_order_that_is_issued_answered_and_accepted(Provider provider)
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await ManualClock.StartAsync(provider, time);
        var supervisor = await desk.ClientForStaffAsync(StaffRole.Supervisor, user: "boss");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "aygul");
        var ticket = (await desk.OpenTicketAsync()).Number;
        time.Advance(TimeSpan.FromHours(49));
        await desk.SweepAsync();

        var draft = Assert.Single(await OrdersAsync(supervisor));
        Assert.Equal(($"{ticket}", "missed", "draft"), Facts(draft));
        var path = $"/api/v1/orders/{draft.GetProperty("number").GetInt64()}";
        (await clerk.PostJsonAsync($"{path}/issue", Issue("aygul", time))).Expect(HttpStatusCode.Forbidden);
        (await supervisor.PostJsonAsync($"{path}/issue", Issue("nobody", time))).Expect(HttpStatusCode.UnprocessableEntity);
        var refused = (await supervisor.PostJsonAsync($"{path}/accept", new { })).Expect(HttpStatusCode.Conflict);
        Assert.Equal("wrongOrderState", refused["reason"].GetString());
        (await supervisor.PostJsonAsync($"{path}/issue", Issue("aygul", time))).Expect(HttpStatusCode.OK);
        (await clerk.PostJsonAsync($"{path}/answer", new { text = "The parcel was found" })).Expect(HttpStatusCode.OK);
        (await supervisor.PostJsonAsync($"{path}/again", new { reason = "Where?", dueAt = time.GetUtcNow().AddDays(1) }))
            .Expect(HttpStatusCode.OK);
        time.Advance(TimeSpan.FromHours(25));
        await desk.SweepAsync();
        Assert.True((await OrdersAsync(supervisor))[0].GetProperty("late").GetBoolean());
        (await clerk.PostJsonAsync($"{path}/answer", new { text = "In the depot" })).Expect(HttpStatusCode.OK);
        (await supervisor.PostJsonAsync($"{path}/accept", new { })).Expect(HttpStatusCode.OK);

        var ended = Assert.Single(await OrdersAsync(clerk));
        Assert.Equal(($"{ticket}", "missed", "accepted"), Facts(ended));
        Assert.Equal(("In the depot", 1), (ended.GetProperty("answer").GetString(), ended.GetProperty("repeats").GetInt32()));
        Assert.Empty(await FindingsAsync(desk));
    }

    [Fact]
    public async Task A_draft_by_hand_is_made_once_for_one_key_and_an_agent_answers_only_her_own_order()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var body = ApiClient.TicketBody();
        body["department"] = "brand";
        var ticket = await key.OpenTicketAsync(body);
        key.DefaultRequestHeaders.Add("Idempotency-Key", "one");
        var first = (await key.PostJsonAsync("/api/v1/orders", new { ticket })).Expect(HttpStatusCode.Created);
        var again = (await key.PostJsonAsync("/api/v1/orders", new { ticket })).Expect(HttpStatusCode.Created);
        Assert.Equal(first.Text, again.Text);
        key.DefaultRequestHeaders.Remove("Idempotency-Key");
        (await key.PostJsonAsync("/api/v1/orders", new { })).Expect(HttpStatusCode.UnprocessableEntity);
        (await key.PostJsonAsync("/api/v1/orders", new { ticket = "123" })).Expect(HttpStatusCode.NotFound);

        var (mine, other) = (await desk.ClientForStaffAsync(StaffRole.Agent, "brand", "mai"),
            await desk.ClientForStaffAsync(StaffRole.Agent, "brand", "ali"));
        await desk.ClientForStaffAsync(StaffRole.Agent, "product", "stranger");
        var path = $"/api/v1/orders/{first["number"].GetInt64()}";
        (await key.PostJsonAsync($"{path}/issue", Issue("stranger", time))).Expect(HttpStatusCode.UnprocessableEntity);
        (await key.PostJsonAsync($"{path}/issue", Issue("mai", time))).Expect(HttpStatusCode.OK);
        (await other.PostJsonAsync($"{path}/answer", new { text = "Done" })).Expect(HttpStatusCode.Forbidden);
        (await mine.PostJsonAsync($"{path}/answer", new { text = "Done" })).Expect(HttpStatusCode.OK);
        (await key.PostJsonAsync($"{path}/drop", new { reason = "Not needed" })).Expect(HttpStatusCode.OK);
        Assert.Empty(await FindingsAsync(desk));
        await using (var db = desk.CreateDb())
            await db.Database.ExecuteSqlRawAsync("UPDATE supervision_orders SET State = 'Accepted'", Cancellation);
        Assert.Equal(["orderChanged"], (await FindingsAsync(desk)).Select(finding => finding.Code));
    }

    [Fact]
    public async Task The_supervisors_page_lists_the_orders_that_wait()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        var ticket = (await desk.OpenTicketAsync()).Number;
        time.Advance(TimeSpan.FromHours(49));
        await desk.SweepAsync();
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var page = (await supervisor.OpenAsync(SupervisorPages.Path)).Document;
        Assert.Contains(page.QuerySelectorAll(".needs a"), phrase => phrase.TextContent == "◐ 1 张督办单等您处理");
        Assert.Equal($"/desk/tickets/{ticket}", page.QuerySelector("#orders a")?.GetAttribute("href"));
        Assert.Contains("中心负责人", page.QuerySelector("a[href='/desk/admin/roster']")!.TextContent, StringComparison.Ordinal);
        var there = (await supervisor.OpenAsync($"/desk/tickets/{ticket}")).Document;
        Assert.NotNull(there.QuerySelector($"form[action^='/desk/tickets/{ticket}/issue-order']"));
    }

    private static object Issue(string user, TimeProvider time) =>
        new { user, demand = "Find the parcel", dueAt = time.GetUtcNow().AddDays(1) };

    private static (string?, string?, string?) Facts(System.Text.Json.JsonElement order) => (
        order.GetProperty("ticket").GetString(), order.GetProperty("cause").GetString(), order.GetProperty("state").GetString());

    private static async Task<List<System.Text.Json.JsonElement>> OrdersAsync(HttpClient client) =>
        [.. (await client.GetReplyAsync("/api/v1/orders")).Expect(HttpStatusCode.OK)["items"].EnumerateArray()];

    private static async Task<List<Finding>> FindingsAsync(DeskApp desk) => await new DeskVerifier(
        desk.Services.GetRequiredService<IDbContextFactory<Desk.Database.DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>())
        .RunAsync(Cancellation).ToListAsync(Cancellation);
}
