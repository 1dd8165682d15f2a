using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>A table that refuses new rows until it is disposed, as if the program had failed at that step.</summary>
internal sealed class BrokenTable : IAsyncDisposable
{
    private readonly DeskApp _desk;
    private readonly string _table;

    private BrokenTable(DeskApp desk, string table) => (_desk, _table) = (desk, table);

    /// <param name="rows">The condition for the rows that are refused; empty for all.</param>
    public static async Task<BrokenTable> BreakAsync(DeskApp desk, string table, string rows = "")
    {
        var condition = rows.Length > 0 ? $"WHEN ({rows})" : "";
        await ExecuteAsync(desk, IsSqlite(desk)
            ? $"CREATE TRIGGER broken BEFORE INSERT ON {table} {condition} BEGIN SELECT RAISE(ABORT, 'on purpose'); END"
            : $"""
              CREATE FUNCTION broken() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'on purpose'; END $$ LANGUAGE plpgsql;
              CREATE TRIGGER broken BEFORE INSERT ON {table} FOR EACH ROW {condition} EXECUTE FUNCTION broken();
              """);
        return new(desk, table);
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync(_desk, IsSqlite(_desk)
        ? "DROP TRIGGER broken" : $"DROP TRIGGER broken ON {_table}; DROP FUNCTION broken();");

    private static bool IsSqlite(DeskApp desk)
    {
        using var db = desk.CreateDb();
        return db.Database.IsSqlite();
    }

    private static async Task ExecuteAsync(DeskApp desk, string sql)
    {
        await using DeskDb db = desk.CreateDb();
        await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }
}
