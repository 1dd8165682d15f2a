using System.Runtime.InteropServices;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Database;

/// <summary>
/// The writer's prepared statements on SQLite. One whose parameter is compared with the condition of a partial index is prepared anew
/// whenever a value is bound, unnoticed, and takes three times as long.
/// </summary>
public class PreparedStatementTests
{
    private const int Rounds = 20;

    // SQLITE_STMTSTATUS_REPREPARE of SQLite's C interface.
    private const int TimesPreparedAnew = 5;

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

        var prepared = new Dictionary<string, int>();
        await storage.Writer.WriteAsync(unit =>
        {
            var handle = ((SqliteConnection)unit.Db.Database.GetDbConnection()).Handle!;
            for (var statement = NextStatement(handle.DangerousGetHandle(), 0); statement != 0;
                statement = NextStatement(handle.DangerousGetHandle(), statement))
                prepared[Marshal.PtrToStringUTF8(Sql(statement))!] = Status(statement, TimesPreparedAnew, 0);
            return Task.CompletedTask;
        });
        Assert.Contains(prepared.Keys, sql => sql.Contains("person_addresses", StringComparison.Ordinal));
        Assert.DoesNotContain(prepared, statement => statement.Value > 2);
    }

    private static IntakeRequest WalkIn(string phone) => new()
    {
        Actor = new() { Author = Author.Service("county"), Scope = KeyScope.Staff }, Channel = ContactChannel.Counter,
        Kind = TicketKind.Inquiry, Description = "快递什么时候到?", Requester = new() { Name = "阿依古丽", Phone = phone },
    };

    // The library that Microsoft.Data.Sqlite uses lists no statements unless told to before the first.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_next_stmt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern nint NextStatement(nint database, nint after);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_sql")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern nint Sql(nint statement);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_stmt_status")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int Status(nint statement, int counter, int reset);
}
