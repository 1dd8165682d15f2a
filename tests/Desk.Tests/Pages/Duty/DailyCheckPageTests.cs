using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Pages.Duty.Check;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.Duty;

/// <summary>The daily check: every open ticket with what it waits for, ticked by the duty lead.</summary>
public sealed class DailyCheckPageTests
{
    private static readonly DateTimeOffset Morning = new(2026, 12, 1, 10, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task Every_open_ticket_is_listed_with_what_it_waits_for_and_ticked_for_the_day(Provider provider)
    {
        var time = new FakeTimeProvider(Morning);
        await using var desk = await ManualClock.StartAsync(provider, time);
        var (free, sent) = ((await desk.OpenTicketAsync("商标")).Number, (await desk.OpenTicketAsync("包裹")).Number);
        await SendSlipAsync(desk, sent);
        var lead = await desk.SignedInBrowserAsync(StaffRole.Clerk, "dilnur");
        var page = await lead.OpenAsync($"{CheckPages.Path}?lang=en");
        Assert.Contains("Somebody to take it", ItemOf(page, free), StringComparison.Ordinal);
        Assert.Contains("moves: 1, returns: 0", ItemOf(page, sent), StringComparison.Ordinal);
        Assert.DoesNotContain("no progress", page.Text, StringComparison.Ordinal);
        Assert.Contains("ticked 0 of 2", page.Text, StringComparison.Ordinal);

        var none = await lead.SendAsync(page);
        Assert.Contains("Nothing is ticked", none.Document.QuerySelector("[data-refusal]")!.TextContent, StringComparison.Ordinal);
        page = await lead.SendAsync(page, ("ticket", $"{free}"));
        Assert.Contains("ticked 1 of 2", page.Text, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll("input[name=ticket]"));
        time.Advance(TimeSpan.FromDays(3));
        page = await lead.OpenAsync($"{CheckPages.Path}?lang=en");
        Assert.Contains("ticked 0 of 2", page.Text, StringComparison.Ordinal);
        Assert.Contains("no progress", ItemOf(page, free), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_planned_lead_and_supervisors_tick()
    {
        var time = new FakeTimeProvider(Morning);
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        await desk.OpenTicketAsync("商标");
        var (lead, other) = (await desk.SignedInBrowserAsync(StaffRole.Clerk, "dilnur"),
            await desk.SignedInBrowserAsync(StaffRole.Clerk, "ruzi"));
        var before = await other.OpenAsync(CheckPages.Path);
        await using (var db = desk.CreateDb())
        {
            db.Add(new RosterRow { Day = new(2026, 12, 1), User = "dilnur", Hours = "10:00-19:00", IsLead = true });
            await db.SaveChangesAsync(Cancellation);
        }

        await desk.Services.GetRequiredService<RosterStore>().LoadAsync(Cancellation);
        var number = before.Document.QuerySelector("input[name=ticket]")!.GetAttribute("value");
        Assert.Equal(HttpStatusCode.Forbidden, (await other.SendAsync(before, ("ticket", number))).Status);
        Assert.Empty((await other.OpenAsync(CheckPages.Path)).Document.QuerySelectorAll("input[name=ticket]"));
        Assert.Single((await lead.OpenAsync(CheckPages.Path)).Document.QuerySelectorAll("input[name=ticket]"));
    }

    private static string ItemOf(HtmlPage page, TicketNumber number) => page.Document.QuerySelectorAll(".items li")
        .Single(item => item.TextContent.Contains(number.ToString(), StringComparison.Ordinal)).TextContent;

    private static Task SendSlipAsync(DeskApp desk, TicketNumber number)
    {
        var actions = desk.Services.GetRequiredService<TicketActions>();
        var request = new TicketRequest(number, new() { Author = Author.Staff("aygul"), Role = StaffRole.Clerk });
        return desk.Writer.WriteAsync(
            unit => actions.TransferAsync(unit, request, "logistics", "在哪里？", null, Cancellation), Cancellation);
    }
}
