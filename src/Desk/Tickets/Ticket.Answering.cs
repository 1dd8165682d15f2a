using EcomCenter.Contracts;
using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>Answers, calls and notes of staff.</summary>
public sealed partial class Ticket
{
    /// <summary>
    /// Adds an answer of staff. Through a chat or a call-back it counts once it is delivered.
    /// If only the page /track reaches the resident, publishing it there is the delivery.
    /// </summary>
    public Refusal? Answer(Author author, AnswerContent answer, ChangeContext context) => Answer(author, answer, Reach, context);

    /// <summary>Adds an answer that the resident was told on the spot, at the stated time.</summary>
    public Refusal? AnswerOnTheSpot(Author author, AnswerContent answer, AnsweredVia via, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Answer, context) is { } refusal) return refusal;
        if (answer.Kind is AnswerKind.NextStep && RecordPromisedDate(answer.PromisedAt, TicketAction.Answer, context) is { } promiseRefusal)
            return promiseRefusal;
        var message = AddMessage(answer, author, Reach, context);
        var tookIt = TakeIfNew(author);
        MarkDelivered(message, answer.Body.At);
        var answered = MarkCycleAnswered(message, answer.Body.At, via, context);
        WaitForResident(message, context);
        Record(new AnswerWritten(
            context.Now, author, message.Id, message.ComputeHash(), answer.Kind, Reach, tookIt, answer.PromisedAt, answered, via));
        return null;
    }

    /// <summary>
    /// Adds an internal note. With <paramref name="callPromised"/> the ticket goes on the call-back list.
    /// A note by a supervisor settles the follow-up of a poor rating.
    /// </summary>
    public Refusal? AddNote(Author author, MessageBody body, ChangeContext context, bool callPromised = false, bool bySupervisor = false)
    {
        if (RefusalFor(TicketAction.Note, context) is { } refusal) return refusal;
        var message = AddMessage(MessageKind.Note, author, body, context);
        NeedsCallBack |= callPromised && Status is not Closed;
        var supervised = NeedsSupervisor && bySupervisor;
        if (supervised) NeedsSupervisor = false;
        Record(new NoteWritten(context.Now, author, message.Id, message.ComputeHash(), callPromised, supervised));
        return null;
    }

    /// <summary>
    /// Logs a call. A call that reached the resident with something of substance meets the cycle at the stated time.
    /// It also delivers the answers that waited for a call.
    /// </summary>
    public Refusal? LogCall(Author author, CallRecord call, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Call, context) is { } refusal) return refusal;
        if (call is { Reached: true, Kind: AnswerKind.NextStep }
            && RecordPromisedDate(call.PromisedAt, TicketAction.Call, context) is { } promiseRefusal)
            return promiseRefusal;
        var message = AddMessage(call, author, context);
        var delivered = call.Reached ? MarkToldOnCall(call.Kind is null ? null : message, call.Body.At) : [];
        var newest = delivered.LastOrDefault();
        var via = call.Direction is CallDirection.FaceToFace ? AnsweredVia.FaceToFace : AnsweredVia.Phone;
        var answered = newest is null ? null : MarkCycleAnswered(newest, call.Body.At, via, context);
        var tookIt = newest is not null && TakeIfNew(author);
        var next = answered is null ? null : StartCycleForMessagesAfter(newest!.Id, context);
        WaitForResident(delivered.FindLast(m => m.Kind is MessageKind.NeedFromYou), context);
        Record(new CallLogged(context.Now, author, message.Id, message.ComputeHash(), call.Body.At, call.Direction, call.Reached,
            call.Kind, tookIt, answered, CycleSnapshot.From(next)));
        return null;
    }

    private Refusal? Answer(Author author, AnswerContent answer, Reach reach, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Answer, context) is { } refusal) return refusal;
        if (answer.Kind is AnswerKind.NextStep && RecordPromisedDate(answer.PromisedAt, TicketAction.Answer, context) is { } promiseRefusal)
            return promiseRefusal;
        var message = AddMessage(answer, author, reach, context);
        var tookIt = TakeIfNew(author);
        CycleSnapshot? answered = null;
        if (reach is Reach.Track)
        {
            MarkDelivered(message, context.Now);
            answered = MarkCycleAnswered(message, context.Now, AnsweredVia.Track, context);
            WaitForResident(message, context);
        }

        Record(new AnswerWritten(context.Now, author, message.Id, message.ComputeHash(), answer.Kind, reach, tookIt, answer.PromisedAt,
            answered, answered is null ? null : AnsweredVia.Track));
        return null;
    }

    private Refusal? RecordPromisedDate(DateTimeOffset? date, TicketAction action, ChangeContext context)
    {
        if (date is not { } promised) return null;
        if (RunningPromisedDate is not { } running) _promisedDates.Add(PromisedDate.Start(context.NewId(), Id, promised));
        else if (running.Renewals >= PromisedDate.MaxRenewals) return CreateRefusal(action, RefusalReason.RenewedTwice, context);
        else running.Renew(promised);
        return null;
    }

    /// <summary>
    /// Marks as delivered what the resident was told on a call: <paramref name="current"/> and every message that waited for a call.
    /// Returns them, oldest first.
    /// </summary>
    private List<Message> MarkToldOnCall(Message? current, DateTimeOffset at)
    {
        var delivered = _messages.Where(m => m != current && NeedsCall(m)).OrderBy(m => m.Id).ToList();
        if (current is not null) delivered.Add(current);
        foreach (var message in delivered) MarkDelivered(message, at);
        Unreachable = NeedsCallBack = false;
        return delivered;
    }
}
