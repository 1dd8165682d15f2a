using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

/// <summary>A transfer slip on paper.</summary>
public sealed class SlipSheetTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Anonymity.Named, true)]
    [InlineData(Anonymity.Hidden, false)]
    public async Task It_says_what_is_asked_and_until_when_and_names_only_who_does_not_hide(Anonymity anonymity, bool isNamed)
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await TransferAsync(desk, anonymity);
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var ticket = (await clerk.OpenAsync($"/desk/tickets/{number}")).Document;
        var link = ticket.QuerySelector($"a[href='/desk/tickets/{number}/slips/1']")!.GetAttribute("href")!;
        var sheet = (await clerk.OpenAsync(link)).Document;
        var text = sheet.QuerySelector(".slip-sheet")!.TextContent;
        foreach (var words in new[] { $"{number}-1", "包裹丢了", "在哪里？", "转办单", "يوللاش تالونى" })
            Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Equal(isNamed, text.Contains("买买提", StringComparison.Ordinal));
        Assert.DoesNotContain("13800001234", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_department_and_a_slip_that_does_not_exist_are_not_found()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await TransferAsync(desk, Anonymity.Named);
        foreach (var (role, department, slip, expected) in new[]
        {
            (StaffRole.Agent, "logistics", "1", HttpStatusCode.OK), (StaffRole.Agent, "brand", "1", HttpStatusCode.NotFound),
            (StaffRole.Clerk, null, "2", HttpStatusCode.NotFound), (StaffRole.Clerk, null, "x", HttpStatusCode.NotFound),
        })
        {
            var client = await desk.ClientForStaffAsync(role, department, user: $"{role}{department}{slip}");
            var reply = await client.GetAsync(new Uri($"/desk/tickets/{number}/slips/{slip}", UriKind.Relative), Now);
            Assert.Equal((role, department, slip, expected), (role, department, slip, reply.StatusCode));
        }
    }

    private static async Task<TicketNumber> TransferAsync(DeskApp desk, Anonymity anonymity)
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Complaint, Description = "包裹丢了", Anonymity = anonymity,
            Actor = BoardTestTickets.Supervisor, Requester = new() { Name = "买买提", Phone = "13800001234" },
        };
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        var number = (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, Now), Now)).Ticket.Number;
        Assert.IsType<TicketActionResult.ActionDone>(await desk.Writer.WriteAsync(unit => desk.Actions.TransferAsync(
            unit, new(number, BoardTestTickets.Supervisor), "logistics", "在哪里？", null, Now), Now));
        return number;
    }
}
