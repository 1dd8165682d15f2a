using System.Diagnostics;
using EcomCenter.RunningDesk;

namespace EcomCenter.Benchmarks;

/// <summary>Measures the time from starting the published program to its first page, and its memory before and after load.</summary>
internal static class StartupBenchmark
{
    private const int Starts = 5, Connections = 64;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10), Load = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(string? folder)
    {
        using var desk = await PublishedDesk.PrepareAsync(folder);
        await using var database = await MeasuredDatabase.CreateAsync(null);
        var first = await TimeStartAsync(desk.Binary, database);
        Console.WriteLine($"start to first page, new database: {first:F0} ms   | {MachineNoise.Measure(database.Folder)}");
        var starts = new List<double>();
        for (var i = 0; i < Starts; i++) starts.Add(await TimeStartAsync(desk.Binary, database));
        var each = string.Join(", ", starts.Select(s => $"{s:F0}"));
        Console.WriteLine($"start to first page, median of {Starts}: {Timings.Median(starts):F0} ms ({each})   "
            + $"| {MachineNoise.Measure(database.Folder)}");
        await MeasureMemoryAsync(desk.Binary, database);
    }

    private static async Task<double> TimeStartAsync(DeskBinary binary, MeasuredDatabase database)
    {
        var start = Stopwatch.GetTimestamp();
        await using var desk = DeskProcess.Start(binary, MeasuredDesk.Port, database.Settings);
        await desk.WaitUntilServedAsync("/");
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await desk.StopAsync();
        return elapsed;
    }

    private static async Task MeasureMemoryAsync(DeskBinary binary, MeasuredDatabase database)
    {
        await using var desk = await DeskProcess.StartReadyAsync(binary, MeasuredDesk.Port, database.Settings);
        var key = await DeskCommand.CreateKeyAsync(binary, database.Settings, "bench", "intake");
        await Task.Delay(Idle);
        PrintMemory("idle", desk);
        var load = await RawLoad.RunAsync(MeasuredDesk.Server, TicketPost.BuildRequest(key), Connections, Load);
        PrintMemory($"after {load.Numbers.Count} tickets at {load.Rate:F0}/s", desk);
        await Task.Delay(Idle);
        PrintMemory($"{Idle.TotalSeconds:F0} s later", desk);
        await desk.StopAsync();
    }

    private static void PrintMemory(string when, DeskProcess desk)
    {
        var memory = ProcessMemory.Measure(desk.Id);
        Console.WriteLine($"memory, {when}: {memory.Resident:F0} MB resident, {memory.Proportional:F0} MB proportional");
    }
}
