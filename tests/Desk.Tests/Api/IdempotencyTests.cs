using System.Net;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EcomCenter.Desk.Tests.Api;

public sealed class IdempotencyTests
{
    [Theory, CombinatorialProviders]
    internal async Task The_same_key_with_the_same_body_gets_the_first_response_again(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var body = ApiClient.TicketBody().ToJsonString();
        var first = (await key.PostJsonAsync(ApiClient.TicketsPath, body, ("Idempotency-Key", "a-1"))).Expect(HttpStatusCode.Created);
        var again = (await key.PostJsonAsync(ApiClient.TicketsPath, body, ("Idempotency-Key", "a-1"))).Expect(HttpStatusCode.Created);
        Assert.Null(first.Header("Idempotency-Replayed"));
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.Header("Location"), again.Header("Location"));
        Assert.Equal(first.Header("ETag"), again.Header("ETag"));
        var other =
            (await key.PostJsonAsync(ApiClient.TicketsPath, ApiClient.TicketBody("Another").ToJsonString(), ("Idempotency-Key", "a-1")))
            .Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("reusedIdempotencyKey", other["reason"].GetString());
    }

    [Theory, CombinatorialProviders]
    internal async Task Duplicates_that_arrive_together_have_one_effect(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var key = await desk.ClientWithKeyAsync(KeyScope.Intake);
        var body = ApiClient.TicketBody().ToJsonString();
        var reply = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(_ => key.PostJsonAsync(ApiClient.TicketsPath, body, ("Idempotency-Key", "together"))));
        Assert.Single(reply.Select(h => h.Expect(HttpStatusCode.Created).Text).Distinct());
        Assert.Single(reply, h => h.Header("Idempotency-Replayed") is null);
        await using var db = desk.CreateDb();
        Assert.Equal(1, await db.Tickets.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, CombinatorialProviders]
    internal async Task An_action_repeated_with_its_key_happens_once_and_each_route_and_caller_has_its_own_keys(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var (one, two) = (await key.OpenTicketAsync(), await key.OpenTicketAsync());
        (string, string) k = ("Idempotency-Key", "same");
        var note = new { kind = "note", text = "Asked the shop" };
        (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{one}/messages", note, k)).Expect(HttpStatusCode.OK);
        (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{one.Replace("-", "", StringComparison.Ordinal)}/messages", note, k))
            .Expect(HttpStatusCode.OK);
        (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{two}/messages", note, k)).Expect(HttpStatusCode.OK);
        (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{one}/take", null, k)).Expect(HttpStatusCode.OK);
        Assert.Equal(2, (await key.GetReplyAsync($"{ApiClient.TicketsPath}/{one}"))["messages"].GetArrayLength());
        Assert.Equal(2, (await key.GetReplyAsync($"{ApiClient.TicketsPath}/{two}"))["messages"].GetArrayLength());
        (await (await desk.ClientWithKeyAsync(KeyScope.Staff)).PostJsonAsync($"{ApiClient.TicketsPath}/{one}/messages", note, k))
            .Expect(HttpStatusCode.OK);
        Assert.Equal(3, (await key.GetReplyAsync($"{ApiClient.TicketsPath}/{one}"))["messages"].GetArrayLength());
    }

    [Fact]
    public async Task A_refused_request_may_be_repeated_with_the_same_key()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var number = await key.OpenTicketAsync();
        (string, string) k = ("Idempotency-Key", "r");
        (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{number}/resolve", null, k)).Expect(HttpStatusCode.Conflict);
        (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{number}/messages", new { kind = "answer", text = "Here it is" }))
            .Expect(HttpStatusCode.OK);
        (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{number}/resolve", null, k)).Expect(HttpStatusCode.OK);
        Assert.Equal("true",
            (await key.PostJsonAsync($"{ApiClient.TicketsPath}/{number}/resolve", null, k)).Expect(HttpStatusCode.OK)
                .Header("Idempotency-Replayed"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("كىرىل")]
    public async Task A_key_that_is_not_visible_ASCII_is_refused_by_name(string sent)
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Intake);
        using var raw = new RawHttp(desk.Address);
        var reply = await raw.PostAsync(ApiClient.TicketsPath, key.DefaultRequestHeaders.Authorization!.ToString(),
            ApiClient.TicketBody().ToJsonString(),
            $"Idempotency-Key: {sent}");
        Assert.StartsWith("HTTP/1.1 400", reply, StringComparison.Ordinal);
    }
}
