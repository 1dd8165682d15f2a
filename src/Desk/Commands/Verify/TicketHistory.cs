using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>A ticket with its stored events in the order of their versions.</summary>
internal sealed record TicketHistory(Ticket Ticket, IReadOnlyList<StoredEvent> StoredEvents)
{
    public string Subject => Ticket.Number.ToString();

    /// <summary>The events that can be read. The others are reported as findings.</summary>
    public IReadOnlyList<TicketEvent> Events { get; } = [.. StoredEvents.Select(EventJson.TryRead).OfType<TicketEvent>()];

    /// <summary>The messages in the events, with the hashes of their texts.</summary>
    public IEnumerable<MessageHash> MessageHashes => Events.Select(HashIn).OfType<MessageHash>();

    /// <summary>The hashes of the comments of ratings.</summary>
    public IEnumerable<TextHash> RatingHashes => Events
        .Select(e => e switch { TicketRated rated => rated.Words, RatingCommented comment => comment.Words, _ => null }).OfType<TextHash>();

    /// <summary>The ids of messages that events moved to another ticket.</summary>
    public IEnumerable<long> MovedAwayMessages => Events.OfType<MessageMovedAway>().Select(moved => moved.Message);

    /// <summary>The response cycles as the events recorded them.</summary>
    public IEnumerable<CycleSnapshot> RecordedCycles => Events.SelectMany(CyclesIn);

    /// <summary>The ids of cycles that events recorded as missed.</summary>
    public IEnumerable<long> RecordedMisses => Events.OfType<CycleMissed>().Select(missed => missed.Cycle);

    internal static MessageHash? HashIn(TicketEvent ticketEvent) =>
        ticketEvent is IRecordsMessage recorded ? new(recorded.Message, recorded.Words) : null;

    internal static IEnumerable<CycleSnapshot> CyclesIn(TicketEvent ticketEvent)
    {
        CycleSnapshot?[] cycles = ticketEvent switch
        {
            TicketOpened e => [e.Cycle],
            ResidentWrote e => [e.NewCycle],
            AnswerWritten e => [e.Answered],
            AnswerDelivered e => [e.Answered, e.NewCycle],
            DeliveryFailed e => [e.NewCycle],
            CallLogged e => [e.Answered, e.NewCycle],
            MessageMovedAway e => [e.Ended, e.NewCycle],
            MessageMovedHere e => [e.Ended, e.NewCycle],
            TicketReopened e => [e.NewCycle],
            FollowUpCalled e => [e.NewCycle],
            TicketCancelled e => [e.Ended],
            TimesCorrected e => [e.Ended, e.NewCycle],
            DueRecomputed e => [e.Cycle],
            _ => [],
        };
        return cycles.OfType<CycleSnapshot>();
    }
}

internal sealed record MessageHash(long Message, TextHash Hash);
