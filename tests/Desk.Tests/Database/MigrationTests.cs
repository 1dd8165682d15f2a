using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Postgres;
using EcomCenter.Desk.Database.Sqlite;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EcomCenter.Desk.Tests.Database;

public sealed class MigrationTests
{
    [Fact]
    public void The_model_has_no_pending_changes_on_SQLite()
    {
        using var db = new SqliteDeskDb(new DbContextOptionsBuilder<SqliteDeskDb>().UseSqlite("Data Source=:memory:").Options);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_model_has_no_pending_changes_on_PostgreSQL()
    {
        using var db = new PostgresDeskDb(new DbContextOptionsBuilder<PostgresDeskDb>().UseNpgsql("Host=127.0.0.1").Options);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Every_table_has_the_same_columns_on_both_databases()
    {
        using var sqlite = new SqliteDeskDb(new DbContextOptionsBuilder<SqliteDeskDb>().UseSqlite("Data Source=:memory:").Options);
        using var postgres = new PostgresDeskDb(new DbContextOptionsBuilder<PostgresDeskDb>().UseNpgsql("Host=127.0.0.1").Options);
        Assert.Equal(Columns(sqlite), Columns(postgres));
    }

    [Theory, CombinatorialProviders]
    public async Task Names_of_services_become_plain_where_they_are_still_as_shipped(Provider provider)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var storage = await StorageFixture.OpenAsync(provider);
        await using var db = storage.Db();
        await db.GetService<IMigrator>().MigrateAsync("DoubtedTimes", cancellation);
        Assert.Equal("بازار ئېچىش", await NameOfAsync(db, "market"));
        await db.ServiceItems.Where(s => s.Code == "rights")
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.NameUg, "مال پۇلى"), cancellation);

        await db.GetService<IMigrator>().MigrateAsync(cancellationToken: cancellation);
        Assert.Equal("سېتىش يولى", await NameOfAsync(db, "market"));
        Assert.Equal("مال پۇلى", await NameOfAsync(db, "rights"));
    }

    [Theory, CombinatorialProviders]
    public async Task Urgings_that_were_events_only_are_counted_since_the_latest_cycle_began(Provider provider)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var desk = await DeskApp.StartAsync(provider);
        var number = await desk.OpenTicketAsync("包裹丢了", "logistics");
        await desk.OpenTicketAsync("商标", "brand");
        await desk.Writer.WriteAsync(
            unit => UrgeAnswer.UrgeAsync(desk.Actions, unit, new(number, Actor.Resident(Language.Ug)), cancellation), cancellation);
        await using var db = desk.CreateDb();
        await db.GetService<IMigrator>().MigrateAsync("LiveSellingWord", cancellation);
        await db.GetService<IMigrator>().MigrateAsync(cancellationToken: cancellation);
        Assert.Equal([(number, 1)], (await db.Tickets.Where(t => t.Urged > 0).ToListAsync(cancellation)).Select(t => (t.Number, t.Urged)));
    }

    private static Task<string> NameOfAsync(DeskDb db, string service) =>
        db.ServiceItems.Where(s => s.Code == service).Select(s => s.NameUg).SingleAsync(TestContext.Current.CancellationToken);

    private static List<string> Columns(DeskDb db) =>
        [.. db.Model.GetEntityTypes().SelectMany(e => e.GetProperties().Select(p => $"{e.GetTableName()}.{p.GetColumnName()}"))
            .Order(StringComparer.Ordinal)];
}
