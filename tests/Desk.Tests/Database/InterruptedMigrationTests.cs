using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Database;

public sealed class InterruptedMigrationTests
{
    [Fact]
    public async Task A_first_start_that_was_interrupted_does_not_block_the_next()
    {
        await using var database = TestDatabase.CreateWithoutDatabase();
        // A power cut during a migration leaves the lock row of EF behind, which no process holds any more.
        Run(database.DataDirectory, """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL)""");
        Run(database.DataDirectory, """INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""");
        await using var desk = await DeskApp.StartAsync(settings: [("Desk:DataDirectory", database.DataDirectory)])
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await using var db = desk.CreateDb();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Programs_that_start_at_once_without_a_database_share_one()
    {
        await using var database = TestDatabase.CreateWithoutDatabase();
        var desks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => DeskApp.StartAsync(settings: [("Desk:DataDirectory", database.DataDirectory)]))));
        try
        {
            var number = TicketNumber.FromCounter(100_001);
            var codes = desks.Select(desk => desk.Services.GetRequiredService<TrackingCodes>().GetCode(number));
            Assert.Single(codes.Distinct());
        }
        finally
        {
            foreach (var desk in desks) await desk.DisposeAsync();
        }
    }

    private static void Run(string directory, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "desk.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
