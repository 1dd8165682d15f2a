using EcomCenter.Desk.Database.Postgres;
using EcomCenter.Desk.Database.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>
/// Builds the EF model in the background while the program starts, which shortens the start by a fifth. EF caches the model for all
/// contexts. The database is guessed from the command line and the environment; a wrong guess only wastes the work.
/// </summary>
internal static class ModelPreloader
{
    public static void Start(IEnumerable<string> args) => Task.Run(() =>
    {
        var settings = args.Append($"--Desk:Database={Environment.GetEnvironmentVariable("Desk__Database")}");
        using var db = settings.Any(setting => setting.EndsWith("=postgres", StringComparison.OrdinalIgnoreCase)) ? CreatePostgres()
            : CreateSqlite();
        return db.Model;
    });

    private static DeskDb CreateSqlite() => new SqliteDeskDb(new DbContextOptionsBuilder<SqliteDeskDb>().UseSqlite().Options);

    private static DeskDb CreatePostgres() => new PostgresDeskDb(new DbContextOptionsBuilder<PostgresDeskDb>().UseNpgsql().Options);
}
