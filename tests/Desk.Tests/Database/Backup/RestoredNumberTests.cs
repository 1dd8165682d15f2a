using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Backup;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Commands;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Database.Backup;

/// <summary>Slips from after the backup are in residents' hands: nothing given after a restore may fit them.</summary>
public sealed class RestoredNumberTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("desk-numbers-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Zip => Path.Combine(_directory, "desk.zip");

    private string Data => Path.Combine(_directory, "data");

    private string Restored => Path.Combine(_directory, "restored");

    [Fact]
    public async Task A_slip_from_after_the_backup_never_opens_a_ticket_from_after_the_restore()
    {
        Ticket kept, lost;
        string keptCode, lostCode;
        await using (var desk = await StartAsync(Data))
        {
            kept = await desk.OpenTicketAsync();
            (await DeskProgram.RunAsync(Data, "backup", "--to", Zip)).AssertSuccess();
            lost = await desk.OpenTicketAsync();
            var codes = desk.Services.GetRequiredService<TrackingCodes>();
            (keptCode, lostCode) = (codes.GetCode(kept.Number), codes.GetCode(lost.Number));
        }

        var result = (await DeskProgram.RunAsync(Restored, "restore", "--from", Zip)).AssertSuccess();
        await using var restored = await StartAsync(Restored);
        var opened = await restored.OpenTicketAsync();
        var now = restored.Services.GetRequiredService<TrackingCodes>();
        Assert.Contains(opened.Number.ToString(), result.Out, StringComparison.Ordinal);
        Assert.InRange(opened.Number.ToCounter() - lost.Number.ToCounter(), 90_000, 700_000);
        Assert.True(opened.Id > lost.Id + 1_000_000 && opened.Sequence > lost.Sequence + 1_000_000);
        Assert.Equal(keptCode, now.GetCode(kept.Number));
        Assert.NotEqual(lostCode, now.GetCode(opened.Number));
        // Even a ticket with the number of the lost slip would not open with its code.
        await using var db = restored.CreateDb();
        Assert.Equal(2, await db.Secrets.CountAsync(s => s.Name.StartsWith("tracking"), Cancellation));
        Assert.NotEqual(await CodeOfFirstSecretAsync(opened.Number), now.GetCode(opened.Number));
    }

    [Fact]
    public async Task Restores_of_one_backup_do_not_all_begin_with_the_same_number()
    {
        await using (var desk = await StartAsync(Data)) await desk.OpenTicketAsync();
        (await DeskProgram.RunAsync(Data, "backup", "--to", Zip)).AssertSuccess();
        var firstNumbers = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            var restored = Path.Combine(_directory, $"again-{round}");
            var result = (await DeskProgram.RunAsync(restored, "restore", "--from", Zip)).AssertSuccess();
            firstNumbers.Add(result.Out.Replace(restored, "", StringComparison.Ordinal));
        }

        Assert.True(firstNumbers.Distinct().Count() > 1);
    }

    [Fact]
    public async Task Every_restore_starts_an_epoch_and_each_ticket_keeps_the_code_of_its_own()
    {
        var data = Data;
        var codes = new List<(TicketNumber Number, string Code)>();
        for (var round = 0; round < 3; round++)
        {
            await using (var desk = await StartAsync(data))
            {
                var number = (await desk.OpenTicketAsync()).Number;
                codes.Add((number, desk.Services.GetRequiredService<TrackingCodes>().GetCode(number)));
            }

            (await DeskProgram.RunAsync(data, "backup", "--to", Zip)).AssertSuccess();
            data = Path.Combine(_directory, $"restored-{round}");
            (await DeskProgram.RunAsync(data, "restore", "--from", Zip)).AssertSuccess();
            (await DeskProgram.RunAsync(data, "verify")).AssertSuccess();
        }

        await using var last = await StartAsync(data);
        var trackingCodes = last.Services.GetRequiredService<TrackingCodes>();
        Assert.All(codes, slip => Assert.Equal(slip.Code, trackingCodes.GetCode(slip.Number)));
        Assert.Equal(3, codes.Select(slip => slip.Number.ToCounter() / 100_000).Distinct().Count());
    }

    [Fact]
    public async Task An_older_backup_skips_more_numbers()
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        var number = (await desk.OpenTicketAsync()).Number.ToCounter();
        await using var db = desk.CreateDb();
        var first = (await NewNumberRange.BeginAsync(db, time.GetUtcNow().AddDays(60), extra: 0, Cancellation)).ToCounter();
        Assert.InRange(first, number + 700_000, number + 702_000);
    }

    [Fact]
    public async Task A_busy_desk_skips_ten_times_as_many_numbers_as_it_gave()
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        await desk.OpenTicketAsync();
        await using var db = desk.CreateDb();
        await db.Database.ExecuteSqlRawAsync(
            """
            WITH RECURSIVE copies(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM copies WHERE i < 2000)
            INSERT INTO tickets (COLUMNS) SELECT VALUES FROM tickets, copies
            """.Replace("COLUMNS", await ListColumnsAsync(db), StringComparison.Ordinal)
               .Replace("VALUES", await ListColumnsAsync(db, "9000000 + i", "'9' || i"), StringComparison.Ordinal), Cancellation);
        var next = await db.Counters.Where(c => c.Name == SequenceCounter.Numbers).Select(c => c.Next).SingleAsync(Cancellation);
        var first = (await NewNumberRange.BeginAsync(db, time.GetUtcNow().AddDays(1), extra: 0, Cancellation)).ToCounter();
        // 2,001 tickets on one day.
        Assert.InRange(first - next, 120_010, 121_011);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private static Task<DeskApp> StartAsync(string directory) => DeskApp.StartAsync(settings: [("Desk:DataDirectory", directory)]);

    /// <summary>Lists the columns of a ticket, or their values with another id and number.</summary>
    private static async Task<string> ListColumnsAsync(DeskDb db, string id = "\"Id\"", string number = "\"Number\"")
    {
        var names = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM pragma_table_info('tickets')").ToListAsync(Cancellation);
        return string.Join(", ", names.Select(name => name switch { "Id" => id, "Number" => number, _ => $"\"{name}\"" }));
    }

    private async Task<string> CodeOfFirstSecretAsync(TicketNumber number)
    {
        await using var desk = await StartAsync(Data);
        return desk.Services.GetRequiredService<TrackingCodes>().GetCode(number);
    }
}
