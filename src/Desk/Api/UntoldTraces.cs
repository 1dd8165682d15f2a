using System.Globalization;
using System.Text.Json.Nodes;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Api;

/// <summary>
/// Removes links between tickets from events when one of the two tickets is anonymous. Stored events are never rewritten, so they still
/// link two tickets of one chat after one of them has become anonymous.
/// </summary>
internal static class UntoldTraces
{
    private static readonly Dictionary<string, string> Traces = new()
    {
        [EventJson.TypeName<TicketOpened>()] = "linkedTo", [EventJson.TypeName<MessageMovedHere>()] = "from",
        [EventJson.TypeName<MessageMovedAway>()] = "to",
    };

    /// <summary>Returns the events without the ids that would link an anonymous resident to their other tickets.</summary>
    public static async Task<List<StoredEvent>> WithoutAsync(DeskDb db, List<StoredEvent> events, CancellationToken cancellation)
    {
        var links = events.Select(e => (Event: e, Other: OtherOf(e))).Where(e => e.Other is not null)
            .ToDictionary(e => e.Event.Sequence, e => e.Other ?? 0);
        if (links.Count == 0) return events;
        var ids = events.Where(e => links.ContainsKey(e.Sequence)).Select(e => e.TicketId).Concat(links.Values).Distinct().ToList();
        var anonymous = await db.Tickets.Where(t => ids.Contains(t.Id) && t.Anonymity == Anonymity.Anonymous)
            .Select(t => t.Id).ToListAsync(cancellation);
        return anonymous.Count == 0 ? events : events.ConvertAll(e => LinksAnonymous(e) ? Without(e) : e);

        bool LinksAnonymous(StoredEvent e) =>
            links.TryGetValue(e.Sequence, out var other) && anonymous.Contains(e.TicketId) != anonymous.Contains(other);
    }

    private static long? OtherOf(StoredEvent told)
    {
        if (!Traces.TryGetValue(told.Type, out var name) || !told.Data.Contains($"\"{name}\":", StringComparison.Ordinal)) return null;
        return JsonNode.Parse(told.Data)?[name] is { } id ? long.Parse(id.ToString(), CultureInfo.InvariantCulture) : null;
    }

    private static StoredEvent Without(StoredEvent told)
    {
        var data = JsonNode.Parse(told.Data)!.AsObject();
        data.Remove(Traces[told.Type]);
        return new()
        {
            Sequence = told.Sequence, TicketId = told.TicketId, Version = told.Version, Type = told.Type, At = told.At, By = told.By,
            Department = told.Department, Data = data.ToJsonString(),
        };
    }
}
