using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Postgres;
using EcomCenter.Desk.Database.Sqlite;
using Microsoft.EntityFrameworkCore;

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

    private static List<string> Columns(DeskDb db) =>
        [.. db.Model.GetEntityTypes().SelectMany(e => e.GetProperties().Select(p => $"{e.GetTableName()}.{p.GetColumnName()}"))
            .Order(StringComparer.Ordinal)];
}
