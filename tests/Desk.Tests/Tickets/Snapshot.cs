using System.Text.Json;
using System.Text.Json.Nodes;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>All that a ticket holds, as text, so that two moments can be compared.</summary>
internal static class Snapshot
{
    // Read off the cycles, so they change exactly when the cycles do; and the two that change with every event.
    private static readonly string[] Derived =
    [
        nameof(Ticket.LatestCycle), nameof(Ticket.UnansweredCycle), nameof(Ticket.RunningPromise), nameof(Ticket.IsOpen), nameof(Ticket.DueAt),
        nameof(Ticket.CycleState), nameof(Ticket.Unanswered), nameof(Ticket.Version), nameof(Ticket.UpdatedAt),
    ];

    public static string Of(Ticket ticket) => JsonSerializer.Serialize(ticket);

    /// <summary>What an event changed; when the clock will look next is its own affair.</summary>
    public static IEnumerable<string> Changes(string before, string after)
    {
        JsonObject old = Read(before), now = Read(after);
        return old.Select(p => p.Key).Where(name => !Derived.Contains(name) && !JsonNode.DeepEquals(old[name], now[name]));
    }

    private static JsonObject Read(string snapshot)
    {
        var ticket = JsonNode.Parse(snapshot)!.AsObject();
        foreach (var cycle in ticket[nameof(Ticket.Cycles)]!.AsArray()) cycle!.AsObject().Remove(nameof(ResponseCycle.NextRungAt));
        return ticket;
    }
}
