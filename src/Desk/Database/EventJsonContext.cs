using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Database;

/// <summary>Generated serialisers of the events: camelCase, enums as strings, hashes as hex, absent values left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(HashJsonConverter)])]
[JsonSerializable(typeof(TicketOpened))]
[JsonSerializable(typeof(TimesCorrected))]
[JsonSerializable(typeof(ResidentWrote))]
[JsonSerializable(typeof(AnswerWritten))]
[JsonSerializable(typeof(AnswerDelivered))]
[JsonSerializable(typeof(DeliveryFailed))]
[JsonSerializable(typeof(DeliveryResumed))]
[JsonSerializable(typeof(ReplyWindowShut))]
[JsonSerializable(typeof(TicketTaken))]
[JsonSerializable(typeof(TicketAssigned))]
[JsonSerializable(typeof(NoteWritten))]
[JsonSerializable(typeof(CallLogged))]
[JsonSerializable(typeof(KindAmended))]
[JsonSerializable(typeof(ServiceItemAmended))]
[JsonSerializable(typeof(DepartmentAmended))]
[JsonSerializable(typeof(LanguageAmended))]
[JsonSerializable(typeof(CallRequested))]
[JsonSerializable(typeof(TicketUrged))]
[JsonSerializable(typeof(AnonymityAmended))]
[JsonSerializable(typeof(DetailsConfirmed))]
[JsonSerializable(typeof(MessageMovedAway))]
[JsonSerializable(typeof(MessageMovedHere))]
[JsonSerializable(typeof(MessageSettled))]
[JsonSerializable(typeof(ChatJoined))]
[JsonSerializable(typeof(ChatReachChanged))]
[JsonSerializable(typeof(RatingCommented))]
[JsonSerializable(typeof(TicketLinked))]
[JsonSerializable(typeof(TicketResolved))]
[JsonSerializable(typeof(TicketClosed))]
[JsonSerializable(typeof(TicketErased))]
[JsonSerializable(typeof(TicketReopened))]
[JsonSerializable(typeof(TicketCancelled))]
[JsonSerializable(typeof(TicketRated))]
[JsonSerializable(typeof(CycleMissed))]
[JsonSerializable(typeof(LevelRaised))]
[JsonSerializable(typeof(IdleTicketReturned))]
[JsonSerializable(typeof(SlipDueRecomputed))]
[JsonSerializable(typeof(DueRecomputed))]
[JsonSerializable(typeof(SlipSent))]
[JsonSerializable(typeof(SlipAccepted))]
[JsonSerializable(typeof(SlipReturned))]
[JsonSerializable(typeof(SlipTimeAsked))]
[JsonSerializable(typeof(SlipTimeGranted))]
[JsonSerializable(typeof(SlipTimeRefused))]
[JsonSerializable(typeof(SlipAnswered))]
[JsonSerializable(typeof(SlipWithdrawn))]
[JsonSerializable(typeof(SlipReminded))]
[JsonSerializable(typeof(OrderDrafted))]
[JsonSerializable(typeof(OrderIssued))]
[JsonSerializable(typeof(OrderAnswered))]
[JsonSerializable(typeof(OrderAccepted))]
[JsonSerializable(typeof(OrderRepeated))]
[JsonSerializable(typeof(OrderDropped))]
[JsonSerializable(typeof(OrderReminded))]
[JsonSerializable(typeof(FollowUpDrawn))]
[JsonSerializable(typeof(FollowUpCalled))]
[JsonSerializable(typeof(FollowUpEnded))]
[JsonSerializable(typeof(TicketEscalated))]
[JsonSerializable(typeof(HeadInstructed))]
[JsonSerializable(typeof(InstructionOverdue))]
[JsonSerializable(typeof(PromisePassed))]
internal sealed partial class EventJsonContext : JsonSerializerContext;

internal sealed class HashJsonConverter : JsonConverter<TextHash>
{
    public override TextHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, TextHash value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
