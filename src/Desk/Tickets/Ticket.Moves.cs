using EcomCenter.Contracts;
using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>
/// Moving of messages to the ticket that they are about. Text and response cycle go along, and the messages no longer count here.
/// A message and its edits always move together.
/// </summary>
public sealed partial class Ticket
{
    /// <summary>Records the resident's confirmation that uncertain messages are about this ticket.</summary>
    public Refusal? ConfirmMessages(Author author, IReadOnlyCollection<long> messages, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Move, context) is { } refusal) return refusal;
        foreach (var message in _messages.Where(m => m.IsUncertain && messages.Contains(m.Id)).OrderBy(m => m.Id))
        {
            message.IsUncertain = false;
            Record(new MessageSettled(context.Now, author, message.Id));
        }

        return null;
    }

    /// <summary>Moves messages to another existing ticket.</summary>
    public MessageMove MoveMessagesTo(Author author, IReadOnlyCollection<long> messages, Ticket to, ChangeContext context)
    {
        if (to.Id == Id) return new MessageMove.MoveRefused(CreateRefusal(TicketAction.Move, RefusalReason.SameTicket, context));
        var moving = GetWithEdits(messages);
        if (RefusalToMove(moving, TicketAction.Move, context) is { } refusal) return new MessageMove.MoveRefused(refusal);
        if (to.RefusalReasonToReceive(moving) is { } reason)
            return new MessageMove.MoveRefused(CreateRefusal(TicketAction.Move, reason, context));
        var newIds = new Dictionary<long, long>();
        foreach (var message in moving) newIds[message.Id] = to.AddMovedMessage(author, message, this, newIds, context).Id;
        RemoveMovedMessages(author, moving, to, context);
        to.RecordMissedDeadlines(context);
        return new MessageMove.MessagesMoved(to, newIds);
    }

    /// <summary>
    /// Splits messages into a new ticket. Its description is the first of them that needs an answer, or the first of all;
    /// a description never counts as a courtesy.
    /// </summary>
    public MessageMove SplitMessages(
        Author author, TicketAction action, IReadOnlyCollection<long> messages, SplitTarget target, ChangeContext context)
    {
        var moving = GetWithEdits(messages);
        if (RefusalToMove(moving, action, context) is { } refusal) return new MessageMove.MoveRefused(refusal);
        var first = moving.Find(m => m.NeedsAnswer) ?? moving[0];
        var start = moving.Where(m => m.NeedsAnswer).Append(first).Min(m => m.At);
        var newTicket = Open(CreateSplitTicket(first, target, start, context), context);
        var newIds = new Dictionary<long, long> { [first.Id] = newTicket._messages[0].Id };
        foreach (var message in moving.Where(m => m != first))
            newIds[message.Id] = newTicket.AddMovedMessage(author, message, this, newIds, context).Id;
        RemoveMovedMessages(author, moving, newTicket, context);
        newTicket.RecordMissedDeadlines(context);
        return new MessageMove.MessagesMoved(newTicket, newIds);
    }

    /// <summary>Returns true while the resident has not confirmed that the message belongs here, and staff have not answered it.</summary>
    public bool IsUncertain(Message message) => message.IsUncertain && !WasAnswered(message);

    /// <summary>The messages that can be split off: unanswered ones, as long as another message that needs an answer stays.</summary>
    public IReadOnlyList<Message> GetSplittableMessages()
    {
        var candidates = _messages.Where(m => m is { NeedsAnswer: true, EditsMessageId: null }).OrderBy(m => m.Id).ToList();
        return candidates.Count > 1 ? candidates.FindAll(m => !WasAnswered(m)) : [];
    }

    // A new salt: with the old one both tickets' events would hold the same hash, and link an anonymous ticket to one with a name.
    private NewTicket CreateSplitTicket(Message first, SplitTarget target, DateTimeOffset start, ChangeContext context) => new()
    {
        Id = target.Id, Number = target.Number, Channel = Channel, Kind = target.Kind,
        Description = new(first.Text, context.NewSalt(), first.At), Language = Language, Reach = Reach,
        ReceivedAt = start, Author = first.Author,
        Department = Department, Priority = Priority, Anonymity = Anonymity, Person = Person, ChatAddress = ChatAddress,
        LinkedToTicketId = Id,
    };

    private List<Message> GetWithEdits(IReadOnlyCollection<long> messages)
    {
        var originals = messages.Select(OriginalIdOf).ToHashSet();
        var candidates = _messages.Where(m => m.Kind is MessageKind.FromResident && m.MovedToTicketId is null);
        return [.. candidates.Where(m => originals.Contains(OriginalIdOf(m.Id))).OrderBy(m => m.Id)];
    }

    /// <summary>The id of the message that the given one edits, or its own id.</summary>
    private long OriginalIdOf(long messageId) => _messages.Find(m => m.Id == messageId)?.EditsMessageId ?? messageId;

    private Refusal? RefusalToMove(List<Message> moving, TicketAction action, ChangeContext context)
    {
        if (RefusalFor(action, context) is { } refusal) return refusal;
        if (moving.Exists(m => m.NeedsAnswer && WasAnswered(m))) return CreateRefusal(action, RefusalReason.AlreadyAnswered, context);
        var somethingStays = _messages.Exists(m => m.NeedsAnswer && !moving.Contains(m));
        return moving.Count == 0 || !somethingStays ? CreateRefusal(action, RefusalReason.OnlyMessage, context) : null;
    }

    private RefusalReason? RefusalReasonToReceive(List<Message> moving)
    {
        if (ErasedAt is not null) return RefusalReason.Erased;
        if (!moving.Exists(m => m.NeedsAnswer)) return null;
        return Status is Closed ? RefusalReason.WrongState : null;
    }

    /// <summary>
    /// Returns true when an answer was written after the message.
    /// An answer still being sent counts, because its author had read the message.
    /// </summary>
    private bool WasAnswered(Message message) => _messages.Exists(m => m.KindOfAnswer is not null && m.Id > message.Id);

    /// <summary>Adds a message of another ticket.</summary>
    /// <param name="newIds">The new ids of the messages that were moved before it, by their old ids.</param>
    private Message AddMovedMessage(
        Author author, Message message, Ticket from, IReadOnlyDictionary<long, long> newIds, ChangeContext context)
    {
        long? edits = message.EditsMessageId is { } edited && newIds.TryGetValue(edited, out var known) ? known : null;
        var body = new MessageBody(message.Text, context.NewSalt(), message.At, message.IsCourtesy, EditsMessageId: edits);
        var added = AddMessage(MessageKind.FromResident, message.Author, body, context);
        var reopened = added.NeedsAnswer && ReopenForResident(context);
        var cancelled = added.NeedsAnswer ? CancelYoungerCycle(added.At, context) : null;
        var started = added.NeedsAnswer && UnansweredCycle is null ? StartCycle(added, added.At, context) : null;
        Record(new MessageMovedHere(context.Now, author, added.Id, added.ComputeHash(), VisibleIdOf(from), added.IsCourtesy, reopened,
            CycleSnapshot.From(cancelled), CycleSnapshot.From(started)));
        return added;
    }

    /// <summary>
    /// Ends the running cycle when a moved message would be due earlier, because the cycle belongs to the oldest waiting message.
    /// Returns the cycle that was ended, or null.
    /// </summary>
    private ResponseCycle? CancelYoungerCycle(DateTimeOffset start, ChangeContext context)
    {
        if (UnansweredCycle is not { } running || running.DueAt <= context.DueTimeFor(this, start)) return null;
        if (running.DueAt <= context.Now) RecordMiss(running, context);
        running.End(CycleEndReason.Merged, context.Now);
        return running;
    }

    private void RemoveMovedMessages(Author author, List<Message> moving, Ticket to, ChangeContext context)
    {
        var cycle = UnansweredCycle is { } running && moving.Exists(m => m.Id == running.FirstMessageId) ? running : null;
        foreach (var message in moving) message.MarkMovedTo(to.Id);
        if (cycle?.DueAt <= context.Now) RecordMiss(cycle, context);
        cycle?.End(CycleEndReason.Moved, context.Now);
        var next = cycle is null
            ? null : StartCycleForMessagesAfter(Math.Max(OldestMessageIdOf(cycle) - 1, NewestDeliveredAnswerId), context);
        var back = cycle is not null && next is null ? RestorePreviousStatus(context) : null;
        var ended = CycleSnapshot.From(cycle);
        var started = CycleSnapshot.From(next);
        foreach (var message in moving)
        {
            // Only the last event carries the effects, so that each is told once.
            var last = message == moving[^1];
            Record(new MessageMovedAway(
                context.Now, author, message.Id, VisibleIdOf(to), last ? ended : null, last ? started : null, last ? back : null));
        }

        RecordMissedDeadlines(context);
    }

    private long NewestDeliveredAnswerId => _messages
        .Where(m => m.KindOfAnswer is not null && m.Delivery is DeliveryState.Sent).Select(m => m.Id).DefaultIfEmpty().Max();

    /// <summary>The first message that the cycle waits on, including those of the cycles that were merged into it.</summary>
    private long OldestMessageIdOf(ResponseCycle cycle) =>
        _cycles.OrderByDescending(c => c.Ordinal)
            .TakeWhile(c => c == cycle || c.EndReason is CycleEndReason.Merged).Min(c => c.FirstMessageId);

    /// <summary>
    /// The id of the other ticket for the events; null when only one of the two is anonymous, because the link would reveal the resident.
    /// </summary>
    private long? VisibleIdOf(Ticket other) =>
        (Anonymity is Anonymity.Anonymous) == (other.Anonymity is Anonymity.Anonymous) ? other.Id : null;

    /// <summary>
    /// Restores the status from before the moved messages: resolved, or waiting for the resident.
    /// Returns the restored status; null when the status stays.
    /// </summary>
    private TicketStatus? RestorePreviousStatus(ChangeContext context)
    {
        if (Status is not InProgress || _slips.Exists(s => s.IsOpen)) return null;
        var resolution = _messages.Where(m => m.Kind is MessageKind.Resolution).MaxBy(m => m.Id);
        var answer = _messages.Where(m => m.KindOfAnswer is not null && m.Delivery is DeliveryState.Sent).MaxBy(m => m.Id);
        if (resolution is not null && NoCycleStartedAfter(resolution))
            (Status, ResolvedAt, NotSolvedCount) = (Resolved, resolution.RecordedAt, Math.Max(0, NotSolvedCount - 1));
        else if (answer is null || !NoCycleStartedAfter(answer) || WaitForResident(answer, context) is not null) return null;
        return Status;
    }

    private bool NoCycleStartedAfter(Message message) =>
        _cycles.TrueForAll(c => c.FirstMessageId < message.Id || c.EndReason is CycleEndReason.Moved);
}
