using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database.Sqlite;

/// <summary>Creates contexts for a database file that is not the one of the running desk, e.g. a restored copy.</summary>
internal sealed class SqliteFileContexts(string file) : IDbContextFactory<DeskDb>
{
    public DeskDb CreateDbContext() => new SqliteDeskDb(
        new DbContextOptionsBuilder<SqliteDeskDb>().UseSqlite(SqliteCopy.ConnectionString(file)).Options);
}
