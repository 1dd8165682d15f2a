using System.Text.Json;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>A ticket with its events in the order of their versions.</summary>
internal sealed record TicketHistory(Ticket Ticket, IReadOnlyList<StoredEvent> Events)
{
    private static readonly string[] CycleProperties = ["cycle", "newCycle", "answered", "ended"];

    public string Subject => Ticket.Number.ToString();

    /// <summary>The messages in the events, with the hashes of their texts.</summary>
    public IEnumerable<(long Message, string Hash)> MessageHashes => SelectData(data =>
        data.TryGetProperty("message", out var message) && data.TryGetProperty("words", out var words)
            ? [(message.GetInt64(), words.GetString() ?? "")] : Array.Empty<(long, string)>());

    /// <summary>The hashes of the comments of ratings.</summary>
    public IEnumerable<string> RatingHashes =>
        Events.Where(e => e.Type == EventJson.GetTypeNameOf<TicketRated>() || e.Type == EventJson.GetTypeNameOf<RatingCommented>())
        .Select(Parse).Where(data => data.TryGetProperty("words", out _)).Select(data => data.GetProperty("words").GetString() ?? "");

    /// <summary>The ids of messages that events moved to another ticket.</summary>
    public IEnumerable<long> MovedAwayMessages =>
        Events.Where(e => e.Type == EventJson.GetTypeNameOf<MessageMovedAway>()).Select(e => Parse(e).GetProperty("message").GetInt64());

    /// <summary>The response cycles as the events recorded them.</summary>
    public IEnumerable<(long Cycle, DateTimeOffset Start, DateTimeOffset Due)> RecordedCycles => SelectData(data => CycleProperties
        .Where(name => data.TryGetProperty(name, out var cycle) && cycle.ValueKind is JsonValueKind.Object)
        .Select(data.GetProperty)
        .Select(cycle => (cycle.GetProperty("id").GetInt64(),
            cycle.GetProperty("startedAt").GetDateTimeOffset(), cycle.GetProperty("dueAt").GetDateTimeOffset()))
        .ToList());

    /// <summary>The ids of cycles that events recorded as missed.</summary>
    public IEnumerable<long> RecordedMisses =>
        Events.Where(e => e.Type == EventJson.GetTypeNameOf<CycleMissed>()).Select(e => Parse(e).GetProperty("cycle").GetInt64());

    private IEnumerable<T> SelectData<T>(Func<JsonElement, IEnumerable<T>> select) => Events.SelectMany(e => select(Parse(e)));

    private static JsonElement Parse(StoredEvent stored) => JsonElement.Parse(stored.Data);
}
