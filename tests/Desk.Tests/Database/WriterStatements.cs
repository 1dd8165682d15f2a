using System.Runtime.InteropServices;
using EcomCenter.Desk.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Database;

/// <summary>Counters that SQLite keeps of the statements that are prepared on the writer's connection.</summary>
internal static class WriterStatements
{
    // SQLITE_STMTSTATUS_REPREPARE and SQLITE_STMTSTATUS_RUN of SQLite's C interface.
    private const int PreparedAnew = 5, Runs = 6;

    /// <summary>Returns how many times each statement was prepared anew, by its SQL.</summary>
    public static Task<Dictionary<string, int>> CountPreparedAnewAsync(this DeskWriter writer) => ReadAsync(writer, PreparedAnew);

    /// <summary>Returns how many times each statement ran, by its SQL.</summary>
    public static Task<Dictionary<string, int>> CountRunsAsync(this DeskWriter writer) => ReadAsync(writer, Runs);

    private static async Task<Dictionary<string, int>> ReadAsync(DeskWriter writer, int counter)
    {
        var counts = new Dictionary<string, int>();
        await writer.WriteAsync(unit =>
        {
            counts.Clear();
            var database = ((SqliteConnection)unit.Db.Database.GetDbConnection()).Handle!.DangerousGetHandle();
            for (var statement = NextStatement(database, 0); statement != 0; statement = NextStatement(database, statement))
            {
                var sql = Marshal.PtrToStringUTF8(Sql(statement))!;
                counts[sql] = counts.GetValueOrDefault(sql) + Status(statement, counter, 0);
            }

            return Task.CompletedTask;
        });
        return counts;
    }

    // The library that Microsoft.Data.Sqlite uses lists no statements unless told to before the first.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_next_stmt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern nint NextStatement(nint database, nint after);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_sql")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern nint Sql(nint statement);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_stmt_status")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int Status(nint statement, int counter, int reset);
}
