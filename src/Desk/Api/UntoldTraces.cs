using System.Globalization;
using System.Text.Json.Nodes;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Api;

/// <summary>
/// The record is never rewritten: what it told of two matters of one chat stays in it when one of them becomes anonymous later. Nobody is shown it then.
/// </summary>
internal static class UntoldTraces
{
    private static readonly Dictionary<string, string> Traces = new()
    {
        [EventJson.TypeName<TicketOpened>()] = "linkedTo", [EventJson.TypeName<MessageMovedHere>()] = "from", [EventJson.TypeName<MessageMovedAway>()] = "to",
    };

    /// <summary>The events, without what would lead from who stays anonymous to their other matters.</summary>
    public static async Task<List<StoredEvent>> WithoutAsync(DeskDb db, List<StoredEvent> events, CancellationToken cancellation)
    {
        var leading = events.Select(e => (Event: e, Other: OtherOf(e))).Where(e => e.Other is not null).ToDictionary(e => e.Event.Sequence, e => e.Other ?? 0);
        if (leading.Count == 0) return events;
        var ids = events.Where(e => leading.ContainsKey(e.Sequence)).Select(e => e.TicketId).Concat(leading.Values).Distinct().ToList();
        var anonymous = await db.Tickets.Where(t => ids.Contains(t.Id) && t.Anonymity == Anonymity.Anonymous).Select(t => t.Id).ToListAsync(cancellation);
        return anonymous.Count == 0 ? events
            : events.ConvertAll(e => leading.TryGetValue(e.Sequence, out var other) && anonymous.Contains(e.TicketId) != anonymous.Contains(other) ? Without(e) : e);
    }

    private static long? OtherOf(StoredEvent told) =>
        Traces.TryGetValue(told.Type, out var name) && told.Data.Contains($"\"{name}\":", StringComparison.Ordinal) && JsonNode.Parse(told.Data)?[name] is { } id
            ? long.Parse(id.ToString(), CultureInfo.InvariantCulture) : null;

    private static StoredEvent Without(StoredEvent told)
    {
        var data = JsonNode.Parse(told.Data)!.AsObject();
        data.Remove(Traces[told.Type]);
        return new()
        {
            Sequence = told.Sequence, TicketId = told.TicketId, Version = told.Version, Type = told.Type, At = told.At, By = told.By, Department = told.Department, Data = data.ToJsonString(),
        };
    }
}
