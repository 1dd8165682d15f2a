using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace EcomCenter.Simulation;

/// <summary>
/// The history of a desk, told by nothing but the stored events: raw rows and their JSON, without any code of the program. The laws that
/// concern whole histories are checked here, and every figure is counted anew.
/// </summary>
internal sealed class EventRecount
{
    private readonly Dictionary<long, ToldTicket> _tickets = [];
    private readonly Dictionary<long, ToldCycle> _cycles = [];
    private int _events;

    public IReadOnlyCollection<ToldTicket> Tickets => _tickets.Values;

    public IReadOnlyCollection<ToldCycle> Cycles => _cycles.Values;

    public static EventRecount Read(string databaseFile)
    {
        var recount = new EventRecount();
        using var connection = new SqliteConnection($"Data Source={databaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT TicketId, Type, At, By, Department, Data FROM ticket_events ORDER BY Sequence";
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            using var data = JsonDocument.Parse(row.GetString(5));
            recount.Tell(new(row.GetInt64(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetString(3),
                row.IsDBNull(4) ? null : row.GetString(4), data.RootElement));
        }

        return recount;
    }

    /// <summary>Checks that each miss and each level of warning came once, and the levels in order.</summary>
    public void CheckLaws()
    {
        foreach (var cycle in _cycles.Values)
        {
            Require(cycle.Misses <= 1, cycle, "was missed twice");
            Require(cycle.Levels.Select(level => level.Name).Distinct().Count() == cycle.Levels.Count, cycle, "has a level twice");
            var warned = cycle.Levels.Where(level => !level.IsSkipped).Select(level => level.At).ToList();
            Require(warned.Zip(warned.Skip(1)).All(pair => pair.First < pair.Second), cycle, "warned in the wrong order");
            var isInTime = cycle.AnsweredAt is null || cycle.AnsweredAt <= cycle.Due;
            Require(isInTime || cycle.Misses == 1, cycle, "was answered late and not missed");
        }

        foreach (var ticket in _tickets.Values)
            Require(ticket.Cycles.SkipLast(1).All(cycle => cycle.IsOver), ticket.Cycles[^1], "began while another one was unanswered");
    }

    public string Describe() => $"{_tickets.Count} tickets, {_events} events, {_cycles.Count} cycles: "
        + $"{_cycles.Values.Count(c => c.State == "met")} kept, {_cycles.Values.Count(c => c.State == "missed")} missed, "
        + $"{_cycles.Values.Count(c => c.State == "cancelled")} cancelled, {_cycles.Values.Count(c => c.State == "open")} open; "
        + $"{_tickets.Values.Sum(t => t.Resolutions.Count)} resolutions";

    private static void Require(bool holds, ToldCycle cycle, string broken)
    {
        if (!holds) throw new LawBrokenException($"the events tell that cycle {cycle.Id} of ticket {cycle.Ticket.Id} {broken}");
    }

    private void Tell(ToldEvent told)
    {
        _events++;
        if (told.Type == "ticketOpened") _tickets[told.Ticket] = new(told);
        var ticket = _tickets[told.Ticket];
        TellCycles(ticket, told);
        TellLevels(told);
        ticket.Tell(told);
    }

    // An event carries the cycles that it began or ended, as they were after it.
    private void TellCycles(ToldTicket ticket, ToldEvent told)
    {
        foreach (var member in told.Data.EnumerateObject())
        {
            if (member.Value.ValueKind is not JsonValueKind.Object || !member.Value.TryGetProperty("startedAt", out var start)) continue;
            var id = member.Value.GetProperty("id").GetInt64();
            if (!_cycles.TryGetValue(id, out var cycle))
            {
                cycle = _cycles[id] = new(id, ticket, start.GetDateTimeOffset());
                ticket.Cycles.Add(cycle);
            }

            cycle.Due = member.Value.GetProperty("dueAt").GetDateTimeOffset();
            var state = member.Value.GetProperty("state").GetString()!;
            if (member.Name == "answered") cycle.AnsweredAt = Later(FindAnswerTime(told, cycle), cycle.Start);
            if (member.Name is "answered" or "ended") (cycle.State, cycle.IsOver) = (state, true);
        }
    }

    private void TellLevels(ToldEvent told)
    {
        if (told.Type is not ("cycleMissed" or "levelRaised")) return;
        var cycle = _cycles[told.Data.GetProperty("cycle").GetInt64()];
        if (told.Data.TryGetProperty("skipped", out var skipped) && skipped.ValueKind is JsonValueKind.Array)
            foreach (var level in skipped.EnumerateArray())
                cycle.Levels.Add(new(level.GetProperty("level").GetString()!, level.GetProperty("levelAt").GetDateTimeOffset(), true));
        if (told.Type == "levelRaised")
        {
            cycle.Levels.Add(new(told.Data.GetProperty("level").GetString()!, told.Data.GetProperty("levelAt").GetDateTimeOffset(), false));
            return;
        }

        (cycle.State, cycle.Misses) = ("missed", cycle.Misses + 1);
        cycle.Levels.Add(new("missed", told.Data.GetProperty("dueAt").GetDateTimeOffset(), told.Flag("overtaken")));
    }

    // A stated time may be rounded, and clocks differ, but nobody is answered before they ask.
    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    // An answer into a chat counts from the time at which the channel accepted it, a call from the time that was stated, words on /track
    // from when they stood there. What was told on the spot when the matter was brought answered it at once.
    private static DateTimeOffset FindAnswerTime(ToldEvent told, ToldCycle cycle) => told.Type switch
    {
        "answerDelivered" => told.Data.GetProperty("acceptedAt").GetDateTimeOffset(),
        "callLogged" => told.Data.GetProperty("calledAt").GetDateTimeOffset(),
        "answerWritten" when told.Text("via") != "track" => cycle.Start,
        "answerWritten" => told.At,
        _ => throw new LawBrokenException($"a cycle was answered by {told.Type}"),
    };
}
