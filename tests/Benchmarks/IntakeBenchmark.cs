using EcomCenter.Benchmarks.Bare;

namespace EcomCenter.Benchmarks;

/// <summary>
/// Measures intake over HTTP into a published desk: tickets per second and response time, beside an endpoint that does nothing but write
/// the same rows by the same writer.
/// </summary>
internal static class IntakeBenchmark
{
    private static readonly int[] Concurrency = [1, 8, 64];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6), Length = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(int runs, string? folder, string? postgres)
    {
        using var desk = await PublishedDesk.PrepareAsync(folder);
        Console.WriteLine($"intake over HTTP, {(postgres is null ? "SQLite, synchronous FULL" : "PostgreSQL")}, "
            + $"300 Chinese characters and requester, load on the same {Environment.ProcessorCount} cores");
        var (results, bare) = (new List<(int Connections, LoadResult Result)>(), new List<(int Connections, double Rate)>());
        for (var run = 1; run <= runs; run++)
        {
            results.AddRange(await RunOnceAsync(desk, postgres, run));
            bare.AddRange(await RunBareAsync(postgres, run));
        }

        foreach (var same in results.GroupBy(r => r.Connections, r => r.Result))
        {
            var (p50, p99) = (Timings.Median(same.Select(r => r.Times.P50)), Timings.Median(same.Select(r => r.Times.P99)));
            var (rate, most) = (Timings.Median(same.Select(r => r.Rate)),
                Timings.Median(bare.Where(b => b.Connections == same.Key).Select(b => b.Rate)));
            Console.WriteLine(FormatLine($"median of {runs}", same.Key, rate, p50, p99) + $"   {rate / most:P0} of the bare endpoint's");
        }
    }

    private static async Task<List<(int, LoadResult)>> RunOnceAsync(PublishedDesk published, string? postgres, int run)
    {
        await using var desk = await MeasuredDesk.StartAsync(published.Binary, postgres, "intake");
        var request = TicketPost.BuildRequest(desk.Key);
        var results = new List<(int, LoadResult)>();
        var answered = (await RawLoad.RunAsync(MeasuredDesk.Server, request, Concurrency.Max(), WarmUp)).Numbers.ToList();
        foreach (var connections in Concurrency)
        {
            var noise = MachineNoise.Measure(desk.Database.Folder);
            var cpu = desk.Process.CpuTime;
            var result = await RawLoad.RunAsync(MeasuredDesk.Server, request, connections, Length);
            var each = (desk.Process.CpuTime - cpu).TotalMicroseconds / result.Numbers.Count;
            var line = FormatLine($"run {run}", connections, result.Rate, result.Times.P50, result.Times.P99);
            Console.WriteLine(line + $"   cpu {each,4:F0} µs each   | {noise}");
            answered.AddRange(result.Numbers);
            results.Add((connections, result));
        }

        await desk.Database.CheckTicketsAsync(answered);
        Console.WriteLine($"run {run}: all {answered.Count} tickets answered 201 are in the database once");
        return results;
    }

    private static async Task<List<(int, double)>> RunBareAsync(string? postgres, int run)
    {
        await using var bare = await BareDesk.StartAsync(postgres);
        var (request, results) = (BareDesk.BuildRequest(BareServer.TicketsPath), new List<(int, double)>());
        await RawLoad.RunAsync(MeasuredDesk.Server, request, Concurrency.Max(), WarmUp);
        foreach (var connections in Concurrency)
        {
            var result = await RawLoad.RunAsync(MeasuredDesk.Server, request, connections, Length);
            Console.WriteLine(FormatLine($"bare {run}", connections, result.Rate, result.Times.P50, result.Times.P99));
            results.Add((connections, result.Rate));
        }

        return results;
    }

    private static string FormatLine(string run, int connections, double rate, double p50, double p99) =>
        $"{run,-12} {connections,3} connections {rate,7:F0}/s   p50 {p50,6:F2} ms   p99 {p99,6:F2} ms";
}
