using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace EcomCenter.Desk.Storage.Sqlite;

/// <summary>One office, one file.</summary>
public sealed class SqliteDeskDb(DbContextOptions<SqliteDeskDb> options) : DeskDb(options)
{
    public override IQueryable<long> TicketsWithPhrase(string phrase)
    {
        var match = string.Join(" AND ", Phrases.Wanted(phrase).Select(p => $"\"{p}\""));
        return Database.SqlQuery<long>(
            $"SELECT m.TicketId AS Value FROM message_phrases f JOIN messages m ON m.Id = f.rowid WHERE message_phrases MATCH {match}");
    }
}

/// <summary>For <c>dotnet ef migrations add</c> only.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteDeskDb>
{
    public SqliteDeskDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDeskDb>().UseSqlite("Data Source=:memory:").Options);
}
