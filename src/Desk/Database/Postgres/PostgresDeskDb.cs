using System.Data;
using EcomCenter.Desk.Database.Search;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;

namespace EcomCenter.Desk.Database.Postgres;

/// <summary>The database on PostgreSQL, for several nodes that share one server.</summary>
public sealed class PostgresDeskDb(DbContextOptions<PostgresDeskDb> options) : DeskDb(options)
{
    public override Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation) =>
        Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    private static readonly MatchSyntax Syntax = new(
        " & ", " | ", WritePhrase,
        $$"""
        SELECT string_agg(' | ' || quote_literal(word), '') FROM (
            SELECT word FROM search_words
            WHERE search_parts(word) @> search_parts({0}) AND strpos(substr(word, 2), {0}) > 0 AND NOT starts_with(word, {0})
            LIMIT {{MaxInnerWords}}) w
        """);

    public override IQueryable<long> FindTicketIdsByPhrase(string phrase, int maxHits = MaxHits) =>
        Database.SqlQuery<long>(SearchMatch.Compose(
            phrase, Syntax,
            """
            SELECT m."TicketId" AS "Value" FROM (
                SELECT "MessageId" FROM message_phrases WHERE "Words" @@ ({match})::tsquery ORDER BY "MessageId" DESC LIMIT {0}) f
            JOIN messages m ON m."Id" = f."MessageId"
            """,
            maxHits));

    public override IQueryable<long> FindPeopleByPhoneEnd(string digits)
    {
        var (tail, length) = (digits[^PhoneTailLength..], digits.Length);
        return Database.SqlQuery<long>($"""
            SELECT "PersonId" AS "Value" FROM person_addresses
            WHERE "Kind" = 'Phone' AND right("Value", 4) = {tail} AND right("Value", {length}) = {digits}
            """);
    }

    private static string WritePhrase(string phrase, bool isBeginning) =>
        $"({string.Join(" <-> ", phrase.Split(' ').Select(word => $"'{word}'"))}{(isBeginning ? ":*" : "")})";

    internal override IQueryable<Ticket> TicketsByAge => Tickets.AsNoTracking();

    internal override IQueryable<Ticket> TicketsByLastChange => Tickets.AsNoTracking();

    internal override IQueryable<ResponseCycle> CyclesByStart => Cycles.AsNoTracking();
}

/// <summary>Creates the context for <c>dotnet ef migrations add</c>.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresDeskDb>
{
    public PostgresDeskDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDeskDb>().UseNpgsql("Host=127.0.0.1").Options);
}
