using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;

namespace EcomCenter.Desk.Tests.Pages.Board;

public class RowChangeAuthorTests
{
    [Theory, CombinatorialProviders]
    public async Task A_row_names_the_author_of_its_last_change_and_ignores_deliveries(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var number = await desk.OpenTicketAsync("核桃", chat: new(ContactChannel.WebChat, "", "chat-1"));
        var reader = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        Assert.Equal("resident", await ReadChangedByAsync(reader, number));
        await desk.TakeTicketAsync(number, "aygul");
        Assert.Equal("staff:aygul", await ReadChangedByAsync(reader, number));
        await desk.Writer.WriteAsync(unit => desk.Actions.AnswerAsync(
            unit, new(number, BoardTestTickets.Supervisor), new("好", AnswerKind.Answer, null, null), CancellationToken.None));
        await Eventually.TrueAsync(() =>
        {
            using var db = desk.CreateDb();
            return db.Events.Any(e => e.Type == "answerDelivered");
        });
        Assert.Equal("staff:boss", await ReadChangedByAsync(reader, number));
    }

    [Fact]
    public async Task A_missed_cycle_counts_as_a_change_by_the_system()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "00:00:01"));
        var number = await desk.OpenTicketAsync("核桃");
        var reader = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        await Eventually.TrueAsync(async () => await ReadChangedByAsync(reader, number) == "system");
    }

    private static async Task<string?> ReadChangedByAsync(HttpClient reader, TicketNumber number) =>
        (await BoardPageTests.OpenPageAsync(reader, "/desk")).GetElementById($"t{number}")?.GetAttribute("data-changed-by");
}
