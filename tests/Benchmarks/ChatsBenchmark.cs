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
    private const int Rate = 100, Flood = 10_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5), Length = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(int runs, string? folder, string? postgres)
    {
        using var published = await PublishedDesk.MakeAsync(folder);
        Console.WriteLine($"updates of a chat, messenger and load on the same {Environment.ProcessorCount} cores");
        var results = new List<Result>();
        for (var run = 1; run <= runs; run++) results.Add(await RunOnceAsync(published.Binary, postgres, run));
        Console.WriteLine($"median of {runs}   {Rate} updates/s to the board   p50 {Median(r => r.Times.P50):F0} ms   "
            + $"p99 {Median(r => r.Times.P99):F0} ms   sustained {Median(r => r.Sustained):F0} updates/s   "
            + $"memory with {Flood:N0} more chats known: {Median(r => r.Memory.Proportional):F0} MB proportional, "
            + $"{Median(r => r.Memory.Resident):F0} resident "
            + $"(before {Median(r => r.Before.Proportional):F0}, {Median(r => r.Before.Resident):F0})");

        double Median(Func<Result, double> figure) => Times.Median(results.Select(figure));
    }

    private static async Task<Result> RunOnceAsync(DeskBinary binary, string? postgres, int run)
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var desk = await MeasuredDesk.StartAsync(binary, postgres, "intake", new Dictionary<string, string>
        {
            ["Telegram:Token"] = telegram.Token, ["Telegram:BaseUrl"] = telegram.BaseUrl,
        });
        var cookie = await SignedIn.CookieAsync(desk);
        await PacedAsync(telegram, "warm", WarmUp, first: 1_000_000);
        var before = ProcessMemory.Of(desk.Process.Id);
        var noise = Noise.Measure(desk.Database.Folder);
        var times = await ToTheBoardAsync(desk, telegram, cookie);
        var sustained = await FloodAsync(desk, telegram);
        var memory = ProcessMemory.Of(desk.Process.Id);
        Console.WriteLine($"run {run}   p50 {times.P50,5:F0} ms   p99 {times.P99,5:F0} ms ({times.Count} updates)   "
            + $"{sustained,5:F0} updates/s   {memory.Proportional:F0} MB, {memory.Resident:F0} resident   | {noise}");
        return new(times, sustained, before, memory);
    }

    private static async Task<Times> ToTheBoardAsync(MeasuredDesk desk, FakeTelegram telegram, string cookie)
    {
        using var stop = new CancellationTokenSource();
        using var board = new Board(MeasuredDesk.Server, new JsonSpeech(), "ug");
        var running = Task.Run(() => board.RunAsync(cookie, stop.Token));
        await Task.WhenAny(board.Watching, running).Unwrap();
        var sent = await PacedAsync(telegram, "paced", Length, first: 2_000_000);
        await UntilAsync(desk, "paced", sent.Count);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await stop.CancelAsync();
        await running;
        var opened = await OpenedAsync(desk, "paced");
        if (opened.Count != sent.Count)
            throw new InvalidOperationException($"{sent.Count} messages were sent, {opened.Count} opened tickets.");
        return new(opened.Select(ticket => board.KnewAt(ticket.Sequence) is { } seen
            ? Stopwatch.GetElapsedTime(sent[ticket.Text], seen).TotalMilliseconds
            : double.PositiveInfinity));
    }

    // Sends all messages at once, as after a long outage, and measures the time until the last one is a ticket.
    private static async Task<double> FloodAsync(MeasuredDesk desk, FakeTelegram telegram)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Flood; i++) telegram.Say(3_000_000 + i, Words("flood", i), "ug");
        await UntilAsync(desk, "flood", Flood);
        return Flood / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Sends messages at a steady rate. Returns the time at which each text was sent.</summary>
    private static async Task<Dictionary<string, long>> PacedAsync(FakeTelegram telegram, string name, TimeSpan length, int first)
    {
        var sent = new Dictionary<string, long>();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Rate * length.TotalSeconds; i++)
        {
            if (TimeSpan.FromSeconds((double)i / Rate) - watch.Elapsed is { Ticks: > 0 } early) await Task.Delay(early);
            sent[Words(name, i)] = Stopwatch.GetTimestamp();
            telegram.Say(first + i, Words(name, i), "ug");
        }

        return sent;
    }

    private static string Words(string name, int i) => $"{name}-{i} ئالمىلىرىم سېتىلمايۋاتىدۇ";

    private static async Task UntilAsync(MeasuredDesk desk, string name, int count)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(100))
            if (await CountAsync(desk, name) >= count) return;
        throw new TimeoutException($"{await CountAsync(desk, name)} of {count} messages became tickets.");
    }

    private static async Task<long> CountAsync(MeasuredDesk desk, string name)
    {
        await using var connection = desk.Database.Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM tickets WHERE \"Subject\" LIKE '{name}-%'";
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    private static async Task<List<(string Text, long Sequence)>> OpenedAsync(MeasuredDesk desk, string name)
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

    private sealed record Result(Times Times, double Sustained, ProcessMemory Before, ProcessMemory Memory);
}
