using System.Diagnostics;
using EcomCenter.Benchmarks.Bare;
using EcomCenter.RunningDesk;

namespace EcomCenter.Benchmarks;

/// <summary>
/// Measures the time from a change in the database to 200 open boards, signed in, in three languages, half over JSON and half over
/// MessagePack. Starts at the event's own time, which precedes the commit, so the commit is included. Beside it a bare hub that sends the
/// same card without any database.
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
        var (results, bare) = (new List<(int Rate, Timings Times)>(), new List<(int Rate, Timings Times)>());
        for (var run = 1; run <= runs; run++)
        {
            results.AddRange(await RunOnceAsync(published.Binary, run));
            bare.AddRange(await RunBareAsync(run));
        }

        foreach (var same in results.GroupBy(r => r.Rate, r => r.Times))
        {
            var least = bare.Where(b => b.Rate == same.Key).Select(b => b.Times);
            Console.WriteLine($"median of {runs}  {same.Key,5} changes/s   {FormatMedians(same)}   bare SignalR {FormatMedians(least)}");
        }
    }

    private static string FormatMedians(IEnumerable<Timings> runs) =>
        $"p50 {Timings.Median(runs.Select(t => t.P50)),6:F1} ms   p99 {Timings.Median(runs.Select(t => t.P99)),6:F1} ms";

    private static async Task<List<(int, Timings)>> RunOnceAsync(DeskBinary binary, int run)
    {
        await using var desk = await MeasuredDesk.StartAsync(binary, null, "intake");
        var (request, cookie) = (TicketPost.BuildRequest(desk.Key), await SupervisorSignIn.GetCookieAsync(desk));
        await RawLoad.RunAsync(MeasuredDesk.Server, request, 8, TimeSpan.FromSeconds(1));
        var results = new List<(int, Timings)>();
        Func<DateTimeOffset, Task<List<(long, DateTimeOffset)>>> readEvents = from => BoardEvents.ReadSinceAsync(desk.Database, from);
        await MeasureAsync(request, cookie, Rates[0], WarmUp, readEvents);
        foreach (var rate in Rates)
        {
            var noise = MachineNoise.Measure(desk.Database.Folder);
            var measured = await MeasureAsync(request, cookie, rate, Length, readEvents);
            Console.WriteLine($"run {run}  {measured.Rate,5:F0} changes/s   p50 {measured.Times.P50,6:F1} ms   "
                + $"p99 {measured.Times.P99,6:F1} ms   never {measured.Never}, told to ask {measured.Behind} times   | {noise}");
            results.Add((rate, measured.Times));
        }

        return results;
    }

    private static async Task<List<(int, Timings)>> RunBareAsync(int run)
    {
        await using var bare = await BareDesk.StartAsync(null);
        var (request, results) = (BareDesk.BuildRequest(BareServer.CardsPath), new List<(int, Timings)>());
        await MeasureAsync(request, "", Rates[0], WarmUp, ReadSentAsync);
        foreach (var rate in Rates)
        {
            var measured = await MeasureAsync(request, "", rate, Length, ReadSentAsync);
            Console.WriteLine($"bare {run} {measured.Rate,5:F0} changes/s   p50 {measured.Times.P50,6:F1} ms   "
                + $"p99 {measured.Times.P99,6:F1} ms   never {measured.Never}");
            results.Add((rate, measured.Times));
        }

        return results;

        async Task<List<(long, DateTimeOffset)>> ReadSentAsync(DateTimeOffset from) =>
            (await bare.ReadSentAsync()).FindAll(card => card.At >= from);
    }

    private static async Task<(double Rate, Timings Times, int Never, int Behind)> MeasureAsync(
        byte[] request, string cookie, int rate, TimeSpan length, Func<DateTimeOffset, Task<List<(long, DateTimeOffset)>>> readEvents)
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
        var events = await readEvents(from);
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
