using System.Data.Common;
using System.Diagnostics;

namespace EcomCenter.Benchmarks.Scale;

/// <summary>Many response cycles that are due in the same moment.</summary>
/// <param name="Cycles">The cycles.</param>
/// <param name="DueAt">Their due time in Unix milliseconds.</param>
internal sealed record DueStorm(int Cycles, long DueAt, double Aim)
{
    private const string StillDue = "SELECT count(*) FROM response_cycles WHERE \"NextCheckAt\" = @due";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Moves the due times of open cycles in the database of a stopped desk.</summary>
    public static async Task<IReadOnlyList<DueStorm>> PrepareAsync(MeasuredDatabase database, FillPlan plan)
    {
        (int Cycles, double Aim, int Seconds)[] planned = [(1_000, 1, 40), (5_000, 2, 55), (50_000, 10, 75)];
        var (start, storms, after) = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), new List<DueStorm>(), 0L);
        var left = plan.Waiting;
        await using var connection = database.Connect(writable: true);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (cycles, aim, seconds) in planned)
        {
            left -= cycles;
            if (left < 0) break;
            var storm = new DueStorm(cycles, start + (seconds * 1_000), aim);
            const string Chosen = """
                SELECT "Id" FROM response_cycles WHERE "State" = 'Open' AND "NextCheckAt" > @soon AND "Id" > @after
                ORDER BY "Id" LIMIT @count
                """;
            (string, object)[] values = [("@soon", start + 3_600_000), ("@after", after), ("@count", cycles), ("@due", storm.DueAt)];
            var last = Convert.ToInt64(await ScalarAsync(connection, transaction, $"SELECT max(\"Id\") FROM ({Chosen}) chosen", values));
            await ScalarAsync(connection, transaction, $"""
                UPDATE tickets SET "DueAt" = @due WHERE "Id" IN (SELECT "TicketId" FROM response_cycles WHERE "Id" IN ({Chosen}))
                """, values);
            await ScalarAsync(connection, transaction, $"""
                UPDATE response_cycles SET "DueAt" = @due, "NextCheckAt" = @due WHERE "Id" IN ({Chosen})
                """, values);
            after = last;
            storms.Add(storm);
        }

        await transaction.CommitAsync();
        return storms;
    }

    /// <summary>Waits until all are recorded. The desk's processor time is less noisy than the clock on a busy machine.</summary>
    /// <param name="desk">The id of the desk's process.</param>
    public async Task<string> MeasureAsync(MeasuredDatabase database, int desk)
    {
        using var process = Process.GetProcessById(desk);
        await using var connection = database.Connect();
        await connection.OpenAsync();
        (string, object)[] due = [("@due", DueAt)];
        while (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() < DueAt) await Task.Delay(5);
        process.Refresh();
        var (watch, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        while (Convert.ToInt64(await ScalarAsync(connection, null, StillDue, due)) > 0)
        {
            if (watch.Elapsed > Longest) throw new TimeoutException($"{Cycles} due cycles were not recorded in time.");
            await Task.Delay(20);
        }

        var took = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - DueAt) / 1_000.0;
        process.Refresh();
        var processor = (process.TotalProcessorTime - before).TotalSeconds;
        var noticed = new List<double>();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"NoticedAt\" - \"DueAt\" FROM response_cycles WHERE \"DueAt\" = @due AND \"State\" = 'Missed'";
        Add(command, due);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) noticed.Add(reader.GetInt64(0));
        var times = new Timings(noticed);
        return $"{Cycles + " due at once",-46} last recorded after {took,6:F2} s, {processor:F2} s of processor time "
            + $"(aim {Aim:F0} s){(took > Aim ? "  MISSED" : "")}, "
            + $"noticed p50 {times.P50:F0} p99 {times.P99:F0} ms, {times.Count} recorded";
    }

    private static async Task<object?> ScalarAsync(
        DbConnection connection, DbTransaction? transaction, string sql, params (string Name, object Value)[] values)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, transaction, 600);
        Add(command, values.Where(value => sql.Contains(value.Name, StringComparison.Ordinal)));
        return await command.ExecuteScalarAsync();
    }

    private static void Add(DbCommand command, IEnumerable<(string Name, object Value)> values)
    {
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }
}
