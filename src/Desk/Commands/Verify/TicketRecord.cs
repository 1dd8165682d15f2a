using System.Text.Json;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>A ticket beside what the record says of it, events in the order of their versions.</summary>
internal sealed record TicketRecord(Ticket Ticket, IReadOnlyList<StoredEvent> Events)
{
    private static readonly string[] CycleNames = ["cycle", "newCycle", "answered", "ended"];

    public string Where => Ticket.Number.ToString();

    /// <summary>Every message that an event names with the hash of its words.</summary>
    public IEnumerable<(long Message, string Hash)> SaidWords => Read(data =>
        data.TryGetProperty("message", out var message) && data.TryGetProperty("words", out var words)
            ? [(message.GetInt64(), words.GetString() ?? "")] : Array.Empty<(long, string)>());

    /// <summary>The hashes of what was said with a rating.</summary>
    public IEnumerable<string> RatedWords => Events.Where(e => e.Type == EventJson.TypeName<TicketRated>() || e.Type == EventJson.TypeName<RatingCommented>())
        .Select(Parse).Where(data => data.TryGetProperty("words", out _)).Select(data => data.GetProperty("words").GetString() ?? "");

    /// <summary>The messages that are told to have gone to another ticket.</summary>
    public IEnumerable<long> MovedAway => Events.Where(e => e.Type == EventJson.TypeName<MessageMovedAway>()).Select(e => Parse(e).GetProperty("message").GetInt64());

    /// <summary>Every cycle as an event tells it.</summary>
    public IEnumerable<(long Cycle, DateTimeOffset Start, DateTimeOffset Due)> ToldCycles => Read(data => CycleNames
        .Where(name => data.TryGetProperty(name, out var told) && told.ValueKind is JsonValueKind.Object)
        .Select(data.GetProperty)
        .Select(told => (told.GetProperty("id").GetInt64(), told.GetProperty("startedAt").GetDateTimeOffset(), told.GetProperty("dueAt").GetDateTimeOffset()))
        .ToList());

    /// <summary>The cycles whose miss is told.</summary>
    public IEnumerable<long> ToldMisses => Events.Where(e => e.Type == EventJson.TypeName<CycleMissed>()).Select(e => Parse(e).GetProperty("cycle").GetInt64());

    private IEnumerable<T> Read<T>(Func<JsonElement, IEnumerable<T>> read) => Events.SelectMany(e => read(Parse(e)));

    private static JsonElement Parse(StoredEvent told) => JsonElement.Parse(told.Data);
}
