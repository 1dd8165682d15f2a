using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

/// <summary>A message names its speaker first, then the colleague who recorded it.</summary>
public class MessageSpeakerTests
{
    [Theory]
    [InlineData("买买提", Anonymity.Named, "买买提")]
    [InlineData(null, Anonymity.Named, "Resident")]
    [InlineData("买买提", Anonymity.Anonymous, "Resident")]
    public async Task A_message_recorded_by_staff_names_the_resident_as_speaker(string? name, Anonymity anonymity, string speaker)
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "aygul");
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = "核桃卖不掉",
            Actor = new() { Author = Author.Staff("aygul"), Role = StaffRole.Clerk },
            Requester = name is null ? null : new() { Name = name }, Anonymity = anonymity,
        };
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        var number = (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, CancellationToken.None))).Ticket.Number;
        var by = (await BoardPageTests.OpenPageAsync(clerk, $"/desk/tickets/{number}?lang=en")).QuerySelector(".said.theirs .by")!;
        Assert.Equal(speaker, by.QuerySelector("b")!.TextContent);
        Assert.Equal("written down by \u2068Somebody\u2069", by.QuerySelector(".how")!.TextContent);
    }
}
