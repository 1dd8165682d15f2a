using System.Net;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;

namespace EcomCenter.Desk.Tests.Api;

public sealed class ListTests
{
    [Theory, CombinatorialProviders]
    internal async Task Every_ticket_is_listed_exactly_once_even_while_others_arrive(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        foreach (var order in new[] { "newest", "due", "updated" })
        {
            var before = new HashSet<string>(await AllAsync(key, $"?limit=200&sort={order}", () => Task.CompletedTask));
            for (var i = 0; i < 13; i++) before.Add(await key.OpenTicketAsync());
            var seen = await AllAsync(key, $"?limit=3&sort={order}", () => key.OpenTicketAsync());
            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Superset(before, seen.ToHashSet());
        }
    }

    [Theory, CombinatorialProviders]
    internal async Task Filters_return_exactly_the_matching_tickets(Provider provider)
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.Parse("2026-11-20T10:00:00Z"));
        await using var desk = await DeskApp.StartAsync(provider, time);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "ay");
        var complaint = ApiClient.TicketBody("物流 很慢");
        complaint["department"] = "logistics";
        var slow = await clerk.OpenTicketAsync(complaint);
        var asked = await clerk.OpenTicketAsync(ApiClient.TicketBody("How do I sell walnuts?", "inquiry", "hotline"));
        await clerk.PostJsonAsync($"{ApiClient.TicketsPath}/{asked}/take");

        async Task FindsAsync(string query, params string[] numbers) =>
            Assert.Equal(numbers, (await AllAsync(clerk, query, () => Task.CompletedTask)).Order());
        await FindsAsync("?status=new", slow);
        await FindsAsync("?status=new,inProgress", slow, asked);
        await FindsAsync("?kind=inquiry&channel=hotline", asked);
        await FindsAsync("?department=logistics", slow);
        await FindsAsync("?assignee=me", asked);
        await FindsAsync("?assignee=ay", asked);
        await FindsAsync("?assignee=none", slow);
        await FindsAsync("?q=" + Uri.EscapeDataString("物流"), slow);
        await FindsAsync("?q=walnuts", asked);
        await FindsAsync("?q=" + slow.Replace("-", "", StringComparison.Ordinal), slow);
        await FindsAsync("?q=" + Uri.EscapeDataString("\"' OR !! ("));
        await FindsAsync("?q=" + new string('a', 5_000));
        await FindsAsync("?q=" + Uri.EscapeDataString(new string('ئ', 1_200)));
        await FindsAsync("?q=" + Uri.EscapeDataString("!!!"));
        await FindsAsync("?due=today");
        await FindsAsync("?due=soon");
        time.Advance(TimeSpan.FromHours(45));
        await FindsAsync("?due=soon", slow, asked);
        await FindsAsync("?due=today", slow, asked);
    }

    [Fact]
    public async Task Agents_see_the_tickets_and_events_of_their_department_only()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var (mine, theirs) = (ApiClient.TicketBody(), ApiClient.TicketBody());
        (mine["department"], theirs["department"]) = ("brand", "product");
        var number = await key.OpenTicketAsync(mine);
        var other = await key.OpenTicketAsync(theirs);
        await key.OpenTicketAsync();
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        Assert.Equal([number], await AllAsync(agent, "", () => Task.CompletedTask));
        (await agent.GetReplyAsync($"{ApiClient.TicketsPath}/{other}")).Expect(HttpStatusCode.NotFound);
        (await agent.PostJsonAsync($"{ApiClient.TicketsPath}/{other}/take")).Expect(HttpStatusCode.NotFound);
        var events = (await agent.GetReplyAsync("/api/v1/events")).Expect(HttpStatusCode.OK);
        Assert.Equal([number], events["events"].EnumerateArray().Select(e => e.GetProperty("ticket").GetString()));
        Assert.Equal(3, events["last"].GetInt64());
    }

    [Theory, CombinatorialProviders]
    internal async Task The_feed_is_read_piece_by_piece_in_order_and_without_gaps(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        for (var i = 0; i < 5; i++) await key.PostJsonAsync($"{ApiClient.TicketsPath}/{await key.OpenTicketAsync()}/take");
        var (seen, after) = (new List<long>(), 0L);
        while (true)
        {
            var piece = (await key.GetReplyAsync($"/api/v1/events?after={after}&limit=3")).Expect(HttpStatusCode.OK);
            if (piece["events"].GetArrayLength() == 0) break;
            seen.AddRange(piece["events"].EnumerateArray().Select(e => e.GetProperty("sequence").GetInt64()));
            after = piece["last"].GetInt64();
        }

        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), seen);
    }

    [Theory]
    [InlineData("/tickets?status=fresh", 422, "status")]
    [InlineData("/tickets?kind=x&channel=y&sort=z&due=never", 422, "kind,channel,sort,due")]
    [InlineData("/tickets?department=mars", 422, "department")]
    [InlineData("/tickets?limit=0", 422, "limit")]
    [InlineData("/tickets?limit=201", 422, "limit")]
    [InlineData("/tickets?limit=99999999999999999999", 422, "limit")]
    [InlineData("/tickets?limit=ten", 400, "limit")]
    [InlineData("/tickets?cursor=%24%24", 400, "cursor")]
    [InlineData("/tickets?cursor=AAAAAAAAAAAAAAAAAAAAAAAA", 400, "cursor")]
    [InlineData("/tickets?stauts=new", 400, "stauts")]
    [InlineData("/tickets?q=%00", 422, "q")]
    [InlineData("/events?after=x", 400, "after")]
    [InlineData("/events?after=-1", 422, "after")]
    [InlineData("/events?limit=1001", 422, "limit")]
    [InlineData("/promise?from=2026-11-02&to=2026-11-01T00:00:00Z", 422, "to")]
    [InlineData("/promise?from=monday", 400, "from")]
    [InlineData("/departments?x=1", 400, "x")]
    public async Task A_wrong_parameter_is_named(string path, int status, string fields)
    {
        await using var desk = await DeskApp.StartAsync();
        var reply = (await (await desk.ClientWithKeyAsync(KeyScope.Read)).GetReplyAsync("/api/v1" + path)).Expect((HttpStatusCode)status);
        Assert.Equal(fields.Split(',').Order(), reply["errors"].EnumerateObject().Select(e => e.Name).Order());
    }

    [Fact]
    public async Task Codes_come_with_their_names_in_three_languages()
    {
        await using var desk = await DeskApp.StartAsync();
        var key = await desk.ClientWithKeyAsync(KeyScope.Read);
        var departments = (await key.GetReplyAsync("/api/v1/departments")).Expect(HttpStatusCode.OK);
        Assert.Equal(["general", "brand", "product", "techSupport", "frontDesk", "logistics", "settlement"],
            departments["items"].EnumerateArray().Select(d => d.GetProperty("code").GetString()!));
        Assert.Equal("综合部", departments["items"][0].GetProperty("name").GetProperty("zh-Hans").GetString());
        Assert.Equal(7, (await key.GetReplyAsync("/api/v1/services"))["items"].GetArrayLength());
        Assert.Equal(8, (await key.GetReplyAsync("/api/v1/townships"))["items"].GetArrayLength());
    }

    [Theory, CombinatorialProviders]
    internal async Task The_promise_report_counts_response_cycles(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var kept = await key.OpenTicketAsync(ApiClient.TicketBody(kind: "inquiry"));
        await key.PostJsonAsync($"{ApiClient.TicketsPath}/{kept}/messages", new { kind = "answer", text = "yes" });
        await key.OpenTicketAsync();
        await key.PostJsonAsync($"{ApiClient.TicketsPath}/{await key.OpenTicketAsync()}/cancel", new { reason = "spam" });
        var late = ApiClient.TicketBody(channel: "counter");
        late["receivedAt"] = TimeProvider.System.GetUtcNow().AddDays(-3).ToString("O");
        await key.OpenTicketAsync(late);
        var report = (await key.GetReplyAsync("/api/v1/promise")).Expect(HttpStatusCode.OK);
        Assert.Equal((1, 1, 1, 1),
            (report["kept"].GetInt32(), report["missed"].GetInt32(), report["open"].GetInt32(), report["cancelled"].GetInt32()));
        Assert.Equal((1, 2),
            (report["keptOfDecided"].GetProperty("numerator").GetInt32(), report["keptOfDecided"].GetProperty("denominator").GetInt32()));
        Assert.Equal(["complaint", "inquiry"], report["byKind"].EnumerateArray().Select(k => k.GetProperty("code").GetString()!));
        Assert.Equal(["api", "counter"], report["byChannel"].EnumerateArray().Select(k => k.GetProperty("code").GetString()!));
        var yesterday = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddDays(-1).ToString("O"));
        Assert.Equal(0, (await key.GetReplyAsync("/api/v1/promise?from=" + yesterday))["missed"].GetInt32());
    }

    private static async Task<List<string>> AllAsync(HttpClient client, string query, Func<Task> between)
    {
        var (seen, cursor) = (new List<string>(), "");
        while (true)
        {
            var page = (await client.GetReplyAsync(ApiClient.TicketsPath + query + cursor)).Expect(HttpStatusCode.OK);
            seen.AddRange(page["items"].EnumerateArray().Select(t => t.GetProperty("number").GetString()!));
            if (page["nextCursor"].GetString() is not { } next) return seen;
            Assert.Matches("^[A-Za-z0-9_-]+$", next);
            cursor = $"{(query.Length == 0 ? '?' : '&')}cursor={next}";
            Assert.True(seen.Count < 500, "More than 500 tickets were listed, so paging does not end.");
            await between();
        }
    }
}
