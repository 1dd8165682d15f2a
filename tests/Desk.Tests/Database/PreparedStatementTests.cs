using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Database;

/// <summary>
/// The writer's prepared statements on SQLite. One whose parameter is compared with the condition of a partial index is prepared anew
/// whenever a value is bound, unnoticed, and takes three times as long.
/// </summary>
public class PreparedStatementTests
{
    private const int Rounds = 20;

    [Fact]
    public async Task No_statement_of_the_intake_is_prepared_anew_for_each_ticket()
    {
        await using var storage = await StorageFixture.OpenAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var number = round;
            await storage.Writer.WriteAsync(async unit =>
            {
                await storage.IntakeDoor.SubmitAsync(unit, WalkIn($"1381234{number:0000}"), default);
                await unit.FindAddressAsync(new(ContactChannel.WebChat, "", $"{number}"));
            });
        }

        var prepared = await storage.Writer.CountPreparedAnewAsync();
        Assert.Contains(prepared.Keys, sql => sql.Contains("person_addresses", StringComparison.Ordinal));
        Assert.DoesNotContain(prepared, statement => statement.Value > 2);
    }

    private static IntakeRequest WalkIn(string phone) => new()
    {
        Actor = new() { Author = Author.Service("county"), Scope = KeyScope.Staff }, Channel = ContactChannel.Counter,
        Kind = TicketKind.Inquiry, Description = "快递什么时候到?", Requester = new() { Name = "阿依古丽", Phone = phone },
    };
}
