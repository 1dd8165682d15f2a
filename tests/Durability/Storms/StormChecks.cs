using System.Text.Json;

namespace EcomCenter.Durability.Storms;

/// <summary>
/// Checks the cycles of a round: every level has one row and is told by one event, every miss is told once, at its due time, and drafts one
/// supervision order.
/// </summary>
internal sealed class StormChecks(StormDatabase database, StormSettings settings, Ledger ledger)
{
    /// <param name="after">The highest ids of tickets and cycles before the round.</param>
    public async Task RunAsync(int round, int cycles, long after)
    {
        await CheckRowsAsync(round, cycles, after);
        await CheckEventsAsync(round, after);
        await ExpectAsync(round, cycles, "missed cycles",
            $"""SELECT count(*) FROM response_cycles WHERE "Id" > {after} AND "State" = 'Missed' AND "NoticedAt" >= "DueAt" """);
        await ExpectAsync(round, cycles, "orders drafted by a miss",
            $"""SELECT count(*) FROM supervision_orders WHERE "TicketId" > {after} AND "Cause" = 'Missed'""");
        await ExpectAsync(round, cycles, "cycles with one such order",
            $"""SELECT count(DISTINCT "CauseId") FROM supervision_orders WHERE "TicketId" > {after} AND "Cause" = 'Missed'""");
        await ExpectAsync(round, 0, "tickets whose version is not the number of their events", $"""
            SELECT count(*) FROM tickets t WHERE t."Id" > {after}
              AND t."Version" <> (SELECT count(*) FROM ticket_events e WHERE e."TicketId" = t."Id")
            """);
    }

    private async Task CheckRowsAsync(int round, int cycles, long after)
    {
        var rows = await database.QueryAsync($"""
            SELECT "Level", count(*), count(DISTINCT "CycleId") FROM fired_rungs WHERE "CycleId" > {after} GROUP BY "Level"
            """, row => (Level: row.GetString(0), Rows: row.GetInt64(1), Cycles: row.GetInt64(2)));
        foreach (var level in settings.Levels)
        {
            var found = rows.Find(row => row.Level == level);
            if (found.Rows != cycles || found.Cycles != cycles)
                ledger.AddViolation($"round {round}: level {level} has {found.Rows} rows for {found.Cycles} of {cycles} cycles");
        }
    }

    private async Task CheckEventsAsync(int round, long after)
    {
        var told = new Dictionary<(long Cycle, string Level), int>();
        var events = await database.QueryAsync($"""
            SELECT "Type", "Data" FROM ticket_events WHERE "TicketId" > {after} AND "Type" IN ('cycleMissed', 'levelRaised')
            """, row => (Type: row.GetString(0), Data: row.GetString(1)));
        foreach (var (type, data) in events)
        {
            using var json = JsonDocument.Parse(data);
            var cycle = json.RootElement.GetProperty("cycle").GetInt64();
            foreach (var level in LevelsIn(type, json.RootElement))
                told[(cycle, level)] = told.GetValueOrDefault((cycle, level)) + 1;
        }

        var repeated = told.Count(level => level.Value > 1);
        if (repeated > 0) ledger.AddViolation($"round {round}: {repeated} levels are told by more than one event");
        var stored = await database.CountAsync($"""SELECT count(*) FROM fired_rungs WHERE "CycleId" > {after}""");
        if (told.Count != stored) ledger.AddViolation($"round {round}: events tell of {told.Count} levels, {stored} are stored");
    }

    private static IEnumerable<string> LevelsIn(string type, JsonElement data)
    {
        yield return type == "cycleMissed" ? "missed" : data.GetProperty("level").GetString()!;
        if (!data.TryGetProperty("skipped", out var skipped) || skipped.ValueKind is not JsonValueKind.Array) yield break;
        foreach (var level in skipped.EnumerateArray()) yield return level.GetProperty("level").GetString()!;
    }

    private async Task ExpectAsync(int round, long expected, string description, string sql)
    {
        if (await database.CountAsync(sql) is var count && count != expected)
            ledger.AddViolation($"round {round}: {count} {description} instead of {expected}");
    }
}
