using System.Diagnostics;
using EcomCenter.FakeBotApi;
using EcomCenter.RunningDesk;

namespace EcomCenter.Benchmarks;

/// <summary>
/// Measures the time from a Telegram update to the card on an open board at a hundred updates a second, the sustained rate of updates, and
/// the memory for ten thousand known chats. Telegram is a fake Bot API server on the same machine. Every update is a person's first
/// message, so each opens a ticket.
/// </summary>
internal static class ChatsBenchmark
{
    private const int UpdatesPerSecond = 100, FloodSize = 10_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5), Length = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(int runs, string? folder, string? postgres)
    {
        using var published = await PublishedDesk.PrepareAsync(folder);
        Console.WriteLine($"updates of a chat, messenger and load on the same {Environment.ProcessorCount} cores");
        var results = new List<ChatsResult>();
        for (var run = 1; run <= runs; run++) results.Add(await RunOnceAsync(published.Binary, postgres, run));
        Console.WriteLine($"median of {runs}   {UpdatesPerSecond} updates/s to the board   p50 {Median(r => r.Times.P50):F0} ms   "
            + $"p99 {Median(r => r.Times.P99):F0} ms   sustained {Median(r => r.Sustained):F0} updates/s   "
            + $"memory with {FloodSize:N0} more chats known: {Median(r => r.Memory.Proportional):F0} MB proportional, "
            + $"{Median(r => r.Memory.Resident):F0} resident "
            + $"(before {Median(r => r.Before.Proportional):F0}, {Median(r => r.Before.Resident):F0})");

        double Median(Func<ChatsResult, double> figure) => Timings.Median(results.Select(figure));
    }

    private static async Task<ChatsResult> RunOnceAsync(DeskBinary binary, string? postgres, int run)
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var desk = await MeasuredDesk.StartAsync(binary, postgres, "intake", new Dictionary<string, string>
        {
            ["Telegram:Token"] = telegram.Token, ["Telegram:BaseUrl"] = telegram.BaseUrl,
        });
        var cookie = await SupervisorSignIn.GetCookieAsync(desk);
        await SendPacedAsync(telegram, "warm", WarmUp, first: 1_000_000);
        var before = ProcessMemory.Measure(desk.Process.Id);
        var noise = MachineNoise.Measure(desk.Database.Folder);
        var times = await MeasureToBoardAsync(desk, telegram, cookie);
        var sustained = await MeasureFloodAsync(desk, telegram);
        var memory = ProcessMemory.Measure(desk.Process.Id);
        Console.WriteLine($"run {run}   p50 {times.P50,5:F0} ms   p99 {times.P99,5:F0} ms ({times.Count} updates)   "
            + $"{sustained,5:F0} updates/s   {memory.Proportional:F0} MB, {memory.Resident:F0} resident   | {noise}");
        return new(times, sustained, before, memory);
    }

    private static async Task<Timings> MeasureToBoardAsync(MeasuredDesk desk, FakeTelegram telegram, string cookie)
    {
        using var stop = new CancellationTokenSource();
        using var board = new MeasuredBoard(MeasuredDesk.Server, new BoardJsonProtocol(), "ug");
        var running = Task.Run(() => board.RunAsync(cookie, stop.Token));
        await Task.WhenAny(board.FirstSnapshot, running).Unwrap();
        var sent = await SendPacedAsync(telegram, "paced", Length, first: 2_000_000);
        await WaitForTicketsAsync(desk, "paced", sent.Count);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await stop.CancelAsync();
        await running;
        var opened = await ReadOpenedTicketsAsync(desk, "paced");
        if (opened.Count != sent.Count)
            throw new InvalidOperationException($"{sent.Count} messages were sent, {opened.Count} opened tickets.");
        return new(opened.Select(ticket => board.FirstSeenAt(ticket.Sequence) is { } seen
            ? Stopwatch.GetElapsedTime(sent[ticket.Text], seen).TotalMilliseconds
            : double.PositiveInfinity));
    }

    // Sends all messages at once, as after a long outage, and measures the time until the last one is a ticket.
    private static async Task<double> MeasureFloodAsync(MeasuredDesk desk, FakeTelegram telegram)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < FloodSize; i++) telegram.SendText(3_000_000 + i, MessageText("flood", i), "ug");
        await WaitForTicketsAsync(desk, "flood", FloodSize);
        return FloodSize / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Sends messages at a steady rate. Returns the time at which each text was sent.</summary>
    private static async Task<Dictionary<string, long>> SendPacedAsync(FakeTelegram telegram, string name, TimeSpan length, int first)
    {
        var sent = new Dictionary<string, long>();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < UpdatesPerSecond * length.TotalSeconds; i++)
        {
            if (TimeSpan.FromSeconds((double)i / UpdatesPerSecond) - watch.Elapsed is { Ticks: > 0 } early) await Task.Delay(early);
            sent[MessageText(name, i)] = Stopwatch.GetTimestamp();
            telegram.SendText(first + i, MessageText(name, i), "ug");
        }

        return sent;
    }

    private static string MessageText(string name, int i) => $"{name}-{i} ئالمىلىرىم سېتىلمايۋاتىدۇ";

    private static async Task WaitForTicketsAsync(MeasuredDesk desk, string name, int count)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Timeout; await Task.Delay(100))
            if (await CountTicketsAsync(desk, name) >= count) return;
        throw new TimeoutException($"{await CountTicketsAsync(desk, name)} of {count} messages became tickets.");
    }

    private static async Task<long> CountTicketsAsync(MeasuredDesk desk, string name)
    {
        await using var connection = desk.Database.Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM tickets WHERE \"Subject\" LIKE '{name}-%'";
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    private static async Task<List<(string Text, long Sequence)>> ReadOpenedTicketsAsync(MeasuredDesk desk, string name)
    {
        var opened = new List<(string, long)>();
        await using var connection = desk.Database.Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT t.\"Subject\", e.\"Sequence\" FROM tickets t JOIN ticket_events e ON e.\"TicketId\" = t.\"Id\" "
            + $"WHERE e.\"Version\" = 1 AND t.\"Subject\" LIKE '{name}-%'";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) opened.Add((reader.GetString(0), reader.GetInt64(1)));
        return opened;
    }

    private sealed record ChatsResult(Timings Times, double Sustained, ProcessMemory Before, ProcessMemory Memory);
}
