using System.Text.Json;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>A ticket with its events in the order of their versions.</summary>
internal sealed record TicketRecord(Ticket Ticket, IReadOnlyList<StoredEvent> Events)
{
    private static readonly string[] CycleNames = ["cycle", "newCycle", "answered", "ended"];

    public string Where => Ticket.Number.ToString();

    /// <summary>The messages in the events, with the hashes of their texts.</summary>
    public IEnumerable<(long Message, string Hash)> SaidWords => Read(data =>
        data.TryGetProperty("message", out var message) && data.TryGetProperty("words", out var words)
            ? [(message.GetInt64(), words.GetString() ?? "")] : Array.Empty<(long, string)>());

    /// <summary>The hashes of the comments of ratings.</summary>
    public IEnumerable<string> RatedWords =>
        Events.Where(e => e.Type == EventJson.TypeName<TicketRated>() || e.Type == EventJson.TypeName<RatingCommented>())
        .Select(Parse).Where(data => data.TryGetProperty("words", out _)).Select(data => data.GetProperty("words").GetString() ?? "");

    /// <summary>The ids of messages that events moved to another ticket.</summary>
    public IEnumerable<long> MovedAway =>
        Events.Where(e => e.Type == EventJson.TypeName<MessageMovedAway>()).Select(e => Parse(e).GetProperty("message").GetInt64());

    /// <summary>The response cycles as the events recorded them.</summary>
    public IEnumerable<(long Cycle, DateTimeOffset Start, DateTimeOffset Due)> ToldCycles => Read(data => CycleNames
        .Where(name => data.TryGetProperty(name, out var cycle) && cycle.ValueKind is JsonValueKind.Object)
        .Select(data.GetProperty)
        .Select(cycle => (cycle.GetProperty("id").GetInt64(),
            cycle.GetProperty("startedAt").GetDateTimeOffset(), cycle.GetProperty("dueAt").GetDateTimeOffset()))
        .ToList());

    /// <summary>The ids of cycles that events recorded as missed.</summary>
    public IEnumerable<long> ToldMisses =>
        Events.Where(e => e.Type == EventJson.TypeName<CycleMissed>()).Select(e => Parse(e).GetProperty("cycle").GetInt64());

    private IEnumerable<T> Read<T>(Func<JsonElement, IEnumerable<T>> read) => Events.SelectMany(e => read(Parse(e)));

    private static JsonElement Parse(StoredEvent told) => JsonElement.Parse(told.Data);
}
