using System.Diagnostics;
using EcomCenter.RunningDesk;

namespace EcomCenter.Benchmarks.Scale;

/// <summary>Measures a desk with a year of tickets, while further ones arrive, and many that are due in the same moment.</summary>
internal static class ScaleBenchmark
{
    private const int WritesPerSecond = 20, Numbers = 500;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15), LongEnough = TimeSpan.FromHours(1);

    /// <param name="filled">A folder or database that is filled once and used again; null to fill a new one.</param>
    /// <param name="only">A part of the names of the requests that are measured; null for all.</param>
    public static async Task RunAsync(FillPlan plan, string? published, string? postgres, string? filled, string? only)
    {
        using var desk = await PublishedDesk.PrepareAsync(published);
        await using var database = await PrepareAsync(plan, desk.Binary, postgres, filled);
        await MeasureRequestsAsync(plan, desk.Binary, database, only);
        if (only is null || "storm".Contains(only, StringComparison.Ordinal)) await MeasureStormsAsync(plan, desk.Binary, database);
    }

    private static async Task<MeasuredDatabase> PrepareAsync(FillPlan plan, DeskBinary binary, string? postgres, string? filled)
    {
        if (filled is not null && await MeasuredDatabase.TryCopyAsync(postgres, filled) is { } copy) return copy;
        var database = await MeasuredDatabase.CreateAsync(postgres);
        await FilledDatabase.FillAsync(database, plan, binary);
        if (filled is not null) await database.KeepAsync(filled);
        return database;
    }

    private static async Task MeasureRequestsAsync(FillPlan plan, DeskBinary binary, MeasuredDatabase database, string? only)
    {
        var numbers = await database.PickNumbersAsync(Numbers);
        await using (var bare = await BareEndpoint.StartAsync(database)) await PrintCeilingAsync(database, bare, numbers);
        var start = Stopwatch.GetTimestamp();
        await using var process = DeskProcess.Start(binary, MeasuredDesk.Port, database.Settings);
        await process.WaitUntilServedAsync("/");
        Print("start to first page", $"{Stopwatch.GetElapsedTime(start).TotalSeconds,7:F2} s");
        var key = await DeskCommand.CreateKeyAsync(binary, database.Settings, "scale", "staff");
        var desk = new MeasuredDesk(binary, database, process, key);
        var intake = await DeskCommand.CreateKeyAsync(binary, database.Settings, "scale-in", "intake");
        using var api = CreateClient("Authorization", "Bearer " + desk.Key);
        using var pages = CreateClient("Cookie", await SupervisorSignIn.GetCookieAsync(desk));
        await Task.Delay(Settling);
        PrintMemory("memory after the start", process);
        using var stop = new CancellationTokenSource();
        var writes = PacedLoad.RunAsync(MeasuredDesk.Server, TicketPost.BuildRequest(intake), WritesPerSecond, 2, LongEnough, stop.Token);
        Console.WriteLine($"{"",-46} {"p50",8} {"p95",8} {"p99",8} ms");
        foreach (var request in MeasuredRequests.Create(numbers, plan))
        {
            if (only is not null && !request.Name.Contains(only, StringComparison.Ordinal)) continue;
            PrintTimes(request, await MeasuredRequests.MeasureAsync(request.IsPage ? pages : api, request));
        }

        PrintMemory("memory after all that", process);
        await stop.CancelAsync();
        Print("writes meanwhile", $"{await writes,7:F1}/s");
        Console.WriteLine(MachineNoise.Measure(database.Folder));
        await process.StopAsync();
    }

    private static async Task MeasureStormsAsync(FillPlan plan, DeskBinary binary, MeasuredDatabase database)
    {
        var storms = await DueStorm.PrepareAsync(database, plan);
        await using var process = await DeskProcess.StartReadyAsync(binary, MeasuredDesk.Port, database.Settings);
        foreach (var storm in storms) Console.WriteLine(await storm.MeasureAsync(database, process.Id));
        PrintMemory("memory after the storms", process);
        Console.WriteLine(MachineNoise.Measure(database.Folder));
        await process.StopAsync();
    }

    private static async Task PrintCeilingAsync(MeasuredDatabase database, BareEndpoint bare, IReadOnlyList<string> numbers)
    {
        Console.WriteLine($"the machine: {MachineNoise.Measure(database.Folder)}");
        PrintTimes(new("a bare endpoint reading one row", 10, _ => ""), await bare.MeasureAsync(numbers));
    }

    private static HttpClient CreateClient(string header, string value)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{MeasuredDesk.Port}"), Timeout = TimeSpan.FromMinutes(2),
        };
        client.DefaultRequestHeaders.Add(header, value);
        return client;
    }

    private static void PrintTimes(MeasuredRequest request, Timings times) =>
        Print(request.Name, $"{times.P50,8:F1} {times.Percentile(0.95),8:F1} {times.P99,8:F1}    aim {request.Aim:F0}"
            + (times.Percentile(0.95) > request.Aim ? "  MISSED" : ""));

    private static void PrintMemory(string name, DeskProcess process) =>
        Print(name, $"{ProcessMemory.Measure(process.Id).Resident,7:F0} MB resident");

    private static void Print(string name, string result) => Console.WriteLine($"{name,-46} {result}");
}
