using System.Data;
using EcomCenter.Desk.Database.Search;
using EcomCenter.Desk.Tickets;
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

    // SQLite does not know that enough is found soon: it would rather read and sort all that an index of the filter finds.
    internal override IQueryable<Ticket> TicketsByAge => Tickets.FromSql($"SELECT * FROM tickets NOT INDEXED").AsNoTracking();

    internal override IQueryable<Ticket> TicketsByLastChange =>
        Tickets.FromSql($"SELECT * FROM tickets INDEXED BY IX_tickets_Sequence").AsNoTracking();

    internal override IQueryable<ResponseCycle> CyclesByStart =>
        Cycles.FromSql($"SELECT * FROM response_cycles INDEXED BY IX_response_cycles_StartedAt").AsNoTracking();

    private static readonly MatchSyntax Syntax = new(
        " AND ", " OR ", (phrase, isBeginning) => isBeginning ? $"\"{phrase}\" *" : $"\"{phrase}\"",
        $$"""
        SELECT group_concat(' OR "' || word || '"', '') FROM (
            SELECT w.word FROM search_word_parts p CROSS JOIN search_words w ON w.id = p.rowid
            WHERE search_word_parts MATCH '"' || {0} || '"' AND substr(w.word, 1, length({0})) <> {0} LIMIT {{MaxInnerWords}})
        """);

    public override IQueryable<long> FindTicketIdsByPhrase(string phrase, int maxHits = MaxHits) =>
        Database.SqlQuery<long>(SearchMatch.Compose(
            phrase, Syntax,
            """
            SELECT m.TicketId AS Value
            FROM (SELECT rowid AS Id FROM message_phrases WHERE message_phrases MATCH ({match}) ORDER BY rowid DESC LIMIT {0}) f
            CROSS JOIN messages m ON m.Id = f.Id
            """,
            maxHits));

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
