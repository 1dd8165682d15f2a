using EcomCenter.Desk.Database.Sqlite;
using Microsoft.Data.Sqlite;

namespace EcomCenter.Desk.Database.Backup;

/// <summary>
/// Counts the rows of the tables from which the desk never deletes. A database that has fewer of them than at the last good backup lost
/// them, although SQLite calls it intact.
/// </summary>
internal static class PermanentRows
{
    private const string Tickets = "tickets";

    /// <summary>The tables that every ticket has a row in, or needs for its tracking code.</summary>
    private static readonly string[] NeededByTickets = ["messages", "ticket_events", "secrets", "counters"];

    private static readonly string[] Tables =
        [Tickets, .. NeededByTickets, "response_cycles", "transfer_slips", "supervision_orders", "staff", "api_keys"];

    /// <summary>Counts the rows in a copy of the database. A table that its version does not have is left out.</summary>
    public static Dictionary<string, long> Count(string databaseCopy)
    {
        using var connection = new SqliteConnection(SqliteCopy.ConnectionString(databaseCopy));
        connection.Open();
        return Tables.Where(table => Ask(connection, $"SELECT count(*) FROM sqlite_master WHERE name = '{table}'") > 0)
            .ToDictionary(table => table, table => Ask(connection, $"SELECT count(*) FROM {table}"));
    }

    /// <param name="counted">The rows now.</param>
    /// <param name="before">The rows at the last good backup; null if there was none.</param>
    public static bool AreLost(IReadOnlyDictionary<string, long> counted, IReadOnlyDictionary<string, long>? before)
    {
        if (counted.GetValueOrDefault(Tickets) > 0 && NeededByTickets.Any(table => counted.GetValueOrDefault(table) == 0)) return true;
        return before?.Any(table => counted.GetValueOrDefault(table.Key) < table.Value) ?? false;
    }

    private static long Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
