using System.Data;
using EcomCenter.Desk.Database.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;

namespace EcomCenter.Desk.Database.Postgres;

/// <summary>The database on PostgreSQL, for several nodes that share one server.</summary>
public sealed class PostgresDeskDb(DbContextOptions<PostgresDeskDb> options) : DeskDb(options)
{
    public override Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation) =>
        Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    public override IQueryable<long> FindTicketIdsByPhrase(string phrase)
    {
        var match = string.Join(" & ",
            SearchText.ParseQuery(phrase)
                .Select(p => $"({string.Join(" <-> ", p.Split(' ').Select(t => $"'{t}'"))}{(SearchText.IsBeginning(p) ? ":*" : "")})"));
        return Database.SqlQuery<long>(
            $"""
             SELECT m."TicketId" AS "Value" FROM message_phrases f JOIN messages m ON m."Id" = f."MessageId"
             WHERE f."Words" @@ {match}::tsquery
             """);
    }

    public override IQueryable<long> FindPeopleByPhoneEnd(string digits)
    {
        var (tail, length) = (digits[^PhoneTailLength..], digits.Length);
        return Database.SqlQuery<long>($"""
            SELECT "PersonId" AS "Value" FROM person_addresses
            WHERE "Kind" = 'Phone' AND right("Value", 4) = {tail} AND right("Value", {length}) = {digits}
            """);
    }
}

/// <summary>Creates the context for <c>dotnet ef migrations add</c>.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresDeskDb>
{
    public PostgresDeskDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDeskDb>().UseNpgsql("Host=127.0.0.1").Options);
}
