using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The stored form of ticket events: a name and JSON of its properties. Both are kept for ever and clients of the API rely on them, so a
/// name stays as it is even if its type is renamed.
/// </summary>
public static class EventJson
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> TypesByName = new Dictionary<string, JsonTypeInfo>
    {
        ["ticketOpened"] = EventJsonContext.Default.TicketOpened,
        ["residentWrote"] = EventJsonContext.Default.ResidentWrote,
        ["answerWritten"] = EventJsonContext.Default.AnswerWritten,
        ["answerDelivered"] = EventJsonContext.Default.AnswerDelivered,
        ["deliveryFailed"] = EventJsonContext.Default.DeliveryFailed,
        ["deliveryResumed"] = EventJsonContext.Default.DeliveryResumed,
        ["replyWindowShut"] = EventJsonContext.Default.ReplyWindowShut,
        ["ticketTaken"] = EventJsonContext.Default.TicketTaken,
        ["ticketAssigned"] = EventJsonContext.Default.TicketAssigned,
        ["noteWritten"] = EventJsonContext.Default.NoteWritten,
        ["callLogged"] = EventJsonContext.Default.CallLogged,
        ["kindAmended"] = EventJsonContext.Default.KindAmended,
        ["serviceItemAmended"] = EventJsonContext.Default.ServiceItemAmended,
        ["departmentAmended"] = EventJsonContext.Default.DepartmentAmended,
        ["languageAmended"] = EventJsonContext.Default.LanguageAmended,
        ["callRequested"] = EventJsonContext.Default.CallRequested,
        ["ticketUrged"] = EventJsonContext.Default.TicketUrged,
        ["anonymityAmended"] = EventJsonContext.Default.AnonymityAmended,
        ["detailsConfirmed"] = EventJsonContext.Default.DetailsConfirmed,
        ["messageMovedAway"] = EventJsonContext.Default.MessageMovedAway,
        ["messageMovedHere"] = EventJsonContext.Default.MessageMovedHere,
        ["messageSettled"] = EventJsonContext.Default.MessageSettled,
        ["chatJoined"] = EventJsonContext.Default.ChatJoined,
        ["chatReachChanged"] = EventJsonContext.Default.ChatReachChanged,
        ["ticketLinked"] = EventJsonContext.Default.TicketLinked,
        ["ticketResolved"] = EventJsonContext.Default.TicketResolved,
        ["ticketClosed"] = EventJsonContext.Default.TicketClosed,
        ["ticketErased"] = EventJsonContext.Default.TicketErased,
        ["ticketReopened"] = EventJsonContext.Default.TicketReopened,
        ["ticketCancelled"] = EventJsonContext.Default.TicketCancelled,
        ["ticketRated"] = EventJsonContext.Default.TicketRated,
        ["ratingCommented"] = EventJsonContext.Default.RatingCommented,
        ["cycleMissed"] = EventJsonContext.Default.CycleMissed,
        ["levelRaised"] = EventJsonContext.Default.LevelRaised,
        ["timesCorrected"] = EventJsonContext.Default.TimesCorrected,
        ["idleTicketReturned"] = EventJsonContext.Default.IdleTicketReturned,
        ["slipDueRecomputed"] = EventJsonContext.Default.SlipDueRecomputed,
        ["dueRecomputed"] = EventJsonContext.Default.DueRecomputed,
        ["slipSent"] = EventJsonContext.Default.SlipSent,
        ["slipAccepted"] = EventJsonContext.Default.SlipAccepted,
        ["slipReturned"] = EventJsonContext.Default.SlipReturned,
        ["slipTimeAsked"] = EventJsonContext.Default.SlipTimeAsked,
        ["slipTimeGranted"] = EventJsonContext.Default.SlipTimeGranted,
        ["slipTimeRefused"] = EventJsonContext.Default.SlipTimeRefused,
        ["slipAnswered"] = EventJsonContext.Default.SlipAnswered,
        ["slipWithdrawn"] = EventJsonContext.Default.SlipWithdrawn,
        ["slipReminded"] = EventJsonContext.Default.SlipReminded,
        ["orderDrafted"] = EventJsonContext.Default.OrderDrafted,
        ["orderIssued"] = EventJsonContext.Default.OrderIssued,
        ["orderAnswered"] = EventJsonContext.Default.OrderAnswered,
        ["orderAccepted"] = EventJsonContext.Default.OrderAccepted,
        ["orderRepeated"] = EventJsonContext.Default.OrderRepeated,
        ["orderDropped"] = EventJsonContext.Default.OrderDropped,
        ["orderReminded"] = EventJsonContext.Default.OrderReminded,
        ["followUpDrawn"] = EventJsonContext.Default.FollowUpDrawn,
        ["followUpCalled"] = EventJsonContext.Default.FollowUpCalled,
        ["followUpEnded"] = EventJsonContext.Default.FollowUpEnded,
        ["ticketEscalated"] = EventJsonContext.Default.TicketEscalated,
        ["headInstructed"] = EventJsonContext.Default.HeadInstructed,
        ["instructionOverdue"] = EventJsonContext.Default.InstructionOverdue,
        ["promisePassed"] = EventJsonContext.Default.PromisePassed,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> NamesByType =
        TypesByName.ToFrozenDictionary(known => known.Value.Type, known => known.Key);

    public static string NameOf(TicketEvent ticketEvent) => NamesByType[ticketEvent.GetType()];

    public static string NameOf<T>()
        where T : TicketEvent => NamesByType[typeof(T)];

    public static string Write(TicketEvent ticketEvent) => JsonSerializer.Serialize(ticketEvent, TypesByName[NameOf(ticketEvent)]);

    /// <summary>Reads a stored event. Throws <see cref="UnreadableEventException"/> if its type is unknown or its JSON damaged.</summary>
    public static TicketEvent Read(StoredEvent stored)
    {
        if (!TypesByName.TryGetValue(stored.Type, out var type)) throw new UnreadableEventException(stored, null);
        try
        {
            var read = JsonSerializer.Deserialize(stored.Data, type) as TicketEvent ?? throw new JsonException("The event is null.");
            return read with { At = stored.At, By = Author.Parse(stored.By) };
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new UnreadableEventException(stored, e);
        }
    }

    /// <summary>Reads a stored event, or returns null if that is impossible: one event must not close the page that lists it.</summary>
    public static TicketEvent? TryRead(StoredEvent stored)
    {
        try
        {
            return Read(stored);
        }
        catch (UnreadableEventException)
        {
            return null;
        }
    }
}
