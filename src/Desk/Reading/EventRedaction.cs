using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>
/// Removes links between tickets from events when they would tell who a resident is: when one of the two tickets is anonymous, or hidden
/// from the reader. Stored events are never rewritten, so they still link two tickets of one chat after one of them has become anonymous.
/// </summary>
internal static class EventRedaction
{
    /// <summary>Reading JSON is the greatest part of the work, so only events that may link two tickets are read.</summary>
    private static readonly string[] LinkingTypes =
        [EventJson.NameOf<TicketOpened>(), EventJson.NameOf<MessageMovedHere>(), EventJson.NameOf<MessageMovedAway>()];

    /// <summary>Returns the events without the ids that would link a resident whom the reader may not know to a known one.</summary>
    public static async Task<List<StoredEvent>> RedactAsync(
        DeskDb db, List<StoredEvent> events, Actor reader, CancellationToken cancellation)
    {
        var linking = events.Where(e => FindOtherTicket(e) is not null).ToList();
        if (linking.Count == 0) return events;
        var ids = linking.SelectMany(e => new[] { e.TicketId, FindOtherTicket(e) ?? 0 }).Distinct().ToList();
        var concealed = await db.Tickets.Where(t => ids.Contains(t.Id) && t.Anonymity != Anonymity.Named)
            .Select(t => new { t.Id, t.Anonymity }).ToDictionaryAsync(t => t.Id, t => t.Anonymity, cancellation);
        return concealed.Count == 0 ? events : events.ConvertAll(stored => Redact(stored, concealed, reader));
    }

    private static StoredEvent Redact(StoredEvent stored, Dictionary<long, Anonymity> concealed, Actor reader)
    {
        if (FindOtherTicket(stored) is not { } other) return stored;
        var (here, there) = (concealed.GetValueOrDefault(stored.TicketId), concealed.GetValueOrDefault(other));
        if (here == there || (Authority.MayKnowResident(reader, here) && Authority.MayKnowResident(reader, there))) return stored;
        return new()
        {
            Sequence = stored.Sequence, TicketId = stored.TicketId, Version = stored.Version, Type = stored.Type, At = stored.At,
            By = stored.By, Department = stored.Department, Data = EventJson.Write(WithoutOtherTicket(EventJson.Read(stored))),
        };
    }

    private static long? FindOtherTicket(StoredEvent stored) => !LinkingTypes.Contains(stored.Type) ? null
        : EventJson.TryRead(stored) switch
        {
            TicketOpened opened => opened.LinkedTo,
            MessageMovedHere moved => moved.From,
            MessageMovedAway moved => moved.To,
            _ => null,
        };

    private static TicketEvent WithoutOtherTicket(TicketEvent ticketEvent) => ticketEvent switch
    {
        TicketOpened opened => opened with { LinkedTo = null },
        MessageMovedHere moved => moved with { From = null },
        MessageMovedAway moved => moved with { To = null },
        _ => ticketEvent,
    };
}
