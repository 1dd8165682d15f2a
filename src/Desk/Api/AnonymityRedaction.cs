using System.Globalization;
using System.Text.Json.Nodes;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Api;

/// <summary>
/// Removes links between tickets from events when one of the two tickets is anonymous. Stored events are never rewritten, so they still
/// link two tickets of one chat after one of them has become anonymous.
/// </summary>
internal static class AnonymityRedaction
{
    private static readonly Dictionary<string, string> LinkProperties = new()
    {
        [EventJson.GetTypeNameOf<TicketOpened>()] = "linkedTo", [EventJson.GetTypeNameOf<MessageMovedHere>()] = "from",
        [EventJson.GetTypeNameOf<MessageMovedAway>()] = "to",
    };

    /// <summary>Returns the events without the ids that would link an anonymous resident to their other tickets.</summary>
    public static async Task<List<StoredEvent>> RedactAsync(DeskDb db, List<StoredEvent> events, CancellationToken cancellation)
    {
        var links = events.Select(e => (Event: e, Other: FindOtherTicket(e))).Where(e => e.Other is not null)
            .ToDictionary(e => e.Event.Sequence, e => e.Other ?? 0);
        if (links.Count == 0) return events;
        var ids = events.Where(e => links.ContainsKey(e.Sequence)).Select(e => e.TicketId).Concat(links.Values).Distinct().ToList();
        var anonymous = await db.Tickets.Where(t => ids.Contains(t.Id) && t.Anonymity == Anonymity.Anonymous)
            .Select(t => t.Id).ToListAsync(cancellation);
        return anonymous.Count == 0 ? events : events.ConvertAll(e => LinksAnonymous(e) ? RemoveLink(e) : e);

        bool LinksAnonymous(StoredEvent e) =>
            links.TryGetValue(e.Sequence, out var other) && anonymous.Contains(e.TicketId) != anonymous.Contains(other);
    }

    private static long? FindOtherTicket(StoredEvent stored)
    {
        if (!LinkProperties.TryGetValue(stored.Type, out var name) || !stored.Data.Contains($"\"{name}\":", StringComparison.Ordinal))
            return null;
        return JsonNode.Parse(stored.Data)?[name] is { } id ? long.Parse(id.ToString(), CultureInfo.InvariantCulture) : null;
    }

    private static StoredEvent RemoveLink(StoredEvent stored)
    {
        var data = JsonNode.Parse(stored.Data)!.AsObject();
        data.Remove(LinkProperties[stored.Type]);
        return new()
        {
            Sequence = stored.Sequence, TicketId = stored.TicketId, Version = stored.Version, Type = stored.Type, At = stored.At,
            By = stored.By,
            Department = stored.Department, Data = data.ToJsonString(),
        };
    }
}
