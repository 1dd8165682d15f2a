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

    public override IQueryable<long> FindTicketIdsByPhrase(string phrase, int maxHits = MaxHits)
    {
        var match = string.Join(" & ", SearchText.ParseQuery(phrase)
            .Select(p => SearchText.AddSeats(p) is { } seated ? $"({Form(p)} | {Form(seated)})" : Form(p)));
        return Database.SqlQuery<long>(
            $"""
             SELECT m."TicketId" AS "Value" FROM (
                 SELECT "MessageId" FROM message_phrases WHERE "Words" @@ {match}::tsquery ORDER BY "MessageId" DESC LIMIT {maxHits}) f
             JOIN messages m ON m."Id" = f."MessageId"
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

    private static string Form(string phrase) =>
        $"({string.Join(" <-> ", phrase.Split(' ').Select(word => $"'{word}'"))}{(SearchText.IsBeginning(phrase) ? ":*" : "")})";

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
