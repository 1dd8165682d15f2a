using System.Diagnostics;
using EcomCenter.RunningDesk;

namespace EcomCenter.Benchmarks;

/// <summary>
/// Measures the time from a change in the database to 200 open boards, signed in, in three languages, half over JSON and half over
/// MessagePack. Starts at the event's own time, which precedes the commit, so the commit is included.
/// </summary>
internal static class BoardsBenchmark
{
    private const int BoardCount = 200, Connections = 32;
    private static readonly int[] Rates = [200, 1000];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6), Length = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(int runs, string? folder)
    {
        using var published = await PublishedDesk.PrepareAsync(folder);
        Console.WriteLine($"commit to {BoardCount} open boards, load on the same {Environment.ProcessorCount} cores");
        var results = new List<(int Rate, Timings Times)>();
        for (var run = 1; run <= runs; run++) results.AddRange(await RunOnceAsync(published.Binary, run));
        foreach (var same in results.GroupBy(r => r.Rate, r => r.Times))
        {
            var (p50, p99) = (Timings.Median(same.Select(t => t.P50)), Timings.Median(same.Select(t => t.P99)));
            Console.WriteLine($"median of {runs}  {same.Key,5} changes/s   p50 {p50,6:F1} ms   p99 {p99,6:F1} ms");
        }
    }

    private static async Task<List<(int, Timings)>> RunOnceAsync(DeskBinary binary, int run)
    {
        await using var desk = await MeasuredDesk.StartAsync(binary, null, "intake");
        var (request, cookie) = (TicketPost.BuildRequest(desk.Key), await SupervisorSignIn.GetCookieAsync(desk));
        await RawLoad.RunAsync(MeasuredDesk.Server, request, 8, TimeSpan.FromSeconds(1));
        var results = new List<(int, Timings)>();
        await MeasureAsync(desk, request, cookie, Rates[0], WarmUp);
        foreach (var rate in Rates)
        {
            var noise = MachineNoise.Measure(desk.Database.Folder);
            var measured = await MeasureAsync(desk, request, cookie, rate, Length);
            Console.WriteLine($"run {run}  {measured.Rate,5:F0} changes/s   p50 {measured.Times.P50,6:F1} ms   "
                + $"p99 {measured.Times.P99,6:F1} ms   never {measured.Never}, told to ask {measured.Behind} times   | {noise}");
            results.Add((rate, measured.Times));
        }

        return results;
    }

    private static async Task<(double Rate, Timings Times, int Never, int Behind)> MeasureAsync(
        MeasuredDesk desk, byte[] request, string cookie, int rate, TimeSpan length)
    {
        using var stop = new CancellationTokenSource();
        var boards = Enumerable.Range(0, BoardCount)
            .Select(i => new MeasuredBoard(
                MeasuredDesk.Server, i % 2 == 0 ? new BoardJsonProtocol() : new BoardMessagePackProtocol(), ChooseLanguage(i / 2)))
            .ToList();
        var running = boards.ConvertAll(board => Task.Run(() => board.RunAsync(cookie, stop.Token)));
        await Task.WhenAny(Task.WhenAll(boards.Select(b => b.FirstSnapshot)), Task.WhenAny(running).Unwrap());
        var from = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var (ticks, wall) = (Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow());
        var reached = await PacedLoad.RunAsync(MeasuredDesk.Server, request, rate, Connections, length);
        await Task.Delay(SettleTime);
        await stop.CancelAsync();
        await Task.WhenAll(running);
        var events = await BoardEvents.ReadSinceAsync(desk.Database, from);
        var (times, never) = (new List<double>(events.Count * BoardCount), 0);
        foreach (var (sequence, at) in events)
            foreach (var board in boards)
                if (board.FirstSeenAt(sequence) is not { } seen) never++;
                else times.Add((wall - at + Stopwatch.GetElapsedTime(ticks, seen)).TotalMilliseconds);
        boards.ForEach(board => board.Dispose());
        return (reached, new(times), never, boards.Sum(b => b.BehindCount));
    }

    // Six boards in ten are in Chinese, three in Uyghur, one in English.
    private static string ChooseLanguage(int board) => (board % 10) switch { < 6 => "zh-Hans", < 9 => "ug", _ => "en" };
}
