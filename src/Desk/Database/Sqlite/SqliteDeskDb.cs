using System.Data;
using EcomCenter.Desk.Database.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;

namespace EcomCenter.Desk.Database.Sqlite;

/// <summary>The database on SQLite, for a single node.</summary>
public sealed class SqliteDeskDb(DbContextOptions<SqliteDeskDb> options) : DeskDb(options)
{
    // The provider translates ReadUncommitted to BEGIN DEFERRED, which reads without the writer's lock. Uncommitted rows are never read,
    // because the connections do not share a cache.
    public override Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation) =>
        Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellation);

    public override IQueryable<long> FindTicketIdsByPhrase(string phrase)
    {
        var match = string.Join(" AND ", SearchText.ParseQuery(phrase).Select(p => SearchText.IsBeginning(p) ? $"\"{p}\" *" : $"\"{p}\""));
        return Database.SqlQuery<long>(
            $"SELECT m.TicketId AS Value FROM message_phrases f JOIN messages m ON m.Id = f.rowid WHERE message_phrases MATCH {match}");
    }

    public override IQueryable<long> FindPeopleByPhoneEnd(string digits)
    {
        var (tail, length) = (digits[^PhoneTailLength..], digits.Length);
        return Database.SqlQuery<long>($"""
            SELECT PersonId AS Value FROM person_addresses
            WHERE Kind = 'Phone' AND substr(Value, -4) = {tail} AND substr(Value, -{length}) = {digits}
            """);
    }
}

/// <summary>Creates the context for <c>dotnet ef migrations add</c>.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteDeskDb>
{
    public SqliteDeskDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDeskDb>().UseSqlite("Data Source=:memory:").Options);
}
