using System.Net;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Pages.Hotline;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Reading;

/// <summary>Agents of a department are never told who a resident is who is hidden from the departments.</summary>
public sealed class HiddenResidentTests
{
    private const string Name = "阿依古丽", Phone = "13899991234", Village = "英吾斯塘";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task An_agent_does_not_find_a_hidden_resident_by_name_phone_or_village(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var hidden = await OpenAsync(desk, Anonymity.Hidden);
        var named = await OpenAsync(desk, Anonymity.Named);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        foreach (var words in new[] { Name, Phone, Village })
        {
            // Departments see masked phones, so they find nothing by a phone.
            TicketNumber[] known = words == Phone ? [] : [named];
            Assert.Equal(known, await FindOnBoardAsync(agent, words));
            Assert.Equal(known, await FindInApiAsync(agent, words));
            Assert.Equal(Sorted(named, hidden), await FindOnBoardAsync(clerk, words));
            Assert.Equal(Sorted(named, hidden), await FindInApiAsync(clerk, words));
        }

        Assert.Equal([hidden], await FindInApiAsync(agent, hidden.ToString()));
    }

    [Theory]
    [InlineData(Anonymity.Hidden, Anonymity.Named)]
    [InlineData(Anonymity.Named, Anonymity.Hidden)]
    public async Task What_is_told_in_a_hidden_matter_shows_on_no_named_one(Anonymity first, Anonymity second)
    {
        await using var desk = await DeskApp.StartAsync();
        var tickets = new Dictionary<Anonymity, TicketNumber>();
        foreach (var anonymity in new[] { first, second })
            tickets[anonymity] = await OpenAsync(desk, anonymity, village: anonymity is Anonymity.Hidden ? "秘密村" : null);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        var named = tickets[Anonymity.Named];
        Assert.DoesNotContain("秘密村", await agent.GetStringAsync($"/api/v1/tickets/{named}", Now), StringComparison.Ordinal);
        Assert.DoesNotContain("秘密村", await agent.GetStringAsync($"/desk/tickets/{named}", Now), StringComparison.Ordinal);
        Assert.Empty(await FindInApiAsync(agent, "秘密村"));
        Assert.Equal([tickets[Anonymity.Hidden]], await FindInApiAsync(await desk.ClientForStaffAsync(StaffRole.Clerk), "秘密村"));
    }

    [Fact]
    public async Task A_named_ticket_of_somebody_picked_from_a_hidden_one_takes_over_who_it_is_and_nothing_else()
    {
        await using var desk = await DeskApp.StartAsync();
        var hidden = await OpenAsync(desk, Anonymity.Hidden, village: "秘密村");
        await using var db = desk.CreateDb();
        var person = (await db.Tickets.SingleAsync(t => t.Number == hidden, Now)).PersonId;
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Complaint, Description = "网店打不开", Department = "brand",
            Actor = BoardTestTickets.Supervisor, PersonId = person,
        };
        var named = (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, Now), Now)).Ticket.Number;
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        var seen = await agent.GetStringAsync($"/api/v1/tickets/{named}", Now);
        Assert.Contains(Name, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("秘密村", seen, StringComparison.Ordinal);
        var again = await desk.Writer.WriteAsync(
            unit => intake.SubmitAsync(unit, request with { Anonymity = Anonymity.Hidden }, Now), Now);
        Assert.Equal(person, again.Ticket.PersonId);
    }

    [Fact]
    public async Task The_page_of_a_named_ticket_does_not_list_the_hidden_tickets_of_its_resident()
    {
        await using var desk = await DeskApp.StartAsync();
        var named = await OpenAsync(desk, Anonymity.Named);
        var alsoNamed = await OpenAsync(desk, Anonymity.Named);
        var hidden = await OpenAsync(desk, Anonymity.Hidden);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        Assert.Equal(Sorted(alsoNamed, hidden), await ReadMentionsAsync(clerk, named));
        Assert.Equal([alsoNamed], await ReadMentionsAsync(agent, named));
        Assert.Empty(await ReadMentionsAsync(agent, hidden));
    }

    [Fact]
    public async Task The_log_of_calls_names_a_hidden_caller_only_to_readers_who_may_know_residents()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk, Anonymity.Hidden);
        await using var db = desk.CreateDb();
        var call = await db.Tickets.Include(t => t.Person).SingleAsync(t => t.Number == number, Now);
        var agent = BoardTestTickets.Supervisor with { Role = StaffRole.Agent, Department = "brand" };
        Assert.Equal(Name, new CallPage(BoardTestTickets.Supervisor, [call], 1, HasMore: false).CallerName(call));
        Assert.Null(new CallPage(agent, [call], 1, HasMore: false).CallerName(call));
    }

    [Fact]
    public async Task A_follow_up_does_not_show_an_agent_the_hidden_ticket_that_it_follows()
    {
        await using var desk = await DeskApp.StartAsync();
        var (hidden, chosen) = (await OpenAsync(desk, Anonymity.Hidden, "13800000001"),
            await OpenAsync(desk, Anonymity.Hidden, "13800000002"));
        var followUp = await OpenAsync(desk, Anonymity.Named);
        await LinkAsync(desk, followUp, hidden, asFollowUp: true);
        await LinkAsync(desk, followUp, chosen, asFollowUp: false);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        Assert.Equal(Sorted(hidden, chosen), await ReadMentionsAsync(clerk, followUp));
        Assert.Equal(Sorted(hidden, chosen), await ReadLinksAsync(clerk, followUp));
        Assert.Equal([followUp], await ReadLinksAsync(clerk, hidden));
        Assert.Equal([chosen], await ReadMentionsAsync(agent, followUp));
        Assert.Equal([chosen], await ReadLinksAsync(agent, followUp));
        Assert.Empty(await ReadLinksAsync(agent, hidden));
        Assert.Equal([followUp], await ReadLinksAsync(agent, chosen));
    }

    [Fact]
    public async Task Events_do_not_link_a_hidden_ticket_to_a_named_one_for_an_agent()
    {
        await using var desk = await DeskApp.StartAsync();
        var (hidden, followUp) = (await OpenAsync(desk, Anonymity.Hidden), await OpenAsync(desk, Anonymity.Named));
        await LinkAsync(desk, followUp, hidden, asFollowUp: true);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        foreach (var path in new[] { "/api/v1/events", $"{ApiClient.TicketsPath}/{followUp}" })
        {
            Assert.Contains("\"linkedTo\":", (await clerk.GetReplyAsync(path)).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"linkedTo\":", (await agent.GetReplyAsync(path)).Expect(HttpStatusCode.OK).Text,
                StringComparison.Ordinal);
        }
    }

    private static List<TicketNumber> Sorted(params IEnumerable<TicketNumber> numbers) =>
        [.. numbers.OrderBy(n => n.ToString(), StringComparer.Ordinal)];

    private static async Task<List<TicketNumber>> FindOnBoardAsync(HttpClient client, string words) =>
        await ReadNumbersAsync(client, $"/desk?q={Uri.EscapeDataString(words)}", "li.row");

    private static async Task<List<TicketNumber>> ReadMentionsAsync(HttpClient client, TicketNumber number) =>
        await ReadNumbersAsync(client, $"/desk/tickets/{number}", ".mentions a");

    private static async Task<List<TicketNumber>> ReadNumbersAsync(HttpClient client, string path, string selector)
    {
        var page = new HtmlParser().ParseDocument((await client.GetReplyAsync(path)).Expect(HttpStatusCode.OK).Text);
        return Sorted(page.QuerySelectorAll(selector)
            .Select(e => TicketNumber.Parse(e.GetAttribute("data-number") ?? e.GetAttribute("href")!.Split('/')[^1])));
    }

    private static async Task<List<TicketNumber>> FindInApiAsync(HttpClient client, string words)
    {
        var reply = (await client.GetReplyAsync($"{ApiClient.TicketsPath}?q={Uri.EscapeDataString(words)}")).Expect(HttpStatusCode.OK);
        return Sorted(reply["items"].EnumerateArray().Select(t => TicketNumber.Parse(t.GetProperty("number").GetString()!)));
    }

    private static async Task<List<TicketNumber>> ReadLinksAsync(HttpClient client, TicketNumber number)
    {
        var reply = (await client.GetReplyAsync($"{ApiClient.TicketsPath}/{number}")).Expect(HttpStatusCode.OK);
        return Sorted(reply["links"].EnumerateArray().Select(n => TicketNumber.Parse(n.GetString()!)));
    }

    private static async Task<TicketNumber> OpenAsync(
        DeskApp desk, Anonymity anonymity, string phone = Phone, string? village = Village)
    {
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Complaint, Description = "包裹丢了", Department = "brand",
            Anonymity = anonymity, Actor = BoardTestTickets.Supervisor, Requester = new() { Name = Name, Phone = phone, Village = village },
        };
        return (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, Now), Now)).Ticket.Number;
    }

    /// <summary>Links two tickets as the second message of a closed ticket does, or as staff do.</summary>
    private static async Task LinkAsync(DeskApp desk, TicketNumber from, TicketNumber to, bool asFollowUp)
    {
        await using var db = desk.CreateDb();
        var ticket = await db.Tickets.SingleAsync(t => t.Number == from, Now);
        var other = await db.Tickets.SingleAsync(t => t.Number == to, Now);
        db.Links.Add(new() { TicketId = ticket.Id, ToTicketId = other.Id, At = ticket.EnteredAt.AddSeconds(asFollowUp ? 0 : 9) });
        await db.SaveChangesAsync(Now);
        if (!asFollowUp) return;
        var opened = await db.Events.AsNoTracking().FirstAsync(e => e.TicketId == ticket.Id && e.Version == 1, Now);
        var linked = EventJson.Write((TicketOpened)EventJson.Read(opened) with { LinkedTo = other.Id });
        await db.Events.Where(e => e.Sequence == opened.Sequence).ExecuteUpdateAsync(e => e.SetProperty(x => x.Data, linked), Now);
    }
}
