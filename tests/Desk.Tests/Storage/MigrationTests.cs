using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Storage.Postgres;
using EcomCenter.Desk.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Storage;

public sealed class MigrationTests
{
    [Fact]
    public void No_change_of_the_model_waits_for_a_migration_on_SQLite()
    {
        using var db = new SqliteDeskDb(new DbContextOptionsBuilder<SqliteDeskDb>().UseSqlite("Data Source=:memory:").Options);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void No_change_of_the_model_waits_for_a_migration_on_PostgreSQL()
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

    private static List<string> Columns(DeskDb db) =>
        [.. db.Model.GetEntityTypes().SelectMany(e => e.GetProperties().Select(p => $"{e.GetTableName()}.{p.GetColumnName()}")).Order(StringComparer.Ordinal)];
}
