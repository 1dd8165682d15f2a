using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

[JsonConverter(typeof(CamelCaseEnum<MessageKind>))]
public enum MessageKind { FromResident, Answer, NextStep, NeedFromYou, OutOfRemit, Resolution, Note, Call }

/// <summary>
/// The words of one message. They can be erased; the record keeps their salted hash.
/// Ids grow in the order in which messages were recorded: an answer covers the messages with smaller ids.
/// </summary>
public sealed class Message
{
    public required long Id { get; init; }

    public required long TicketId { get; init; }

    public required MessageKind Kind { get; init; }

    /// <summary>When it was said, as the channel or the staff state it.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required By By { get; init; }

    public required string Text { get; set; }

    public required byte[] Salt { get; set; }

    /// <summary>Thanks only: shown, but asks for nothing.</summary>
    public bool Thanks { get; init; }

    /// <summary>It joined this matter because nobody said which one it is about.</summary>
    public bool Unsure { get; internal set; }

    /// <summary>The message whose words these replace.</summary>
    public long? Edits { get; init; }

    /// <summary>The ticket it went to; its words went with it, and it counts for nothing here any more.</summary>
    public long? MovedTo { get; internal set; }

    /// <summary>How far it got on its way to the resident; null for what is not sent.</summary>
    public DeliveryState? Delivery { get; internal set; }

    public DateTimeOffset? DeliveredAt { get; internal set; }

    public Reach? Reach { get; init; }

    public DateTimeOffset? PromisedAt { get; init; }

    /// <summary>The right office for a matter outside the remit.</summary>
    public string? Office { get; internal set; }

    public AnswerKind? Answers => Kind switch
    {
        MessageKind.Answer => AnswerKind.Answer,
        MessageKind.NextStep => AnswerKind.NextStep,
        MessageKind.NeedFromYou => AnswerKind.NeedFromYou,
        MessageKind.OutOfRemit => AnswerKind.OutOfRemit,
        _ => null,
    };

    /// <summary>The resident asks something with it, here.</summary>
    internal bool Asks => Kind is MessageKind.FromResident && !Thanks && MovedTo is null;

    public WordsHash Hash() => WordsHash.Of(Salt, Text);

    /// <summary>Its words go to another ticket, under another salt: with this one goes what could tell that they are the same.</summary>
    internal void GoTo(long ticket) => (MovedTo, Text, Salt, Unsure) = (ticket, "", [], false);

    /// <summary>Without its salt the hash in the record tells nothing of what was said.</summary>
    internal void Erase() => (Text, Salt, Office) = ("", [], null);

    public static MessageKind KindOf(AnswerKind kind) => kind switch
    {
        AnswerKind.NextStep => MessageKind.NextStep,
        AnswerKind.NeedFromYou => MessageKind.NeedFromYou,
        AnswerKind.OutOfRemit => MessageKind.OutOfRemit,
        _ => MessageKind.Answer,
    };
}
