using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>
/// A change of a ticket. It holds only ids, codes, times and hashes, so that it can be kept for ever.
/// Texts and personal data live in rows that can be erased.
/// </summary>
public abstract record TicketEvent([property: JsonIgnore] DateTimeOffset At, [property: JsonIgnore] Author By);

/// <summary>An event that added a message to the ticket. The hash of its text stays when the text is erased.</summary>
public interface IRecordsMessage
{
    long Message { get; }

    TextHash Words { get; }
}

/// <summary>A response cycle as it was after an event.</summary>
public sealed record CycleSnapshot(long Id, DateTimeOffset StartedAt, DateTimeOffset DueAt, CycleState State)
{
    public static CycleSnapshot? From(ResponseCycle? cycle) =>
        cycle is null ? null : new(cycle.Id, cycle.StartedAt, cycle.DueAt, cycle.State);
}
