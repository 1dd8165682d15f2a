using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

[JsonConverter(typeof(CamelCaseEnumConverter<MessageKind>))]
public enum MessageKind
{
    FromResident, Answer, NextStep, NeedFromYou, OutOfRemit, Resolution, Note, Call,

    /// <summary>Words on a transfer slip, between the desk and a department.</summary>
    Slip,

    /// <summary>Words on a supervision order: the demand, an answer, what the answer lacks, or why it was dropped.</summary>
    Order,

    /// <summary>The words of a follow-up call.</summary>
    FollowUp,

    /// <summary>The reason for which a matter is put before the head, or the words of an appeal.</summary>
    Escalation,
}

/// <summary>
/// One message of a ticket. Its text can be erased; the events keep only a salted hash of it.
/// Ids grow in the order of recording: an answer covers the messages with smaller ids.
/// </summary>
public sealed class Message
{
    public required long Id { get; init; }

    public required long TicketId { get; init; }

    public required MessageKind Kind { get; init; }

    /// <summary>The time of the message as stated by the channel or by staff.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required Author Author { get; init; }

    public required string Text { get; set; }

    public required byte[] Salt { get; set; }

    /// <summary>A courtesy such as thanks: shown, but needs no answer.</summary>
    public bool IsCourtesy { get; init; }

    /// <summary>The resident did not say which ticket the message is about, so it joined the likeliest one.</summary>
    public bool IsUncertain { get; internal set; }

    /// <summary>The id of the message whose text this one replaces.</summary>
    public long? EditsMessageId { get; init; }

    /// <summary>The ticket that the message was moved to, together with its text. A moved message no longer counts here.</summary>
    public long? MovedToTicketId { get; internal set; }

    /// <summary>The state of the delivery to the resident; null for messages that are not sent.</summary>
    public DeliveryState? Delivery { get; internal set; }

    public DateTimeOffset? DeliveredAt { get; internal set; }

    public Reach? Reach { get; init; }

    public DateTimeOffset? PromisedAt { get; init; }

    /// <summary>The office that the resident is referred to when the ticket is outside the remit.</summary>
    public string? Office { get; internal set; }

    public AnswerKind? KindOfAnswer => Kind switch
    {
        MessageKind.Answer => AnswerKind.Answer,
        MessageKind.NextStep => AnswerKind.NextStep,
        MessageKind.NeedFromYou => AnswerKind.NeedFromYou,
        MessageKind.OutOfRemit => AnswerKind.OutOfRemit,
        _ => null,
    };

    /// <summary>A message of the resident that needs an answer on this ticket.</summary>
    internal bool NeedsAnswer => Kind is MessageKind.FromResident && !IsCourtesy && MovedToTicketId is null;

    public TextHash ComputeHash() => TextHash.Compute(Salt, Text);

    /// <summary>
    /// Marks the message as moved and removes its text and salt.
    /// The other ticket holds the text under a new salt, so the two hashes cannot be matched.
    /// </summary>
    internal void MarkMovedTo(long ticketId) => (MovedToTicketId, Text, Salt, IsUncertain) = (ticketId, "", [], false);

    /// <summary>Removes text and salt. Without the salt the hash in the events reveals nothing about the text.</summary>
    internal void Erase() => (Text, Salt, Office) = ("", [], null);

    public static MessageKind KindFor(AnswerKind kind) => kind switch
    {
        AnswerKind.NextStep => MessageKind.NextStep,
        AnswerKind.NeedFromYou => MessageKind.NeedFromYou,
        AnswerKind.OutOfRemit => MessageKind.OutOfRemit,
        _ => MessageKind.Answer,
    };
}
