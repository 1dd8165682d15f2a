using AngleSharp.Html.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

public class TimelineTimeTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-Hans", Language.ZhHans)]
    [InlineData("ug", Language.Ug)]
    [InlineData("en", Language.En)]
    public async Task The_date_comes_before_the_time_in_every_event_and_message(string tag, Language language)
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await desk.OpenTicketAsync("核桃");
        await desk.TakeTicketAsync(number, "aygul");
        var page = await BoardPageTests.OpenPageAsync(await desk.ClientForStaffAsync(StaffRole.Clerk),
            $"/desk/tickets/{number}?lang={tag}");
        var shown = desk.Services.GetRequiredService<TimeFormatter>();
        await using var db = desk.CreateDb();
        var (opened, taken) = (db.Events.Single(e => e.Type == "ticketOpened").At, db.Events.Single(e => e.Type == "ticketTaken").At);
        Assert.Equal($"{shown.Date(language, opened)} {shown.TimeOfDay(opened)}", page.QuerySelector(".said .by time")!.TextContent);
        Assert.Equal($"{shown.Date(language, taken)} {shown.TimeOfDay(taken)}", page.QuerySelector(".happened time")!.TextContent);
        Assert.DoesNotContain("·", page.QuerySelector(".happened")!.TextContent);
    }

    [Fact]
    public async Task A_miss_noticed_late_shows_its_due_time_and_when_it_was_noticed()
    {
        await using var desk = await DeskApp.StartAsync();
        var (number, due) = await OpenEnteredLateAsync(desk);
        var page = await BoardPageTests.OpenPageAsync(await desk.ClientForStaffAsync(StaffRole.Clerk), $"/desk/tickets/{number}?lang=en");
        var shown = desk.Services.GetRequiredService<TimeFormatter>();
        var line = EventText(page);
        Assert.Contains($"not answered by {shown.Date(Language.En, due)} {shown.TimeOfDay(due)}; noticed", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_miss_noticed_at_once_shows_only_its_due_time()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "00:00:01"));
        var number = await desk.OpenTicketAsync("核桃");
        await Eventually.TrueAsync(async () =>
        {
            await using var db = desk.CreateDb();
            return db.Events.Any(e => e.Type == "cycleMissed");
        });
        var line =
            EventText(await BoardPageTests.OpenPageAsync(await desk.ClientForStaffAsync(StaffRole.Clerk),
                $"/desk/tickets/{number}?lang=en"));
        Assert.Contains("not answered by", line, StringComparison.Ordinal);
        Assert.DoesNotContain("noticed", line, StringComparison.Ordinal);
    }

    private static string EventText(IHtmlDocument page) =>
        page.QuerySelector(".happened")!.TextContent.Replace("\u2068", "").Replace("\u2069", "");

    /// <summary>Opens a ticket received at the counter 49 hours ago and entered just now.</summary>
    private static async Task<(TicketNumber Number, DateTimeOffset Due)> OpenEnteredLateAsync(DeskApp desk)
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = "核桃", Actor = BoardTestTickets.Supervisor,
            ReceivedAt = TimeProvider.System.Now().AddHours(-49), Requester = new() { Name = "买买提" },
        };
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        var ticket = (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, Now), Now)).Ticket;
        await Eventually.TrueAsync(async () =>
        {
            await using var db = desk.CreateDb();
            return db.Events.Any(e => e.Type == "cycleMissed");
        });
        return (ticket.Number, ticket.DueAt);
    }
}
