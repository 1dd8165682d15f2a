using System.Diagnostics;
using System.Globalization;
using EcomCenter.RunningDesk;

namespace EcomCenter.Durability.Storms;

/// <summary>
/// Lets every level of thousands of response cycles come due at the same moment, kills a node in the middle of one of these storms, starts
/// it again, and checks that every level was recorded once. Again and again on the same data.
/// </summary>
public sealed class StormTrial : IAsyncDisposable
{
    private const int Posters = 64;

    private readonly StormPlan _plan;
    private readonly TextWriter _output;
    private readonly Random _random;
    private readonly DeskBinary _binary = DeskBinary.FromBuildOutput();
    private readonly StormDatabase _database;
    private readonly StormSettings _settings;
    private readonly Ledger _ledger = new();
    private readonly List<DeskProcess> _nodes = [];

    private StormTrial(StormPlan plan, TextWriter output, StormDatabase database)
    {
        (_plan, _output, _random, _database) = (plan, output, new(plan.Seed), database);
        _settings = new(plan.Response, TimeProvider.System.GetUtcNow());
    }

    /// <summary>Returns what did not hold.</summary>
    public static async Task<IReadOnlyCollection<string>> RunAsync(StormPlan plan, TextWriter output)
    {
        await using var database = await StormDatabase.CreateAsync(plan.Postgres);
        await using var trial = new StormTrial(plan, output, database);
        await trial.RunAsync();
        return trial._ledger.Violations;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
    }

    private async Task RunAsync()
    {
        await _output.WriteLineAsync($"{_plan.Rounds} rounds of {_plan.Cycles} cycles, {_plan.Nodes} node(s) on "
            + $"{(_plan.Postgres is null ? "SQLite" : "PostgreSQL")}, seed {_plan.Seed}, promise {_plan.Response.TotalSeconds:F0} s");
        var key = await DeskCommand.CreateKeyAsync(_binary, SettingsFor(0), "storm", "staff");
        for (var node = 0; node < _plan.Nodes; node++) _nodes.Add(await StartAsync(node));
        await _output.WriteLineAsync("round   opened in   killed in    recorded then   all recorded after   violations");
        for (var round = 1; round <= _plan.Rounds; round++) await RunRoundAsync(key, round);
        foreach (var node in _nodes)
            if (await node.StopAsync() is var exit and not 0) _ledger.AddViolation($"a node exited with code {exit}:\n{node.RecentOutput}");
        await VerifyAsync();
        foreach (var violation in _ledger.Violations.Take(50)) await _output.WriteLineAsync("VIOLATION " + violation);
        await _output.WriteLineAsync($"{_plan.Rounds} kills, {_plan.Rounds * _plan.Cycles} cycles, "
            + $"{await _database.CountAsync("SELECT count(*) FROM fired_rungs")} levels: {_ledger.Violations.Count} violations");
    }

    private async Task RunRoundAsync(string key, int round)
    {
        var violations = _ledger.Violations.Count;
        var after = await _database.CountAsync("""SELECT coalesce(max("Id"), 0) FROM response_cycles""");
        var watch = Stopwatch.StartNew();
        var start = TimeProvider.System.GetUtcNow();
        await OpenTicketsAsync(key, round, start);
        var opened = watch.Elapsed;
        var level = _settings.Storms[_random.Next(_settings.Storms.Count)];
        // A poll takes some milliseconds, in which many levels are recorded, so the kill is wished for early.
        var recorded = await KillDuringAsync(level, after, _random.Next(1, _plan.Cycles * 2 / 3));
        watch.Restart();
        await WaitUntilRecordedAsync(round, after);
        var recovery = watch.Elapsed;
        await new StormChecks(_database, _settings, _ledger).RunAsync(round, _plan.Cycles, after);
        await _output.WriteLineAsync($"{round,5}   {opened.TotalSeconds,7:F1} s   {level,-9}   {recorded,6} of {_plan.Cycles}   "
            + $"{recovery.TotalSeconds,16:F1} s   {_ledger.Violations.Count - violations,10}");
    }

    // All tickets state the same time of receipt, so that all their deadlines fall on the same millisecond.
    private async Task OpenTicketsAsync(string key, int round, DateTimeOffset start)
    {
        using var client = new DeskApiClient(_nodes[0].Address.Port, key);
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Posters).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i <= _plan.Cycles; i = Interlocked.Increment(ref next))
                await client.OpenAsync($"r{round}-{i} 大枣怎么卖到网上?", start, _ledger);
        })));
    }

    /// <summary>
    /// Kills a node once so many rows of a level are there, and starts it again. Returns the number of rows at the kill.
    /// </summary>
    private async Task<long> KillDuringAsync(string level, long after, int wished)
    {
        var sql = string.Create(CultureInfo.InvariantCulture,
            $"""SELECT count(*) FROM fired_rungs WHERE "Level" = '{level}' AND "CycleId" > {after}""");
        for (var watch = Stopwatch.StartNew(); await _database.CountAsync(sql) < wished; await Task.Delay(3))
        {
            if (watch.Elapsed < _plan.Timeout) continue;
            _ledger.AddViolation($"level {level} did not come within {_plan.Timeout.TotalSeconds:F0} s\n{_nodes[0].RecentOutput}");
            break;
        }

        var node = _random.Next(_nodes.Count);
        await _nodes[node].KillAsync();
        var recorded = await _database.CountAsync(sql);
        await _nodes[node].DisposeAsync();
        _nodes[node] = await StartAsync(node);
        return recorded;
    }

    private async Task WaitUntilRecordedAsync(int round, long after)
    {
        var sql = $"""SELECT count(*) FROM fired_rungs WHERE "CycleId" > {after}""";
        var expected = (long)_plan.Cycles * _settings.Levels.Count;
        for (var watch = Stopwatch.StartNew(); await _database.CountAsync(sql) < expected; await Task.Delay(50))
        {
            if (watch.Elapsed < _plan.Timeout) continue;
            _ledger.AddViolation($"round {round}: {await _database.CountAsync(sql)} of {expected} levels were recorded within "
                + $"{_plan.Timeout.TotalSeconds:F0} s\n{_nodes[0].RecentOutput}");
            return;
        }
    }

    private async Task VerifyAsync()
    {
        var verified = await DeskCommand.RunAsync(_binary, SettingsFor(0), null, "verify");
        if (verified.ExitCode != 0) _ledger.AddViolation($"verify exited with code {verified.ExitCode}: {verified.Output}{verified.Error}");
        else await _output.WriteLineAsync("verify found nothing");
    }

    private Task<DeskProcess> StartAsync(int node) => DeskProcess.StartReadyAsync(_binary, FreePort.Find(), SettingsFor(node));

    private Dictionary<string, string> SettingsFor(int node) => new(_database.SettingsFor(node).Concat(_settings.All));
}
