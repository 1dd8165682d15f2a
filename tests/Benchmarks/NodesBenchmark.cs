using System.Diagnostics;
using System.Net;
using EcomCenter.RunningDesk;
using Npgsql;

namespace EcomCenter.Benchmarks;

/// <summary>
/// Two nodes on one PostgreSQL. Measures the time from a change on the first node to the boards and chat pages of the second, first with
/// intact connections, then while the connections on which the nodes listen are cut every four seconds. Boards of the first node and a bare
/// NOTIFY show what this machine can do at best.
/// </summary>
internal static class NodesBenchmark
{
    private const int Boards = 20, ChatPages = 60, TicketsPerSecond = 50, Connections = 4, SecondPort = MeasuredDesk.Port + 1;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15), Length = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CutInterval = TimeSpan.FromSeconds(4), SettleTime = TimeSpan.FromSeconds(6);

    private static readonly Dictionary<string, string> NoLimits = new()
    {
        ["WebChat:MessagesPerMinute"] = "10000", ["WebChat:MessagesPerMinuteAndAddress"] = "100000",
    };

    public static async Task RunAsync(int runs, string? folder, string postgres)
    {
        using var published = await PublishedDesk.PrepareAsync(folder);
        Console.WriteLine($"two nodes, {TicketsPerSecond} tickets/s and {ChatPages} chats on the first, load and PostgreSQL on the same "
            + $"{Environment.ProcessorCount} cores");
        var results = new List<NodesResult>();
        for (var run = 1; run <= runs; run++) results.AddRange(await RunOnceAsync(published.Binary, postgres, run));
        foreach (var same in results.GroupBy(result => result.IsCut))
            Console.WriteLine($"median of {runs}, {Describe(same.Key)}   board there {DescribeMedian(same, r => r.Other)}   "
                + $"chat page there {DescribeMedian(same, r => r.Chats)}   board here {DescribeMedian(same, r => r.Same)}");
    }

    private static async Task<List<NodesResult>> RunOnceAsync(DeskBinary binary, string postgres, int run)
    {
        await using var first = await MeasuredDesk.StartAsync(binary, postgres, "intake", NoLimits);
        await using var second = await DeskProcess.StartReadyAsync(
            binary, SecondPort, first.Database.Settings.Concat(NoLimits).ToDictionary());
        var cookie = await SupervisorSignIn.GetCookieAsync(first);
        var chats = await Task.WhenAll(Enumerable.Range(0, ChatPages).Select(i => MeasuredChatPage.OpenAsync(first.Process, second, i)));
        await MeasureAsync(first, cookie, chats, WarmUp, isCut: false);
        var results = new List<NodesResult>();
        foreach (var isCut in new[] { false, true })
        {
            var (notify, noise) = (await NotifyRoundTrip.MeasureAsync(postgres), MachineNoise.Measure(first.Database.Folder));
            var result = await MeasureAsync(first, cookie, chats, Length, isCut);
            Console.WriteLine($"run {run}, {Describe(isCut)}   board there {Describe(result.Other)} (never {result.Never})   "
                + $"chat page there {Describe(result.Chats)}   board here {Describe(result.Same)}   "
                + $"bare NOTIFY p50 {notify.P50:F2} p99 {notify.P99:F2} ms   | {noise}");
            results.Add(result);
        }

        foreach (var chat in chats) await chat.DisposeAsync();
        return results;
    }

    private static async Task<NodesResult> MeasureAsync(
        MeasuredDesk first, string cookie, MeasuredChatPage[] chats, TimeSpan length, bool isCut)
    {
        using var stop = new CancellationTokenSource();
        List<MeasuredBoard> same = OpenBoards(MeasuredDesk.Server), other = OpenBoards(new(IPAddress.Loopback, SecondPort));
        var running = same.Concat(other).Select(board => Task.Run(() => board.RunAsync(cookie, stop.Token))).ToList();
        await Task.WhenAny(Task.WhenAll(same.Concat(other).Select(b => b.FirstSnapshot)), Task.WhenAny(running).Unwrap());
        var (ticks, wall) = (Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow());
        var cutting = isCut ? CutListenersAsync(first.Database, length) : Task.CompletedTask;
        var writing = Task.WhenAll(chats.Select((chat, i) => chat.WriteAsync(length, MeasuredChatPage.Pause * i / ChatPages)));
        await PacedLoad.RunAsync(MeasuredDesk.Server, TicketPost.BuildRequest(first.Key), TicketsPerSecond, Connections, length);
        await cutting;
        var chatTimes = (await writing).SelectMany(times => times);
        await Task.Delay(SettleTime);
        await stop.CancelAsync();
        await Task.WhenAll(running);
        var events = await BoardEvents.ReadSinceAsync(first.Database, wall);
        var never = events.Sum(e => other.Count(board => board.FirstSeenAt(e.Sequence) is null));
        return new(isCut, TimesOf(same), TimesOf(other), new(chatTimes), never);

        Timings TimesOf(List<MeasuredBoard> boards) => new(
            from e in events
            from board in boards
            let seen = board.FirstSeenAt(e.Sequence)
            where seen is not null
            select (wall - e.At + Stopwatch.GetElapsedTime(ticks, seen.Value)).TotalMilliseconds);
    }

    private static List<MeasuredBoard> OpenBoards(IPEndPoint server) =>
        [.. Enumerable.Range(0, Boards).Select(_ => new MeasuredBoard(server, new BoardJsonProtocol(), "ug"))];

    private static async Task CutListenersAsync(MeasuredDatabase database, TimeSpan length)
    {
        await using var connection = database.Connect();
        await connection.OpenAsync();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < length; await Task.Delay(CutInterval))
        {
            await using var cut = connection.CreateCommand();
            cut.CommandText = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                + "WHERE datname = current_database() AND application_name = 'desk listener'";
            if (await cut.ExecuteScalarAsync() is not 2L) throw new InvalidOperationException("The nodes did not both listen.");
        }
    }

    private static string Describe(bool isCut) => isCut ? "connections cut every 4 s" : "connections intact       ";

    private static string Describe(Timings times) => $"p50 {times.P50,4:F0} p99 {times.P99,4:F0} ms ({times.Count})";

    private static string DescribeMedian(IEnumerable<NodesResult> results, Func<NodesResult, Timings> times) =>
        $"p50 {Timings.Median(results.Select(r => times(r).P50)):F0} p99 {Timings.Median(results.Select(r => times(r).P99)):F0} ms";

    /// <param name="Same">Times to the boards of the node that changed a ticket.</param>
    /// <param name="Other">Times to the boards of the other node.</param>
    /// <param name="Chats">Times from a post on the first node to the signal on the chat page that is connected to the other.</param>
    /// <param name="Never">How often a change did not reach a board of the other node at all.</param>
    private sealed record NodesResult(bool IsCut, Timings Same, Timings Other, Timings Chats, int Never);
}
