using EcomCenter.Desk.Storage.Postgres;
using EcomCenter.Desk.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Storage;

/// <summary>
/// EF takes as long to work out its model as the program to put itself together: both at once make the start a fifth shorter. EF keeps the model for
/// every context to come. Which database it will be is a guess from the two places where it is usually said; a wrong one costs nothing but the work.
/// </summary>
internal static class ModelAhead
{
    public static void Begin(IEnumerable<string> args) => Task.Run(() =>
    {
        var said = args.Append($"--Desk:Database={Environment.GetEnvironmentVariable("Desk__Database")}");
        using var db = said.Any(word => word.EndsWith("=postgres", StringComparison.OrdinalIgnoreCase)) ? Postgres() : Sqlite();
        return db.Model;
    });

    private static DeskDb Sqlite() => new SqliteDeskDb(new DbContextOptionsBuilder<SqliteDeskDb>().UseSqlite().Options);

    private static DeskDb Postgres() => new PostgresDeskDb(new DbContextOptionsBuilder<PostgresDeskDb>().UseNpgsql().Options);
}
