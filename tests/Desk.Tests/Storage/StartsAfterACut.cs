using EcomCenter.Desk.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Storage;

public sealed class StartsAfterACut
{
    [Fact]
    public async Task A_first_start_that_was_cut_off_does_not_stop_the_next()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        // What EF leaves behind when the power goes while it migrates: a lock that nobody holds any more.
        Run(database.DataDirectory, """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL)""");
        Run(database.DataDirectory, """INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""");
        await using var desk = await DeskApp.StartAsync(settings: [("Desk:DataDirectory", database.DataDirectory)])
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await using var db = desk.Db();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Many_who_start_at_once_on_nothing_share_one_database()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var houses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => DeskApp.StartAsync(settings: [("Desk:DataDirectory", database.DataDirectory)]))));
        try
        {
            var codes = houses.Select(h => h.Services.GetRequiredService<Secrets>().TrackingCodeOf(EcomCenter.Contracts.TicketNumber.FromCounter(100_001)));
            Assert.Single(codes.Distinct());
        }
        finally
        {
            foreach (var house in houses) await house.DisposeAsync();
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
