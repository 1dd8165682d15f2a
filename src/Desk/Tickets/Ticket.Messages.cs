using EcomCenter.Contracts;
using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>Adding messages.</summary>
public sealed partial class Ticket
{
    private Message AddMessage(AnswerContent answer, Author author, Reach reach, ChangeContext context) =>
        Append(CreateMessage(Message.KindFor(answer.Kind), author, answer.Body, context, reach, answer.PromisedAt, answer.Office));

    private Message AddMessage(CallRecord call, Author author, ChangeContext context)
    {
        var kind = call is { Reached: true, Kind: { } answer } ? Message.KindFor(answer) : MessageKind.Call;
        Reach? reach = kind is MessageKind.Call ? null : Contracts.Reach.Phone;
        return Append(CreateMessage(kind, author, call.Body, context, reach, call.PromisedAt, call.Office));
    }

    private Message AddMessage(MessageKind kind, Author author, MessageBody message, ChangeContext context, Reach? reach = null) =>
        Append(CreateMessage(kind, author, message, context, reach, null, null));

    private Message CreateMessage(
        MessageKind kind, Author author, MessageBody message, ChangeContext context, Reach? reach, DateTimeOffset? promisedAt,
        string? office) => new()
        {
            Id = context.NewId(), TicketId = Id, Kind = kind, At = message.At, RecordedAt = context.Now, Author = author,
            Text = message.Text, Salt = message.Salt,
            IsCourtesy = message.IsCourtesy, IsUncertain = message.IsUncertain, EditsMessageId = message.EditsMessageId,
            Reach = reach, Delivery = reach is null ? null : DeliveryState.Queued, PromisedAt = promisedAt, Office = office,
        };

    private Message Append(Message message)
    {
        _messages.Add(message);
        NeedsCallBack |= NeedsCall(message) && Status is not Closed;
        return message;
    }
}
