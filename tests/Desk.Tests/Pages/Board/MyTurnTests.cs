using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Database;

namespace EcomCenter.Desk.Tests.Pages.Board;

/// <summary>The list "my turn", its count and the marks of pushed rows: what is mine to do, and nothing that waits for others.</summary>
public sealed class MyTurnTests
{
    private static readonly DateTimeOffset Later = TimeProvider.System.GetUtcNow().AddDays(15);

    [Theory, CombinatorialProviders]
    internal async Task An_answered_ticket_with_a_department_is_nobodys_turn_until_the_department_acts(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "aygul");
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "logistics");
        var number = await clerk.OpenTicketAsync();
        var at = $"{ApiClient.TicketsPath}/{number}";
        await DoAsync(clerk, at + "/take", new { });
        var slip = await TransferAsync(clerk, at);
        Assert.True(await IsMineAsync(clerk, number), "The resident's clock runs on while the department works.");
        await DoAsync(clerk, at + "/messages", new { kind = "answer", text = "We ask the carrier." });
        Assert.False(await IsMineAsync(clerk, number), "The department has it.");
        await DoAsync(agent, $"{slip}/extend", new { dueAt = Later, reason = "The lorry broke down." });
        Assert.True(await IsMineAsync(clerk, number), "Somebody has to decide on more time.");
        await DoAsync(clerk, $"{slip}/grant", new { });
        Assert.False(await IsMineAsync(clerk, number));
        await DoAsync(agent, $"{slip}/answer", new { text = "It arrives tomorrow." });
        Assert.True(await IsMineAsync(clerk, number), "The answer of the department is to be told.");
        await DoAsync(clerk, at + "/messages", new { kind = "needFromYou", text = "Which parcel is it?" });
        Assert.False(await IsMineAsync(clerk, number), "The resident has been asked.");
        await DoAsync(clerk, at + "/messages", new { kind = "fromResident", text = "The one with walnuts." });
        Assert.True(await IsMineAsync(clerk, number));
    }

    [Fact]
    public async Task A_slip_of_the_assignees_own_department_is_hers_to_do()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var leader = await desk.ClientForStaffAsync(StaffRole.Clerk, "logistics", "mai");
        var number = await clerk.OpenTicketAsync();
        var at = $"{ApiClient.TicketsPath}/{number}";
        await TransferAsync(clerk, at);
        await DoAsync(clerk, at + "/messages", new { kind = "answer", text = "We ask the carrier." });
        await DoAsync(clerk, at + "/assign", new { user = "mai" });
        Assert.True(await IsMineAsync(leader, number));
    }

    [Fact]
    public async Task Tickets_and_calls_of_others_are_not_my_turn()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "aygul");
        var other = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "tursun");
        var number = await other.OpenTicketAsync();
        Assert.False(await IsMineAsync(clerk, number));
        await DoAsync(other, $"{ApiClient.TicketsPath}/{number}/take", new { });
        Assert.False(await IsMineAsync(clerk, number));
        Assert.True(await IsMineAsync(other, number));
    }

    private static async Task<string> TransferAsync(HttpClient clerk, string at) => "/api/v1/slips/"
        + (await clerk.PostJsonAsync(at + "/transfer", new { department = "logistics", ask = "Where is the parcel?" }))
        .Expect(HttpStatusCode.OK)["slips"][0].GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);

    private static async Task DoAsync(HttpClient client, string path, object body)
    {
        var reply = await client.PostJsonAsync(path, body);
        Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Created, reply.Text);
    }

    /// <summary>Reads the list, its count, the own part of the board and the marks of the row, which have to agree.</summary>
    private static async Task<bool> IsMineAsync(HttpClient client, string number)
    {
        var mine = await BoardPageTests.OpenPageAsync(client, "/desk?list=mine");
        var isListed = mine.QuerySelector($".rows [data-number='{number}']") is not null;
        var all = await BoardPageTests.OpenPageAsync(client, "/desk");
        var user = all.QuerySelector("#board")!.GetAttribute("data-user")!;
        Assert.Equal(isListed ? "1" : "0", CountOf(mine));
        Assert.Equal(isListed, all.QuerySelector($".rows.own [data-number='{number}']") is not null);
        var row = all.QuerySelectorAll(".row").Single(row => row.GetAttribute("data-number") == number);
        Assert.Equal(isListed, row.GetAttribute("data-marks")!.Split(' ').Contains($"mine:{user}"));
        return isListed;
    }

    private static string CountOf(IHtmlDocument page) => page.QuerySelector("[data-list=mine] .count")!.TextContent;
}
