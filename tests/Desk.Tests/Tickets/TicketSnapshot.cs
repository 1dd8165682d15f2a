using System.Text.Json;
using System.Text.Json.Nodes;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>A ticket as JSON text, for comparing it before and after an action.</summary>
internal static class TicketSnapshot
{
    // Properties computed from others, the two that change with every event, and the time of the last act of staff.
    private static readonly string[] Derived =
    [
        nameof(Ticket.LatestCycle), nameof(Ticket.UnansweredCycle), nameof(Ticket.RunningPromisedDate),
        nameof(Ticket.CurrentRating), nameof(Ticket.WaitingFollowUp), nameof(Ticket.OpenReferral),
        nameof(Ticket.IsOpen), nameof(Ticket.ReadingDepartments),
        nameof(Ticket.DueAt), nameof(Ticket.CycleState), nameof(Ticket.Unanswered), nameof(Ticket.Version), nameof(Ticket.UpdatedAt),
        nameof(Ticket.LastWorkedAt),
    ];

    public static string Serialize(Ticket ticket) => JsonSerializer.Serialize(ticket);

    /// <summary>The names of the properties that differ. The time of the next deadline check is ignored.</summary>
    public static IEnumerable<string> ChangedProperties(string before, string after)
    {
        JsonObject old = Read(before), now = Read(after);
        return old.Select(p => p.Key).Where(name => !Derived.Contains(name) && !JsonNode.DeepEquals(old[name], now[name]));
    }

    private static JsonObject Read(string snapshot)
    {
        var ticket = JsonNode.Parse(snapshot)!.AsObject();
        foreach (var cycle in ticket[nameof(Ticket.Cycles)]!.AsArray()) cycle!.AsObject().Remove(nameof(ResponseCycle.NextCheckAt));
        return ticket;
    }
}
