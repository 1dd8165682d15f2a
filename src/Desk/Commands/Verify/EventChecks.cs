using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Checks that a ticket's events are versions 1 … n without a gap, in the order of the feed, and begin with the opening.</summary>
internal static class EventChecks
{
    public static IEnumerable<Finding> Check(TicketHistory history)
    {
        var (ticket, events) = history;
        foreach (var stored in events.Where(e => EventJson.TryRead(e) is null))
            yield return new(history.Subject, "eventUnreadable", ("version", stored.Version), ("type", stored.Type));
        if (!events.Select(e => e.Version).SequenceEqual(Enumerable.Range(1, (int)ticket.Version).Select(v => (long)v)))
            yield return new(history.Subject, "eventGap", ("version", ticket.Version), ("events", events.Count));
        if (events.Count == 0) yield break;
        if (events[0].Type != EventJson.NameOf<TicketOpened>()) yield return new(history.Subject, "notOpened");
        if (events.Zip(events.Skip(1)).Any(pair => pair.First.Sequence >= pair.Second.Sequence))
            yield return new(history.Subject, "eventOrder");
        if (events[^1].Sequence != ticket.Sequence)
            yield return new(history.Subject, "sequence", ("ticket", ticket.Sequence), ("event", events[^1].Sequence));
        if (events.Any(e => e.Type == EventJson.NameOf<TicketErased>()) == ticket.ErasedAt is null)
            yield return new(history.Subject, "erasureUntold");
    }
}
