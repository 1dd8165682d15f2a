using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Board;

public class WhoChangedIt
{
    [Theory, CombinatorialProviders]
    public async Task A_row_names_the_author_of_its_last_change_and_ignores_deliveries(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var number = await desk.OpenAsync("核桃", chat: new(ContactChannel.WebChat, "", "chat-1"));
        var reader = await desk.StaffAsync(StaffRole.Supervisor);
        Assert.Equal("resident", await ByAsync(reader, number));
        await desk.TakeAsync(number, "aygul");
        Assert.Equal("staff:aygul", await ByAsync(reader, number));
        await desk.Writer.WriteAsync(unit => desk.On.AnswerAsync(
            unit, new(number, Matters.Supervisor), new("好", AnswerKind.Answer, null, null), CancellationToken.None));
        await Eventually.TrueAsync(() =>
        {
            using var db = desk.Db();
            return db.Events.Any(e => e.Type == "answerDelivered");
        });
        Assert.Equal("staff:boss", await ByAsync(reader, number));
    }

    [Fact]
    public async Task A_missed_cycle_counts_as_a_change_by_the_system()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "00:00:01"));
        var number = await desk.OpenAsync("核桃");
        var reader = await desk.StaffAsync(StaffRole.Supervisor);
        await Eventually.TrueAsync(async () => await ByAsync(reader, number) == "system");
    }

    private static async Task<string?> ByAsync(HttpClient reader, TicketNumber number) =>
        (await BoardPages.ReadAsync(reader, "/desk")).GetElementById($"t{number}")?.GetAttribute("data-by");
}
