using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Board;

/// <summary>Over words stands whose they are; who only wrote them down comes after.</summary>
public class WhoSpeaks
{
    [Theory]
    [InlineData("买买提", Anonymity.Named, "买买提")]
    [InlineData(null, Anonymity.Named, "Resident")]
    [InlineData("买买提", Anonymity.Anonymous, "Resident")]
    public async Task A_matter_that_staff_wrote_down_is_said_by_its_resident(string? name, Anonymity anonymity, string speaker)
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.StaffAsync(StaffRole.Clerk, user: "aygul");
        var matter = new Matter
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = "核桃卖不掉", Actor = new() { By = By.Staff("aygul"), Role = StaffRole.Clerk },
            Requester = name is null ? null : new() { Name = name }, Anonymity = anonymity,
        };
        var door = desk.Services.GetRequiredService<IntakeDoor>();
        var number = (await desk.Writer.WriteAsync(unit => door.TakeAsync(unit, matter, CancellationToken.None))).Ticket.Number;
        var by = (await BoardPages.ReadAsync(clerk, $"/desk/tickets/{number}?lang=en")).QuerySelector(".said.theirs .by")!;
        Assert.Equal(speaker, by.QuerySelector("b")!.TextContent);
        Assert.Equal("written down by \u2068Somebody\u2069", by.QuerySelector(".how")!.TextContent);
    }
}
