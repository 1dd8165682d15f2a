using System.Diagnostics;
using Npgsql;

namespace EcomCenter.Benchmarks;

/// <summary>Measures the time of a bare NOTIFY to another connection: the best that PostgreSQL can do on this machine.</summary>
internal static class NotifyRoundTrip
{
    private const int Rounds = 300;

    public static async Task<Timings> MeasureAsync(string postgres)
    {
        await using var listener = new NpgsqlConnection(postgres);
        await using var sender = new NpgsqlConnection(postgres);
        await listener.OpenAsync();
        await sender.OpenAsync();
        await ExecuteAsync(listener, "LISTEN bench_round_trip");
        var times = new List<double>(Rounds);
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var heard = listener.WaitAsync();
            await ExecuteAsync(sender, "NOTIFY bench_round_trip");
            await heard;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new(times);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
