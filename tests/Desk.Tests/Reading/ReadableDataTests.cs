using System.Net;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Reading;

public sealed class ReadableDataTests
{
    private static readonly string?[] Departments = ["brand", "product", null];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task Board_hub_API_and_events_show_a_role_the_same_tickets(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var all = new List<TicketNumber>();
        foreach (var department in Departments) all.Add(await desk.OpenTicketAsync("核桃", department));
        await AssertSameAsync(StaffRole.Clerk, null, all);
        await AssertSameAsync(StaffRole.Supervisor, null, all);
        await AssertSameAsync(StaffRole.Agent, "brand", [all[0]]);
        await AssertSameAsync(StaffRole.Agent, "general", []);
        await AssertSameAsync(StaffRole.Agent, null, []);

        async Task AssertSameAsync(StaffRole role, string? department, List<TicketNumber> expected)
        {
            var client = await desk.ClientForStaffAsync(role, department);
            var numbers = expected.Select(n => n.ToString()).Order(StringComparer.Ordinal).ToList();
            var board = new HtmlParser().ParseDocument((await client.GetReplyAsync("/desk")).Expect(HttpStatusCode.OK).Text);
            Assert.Equal(numbers,
                board.QuerySelectorAll("li.row").Select(r => r.GetAttribute("data-number")!).Order(StringComparer.Ordinal));
            var tickets = (await client.GetReplyAsync(ApiClient.TicketsPath)).Expect(HttpStatusCode.OK)["items"].EnumerateArray();
            Assert.Equal(numbers, tickets.Select(t => t.GetProperty("number").GetString()!).Order(StringComparer.Ordinal));
            var events = (await client.GetReplyAsync("/api/v1/events")).Expect(HttpStatusCode.OK)["events"].EnumerateArray();
            Assert.Equal(numbers, events.Select(e => e.GetProperty("ticket").GetString()!).Distinct().Order(StringComparer.Ordinal));
            await using var hub = await (await BoardHubClient.ConnectAsStaffAsync(desk, role, department)).WatchAsync();
            Assert.Equal(numbers, hub.Cards.Keys);
            foreach (var number in all)
            {
                var status = expected.Contains(number) ? HttpStatusCode.OK : HttpStatusCode.NotFound;
                (await client.GetReplyAsync($"{ApiClient.TicketsPath}/{number}")).Expect(status);
                (await client.GetReplyAsync($"/desk/tickets/{number}")).Expect(status);
            }
        }
    }

    [Theory, CombinatorialProviders]
    internal async Task Who_sees_masked_phones_does_not_find_a_ticket_by_the_phone(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk, "古丽", "13800000001", Anonymity.Named, "brand");
        foreach (var typed in (string[])["13800000001", "１３８０００００００１", "古丽 13800000001"])
        {
            Assert.Equal(1, await CountAsync(StaffRole.Clerk, null, typed));
            Assert.Equal(0, await CountAsync(StaffRole.Agent, "brand", typed));
        }

        Assert.Equal(1, await CountAsync(StaffRole.Agent, "brand", "古丽"));

        async Task<int> CountAsync(StaffRole role, string? department, string typed) =>
            (await (await desk.ClientForStaffAsync(role, department)).GetReplyAsync(
                $"{ApiClient.TicketsPath}?q={Uri.EscapeDataString(typed)}")).Expect(HttpStatusCode.OK)["items"].GetArrayLength();
    }

    [Fact]
    public async Task A_person_is_found_only_by_those_who_may_know_who_brought_a_ticket()
    {
        await using var desk = await DeskApp.StartAsync();
        var named = await OpenAsync(desk, "古丽", "13800000001", Anonymity.Named, "brand");
        await OpenAsync(desk, "古丽", "13800000001", Anonymity.Hidden, "brand");
        await OpenAsync(desk, "古丽", "13800000001", Anonymity.Named, "product");
        await OpenAsync(desk, "古丽娜", "13800000002", Anonymity.Hidden, "brand");
        await OpenAsync(desk, "古丽仙", "13800000003", Anonymity.Named, "product");
        var people = desk.Services.GetRequiredService<PersonSearch>();
        foreach (var typed in new[] { "古丽", "1380000" })
        {
            var found = await people.FindAsync(ActorFor(StaffRole.Agent, "brand"), typed, Now);
            Assert.Equal([named], Assert.Single(found).OpenTickets.Select(t => t.Number));
            found = await people.FindAsync(ActorFor(StaffRole.Clerk), typed, Now);
            Assert.Equal([1, 1, 3], found.Select(p => p.OpenTickets.Count).Order());
            Assert.Empty(await people.FindAsync(ActorFor(StaffRole.Admin), typed, Now));
        }
    }

    [Fact]
    public async Task An_intake_key_an_administrator_and_a_resident_read_nothing()
    {
        await using var desk = await DeskApp.StartAsync();
        await OpenAsync(desk, "古丽", "13800000001", Anonymity.Named, "brand");
        await using var db = desk.CreateDb();
        Actor[] strangers =
        [
            new() { Author = Author.Service("shop"), Scope = KeyScope.Intake }, ActorFor(StaffRole.Admin), Actor.Resident(Language.Ug),
        ];
        foreach (var actor in strangers)
        {
            Assert.Empty(await db.ReadableTickets(actor).ToListAsync(Now));
            Assert.Empty(await db.ReadableEvents(actor).ToListAsync(Now));
            Assert.Empty(await db.ReadablePeople(actor).ToListAsync(Now));
            Assert.Empty(await db.FindTickets(actor, "古丽").ToListAsync(Now));
        }
    }

    private static Actor ActorFor(StaffRole role, string? department = null) =>
        new() { Author = Author.Staff("somebody"), Role = role, Department = department };

    private static async Task<TicketNumber> OpenAsync(DeskApp desk, string name, string phone, Anonymity anonymity, string department)
    {
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Complaint, Description = "包裹丢了", Department = department,
            Anonymity = anonymity, Actor = BoardTestTickets.Supervisor, Requester = new() { Name = name, Phone = phone },
        };
        return (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, Now), Now)).Ticket.Number;
    }
}
