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
    public Refusal? Settle(By by, IReadOnlyCollection<long> messages, Moment moment)
    {
        if (Refused(TicketAction.Move, moment) is { } no) return no;
        foreach (var message in _messages.Where(m => m.Unsure && messages.Contains(m.Id)).OrderBy(m => m.Id))
        {
            message.Unsure = false;
            Happened(new MessageSettled(moment.Now, by, message.Id));
        }

        return null;
    }

    /// <summary>Moves messages to another existing ticket.</summary>
    /// <param name="fresh">Receives the new id of each moved message, by its old id.</param>
    public Refusal? Move(By by, IReadOnlyCollection<long> messages, Ticket to, Moment moment, Dictionary<long, long> fresh)
    {
        if (to.Id == Id) return Refuse(TicketAction.Move, RefusalReason.SameTicket, moment);
        var moving = WithTheirEdits(messages);
        if (ObstacleToMoving(moving, TicketAction.Move, moment) is { } no) return no;
        if (to.ObstacleToTaking(moving) is { } reason) return Refuse(TicketAction.Move, reason, moment);
        foreach (var message in moving) to.TakeIn(by, message, this, fresh, moment);
        LetGo(by, moving, to, moment);
        to.Notice(moment);
        return null;
    }

    /// <summary>
    /// Splits messages into a new ticket. Its description is the first of them that needs an answer, or the first of all;
    /// a description never counts as a courtesy.
    /// </summary>
    /// <param name="fresh">Receives the new id of each moved message, by its old id.</param>
    public Refusal? Split(
        By by, TicketAction action, IReadOnlyCollection<long> messages, OwnMatter matter, Moment moment,
        Dictionary<long, long> fresh, out Ticket? own)
    {
        own = null;
        var moving = WithTheirEdits(messages);
        if (ObstacleToMoving(moving, action, moment) is { } no) return no;
        var first = moving.Find(m => m.Asks) ?? moving[0];
        var start = moving.Where(m => m.Asks).Append(first).Min(m => m.At);
        own = Open(OwnOf(first, matter, start, moment), moment);
        fresh[first.Id] = own._messages[0].Id;
        foreach (var message in moving.Where(m => m != first)) own.TakeIn(by, message, this, fresh, moment);
        LetGo(by, moving, own, moment);
        own.Notice(moment);
        return null;
    }

    /// <summary>Returns true while the resident has not confirmed that the message belongs here, and staff have not answered it.</summary>
    public bool IsInDoubt(Message message) => message.Unsure && !WasAnswered(message);

    /// <summary>The messages that can be split off: unanswered ones, as long as another message that needs an answer stays.</summary>
    public IReadOnlyList<Message> WhatMaySplit()
    {
        var candidates = _messages.Where(m => m is { Asks: true, Edits: null }).OrderBy(m => m.Id).ToList();
        return candidates.Count > 1 ? candidates.FindAll(m => !WasAnswered(m)) : [];
    }

    // A new salt: with the old one both tickets' events would hold the same hash, and link an anonymous ticket to one with a name.
    private OpenTicket OwnOf(Message first, OwnMatter matter, DateTimeOffset start, Moment moment) => new()
    {
        Id = matter.Id, Number = matter.Number, Channel = Channel, Kind = matter.Kind,
        Description = new(first.Text, moment.NewSalt(), first.At), Language = Language, Reach = Reach,
        ReceivedAt = start, By = first.By,
        Department = Department, Priority = Priority, Anonymity = Anonymity, Person = Person, ChatAddress = ChatAddress, LinkedTo = Id,
    };

    private List<Message> WithTheirEdits(IReadOnlyCollection<long> messages)
    {
        var originals = messages.Select(SameWords).ToHashSet();
        var candidates = _messages.Where(m => m.Kind is MessageKind.FromResident && m.MovedTo is null);
        return [.. candidates.Where(m => originals.Contains(SameWords(m.Id))).OrderBy(m => m.Id)];
    }

    /// <summary>The id of the message that the given one edits, or its own id.</summary>
    private long SameWords(long message) => _messages.Find(m => m.Id == message)?.Edits ?? message;

    private Refusal? ObstacleToMoving(List<Message> moving, TicketAction action, Moment moment)
    {
        if (Refused(action, moment) is { } no) return no;
        if (moving.Exists(m => m.Asks && WasAnswered(m))) return Refuse(action, RefusalReason.AlreadyAnswered, moment);
        var somethingStays = _messages.Exists(m => m.Asks && !moving.Contains(m));
        return moving.Count == 0 || !somethingStays ? Refuse(action, RefusalReason.OnlyMessage, moment) : null;
    }

    private RefusalReason? ObstacleToTaking(List<Message> moving)
    {
        if (ErasedAt is not null) return RefusalReason.Erased;
        if (!moving.Exists(m => m.Asks)) return null;
        return From[TicketAction.Write].Contains(Status) ? null : RefusalReason.WrongState;
    }

    /// <summary>
    /// Returns true when an answer was written after the message.
    /// An answer still being sent counts, because its author had read the message.
    /// </summary>
    private bool WasAnswered(Message message) => _messages.Exists(m => m.Answers is not null && m.Id > message.Id);

    private void TakeIn(By by, Message message, Ticket from, Dictionary<long, long> fresh, Moment moment)
    {
        long? edits = message.Edits is { } edited && fresh.TryGetValue(edited, out var known) ? known : null;
        var body = new Said(message.Text, moment.NewSalt(), message.At, message.Thanks, Edits: edits);
        var added = Keep(MessageKind.FromResident, message.By, body, moment);
        fresh[message.Id] = added.Id;
        var reopened = added.Asks && Wake();
        var cancelled = added.Asks ? GiveWayTo(added.At, moment) : null;
        var started = added.Asks && UnansweredCycle is null ? StartCycle(added, added.At, moment) : null;
        Happened(new MessageMovedHere(moment.Now, by, added.Id, added.Hash(), ToldOf(from), added.Thanks, reopened,
            CycleFacts.Of(cancelled), CycleFacts.Of(started)));
    }

    /// <summary>
    /// Ends the running cycle when a moved message would be due earlier, because the cycle belongs to the oldest waiting message.
    /// Returns the cycle that was ended, or null.
    /// </summary>
    private ResponseCycle? GiveWayTo(DateTimeOffset older, Moment moment)
    {
        if (UnansweredCycle is not { } running || running.DueAt <= moment.Due(this, older)) return null;
        if (running.DueAt <= moment.Now) NoticeMiss(running, moment);
        running.End(CycleEnd.Merged, moment.Now);
        return running;
    }

    private void LetGo(By by, List<Message> moving, Ticket to, Moment moment)
    {
        var cycle = UnansweredCycle is { } running && moving.Exists(m => m.Id == running.FirstMessageId) ? running : null;
        foreach (var message in moving) message.GoTo(to.Id);
        if (cycle?.DueAt <= moment.Now) NoticeMiss(cycle, moment);
        cycle?.End(CycleEnd.Moved, moment.Now);
        var next = cycle is null ? null : StartCycleForWhatCameAfter(OldestOf(cycle) - 1, moment);
        var back = cycle is not null && next is null ? GoBack(moment) : null;
        var ended = CycleFacts.Of(cycle);
        var started = CycleFacts.Of(next);
        foreach (var message in moving)
        {
            // Only the last event carries the effects, so that each is told once.
            var last = message == moving[^1];
            Happened(new MessageMovedAway(
                moment.Now, by, message.Id, ToldOf(to), last ? ended : null, last ? started : null, last ? back : null));
        }

        Notice(moment);
    }

    /// <summary>The first message that the cycle waits on, including those of the cycles that were merged into it.</summary>
    private long OldestOf(ResponseCycle cycle) =>
        _cycles.OrderByDescending(c => c.Ordinal)
            .TakeWhile(c => c == cycle || c.EndReason is CycleEnd.Merged).Min(c => c.FirstMessageId);

    /// <summary>
    /// The id of the other ticket for the events; null when only one of the two is anonymous, because the link would reveal the resident.
    /// </summary>
    private long? ToldOf(Ticket other) =>
        (Anonymity is Anonymity.Anonymous) == (other.Anonymity is Anonymity.Anonymous) ? other.Id : null;

    /// <summary>
    /// Restores the status from before the moved messages: resolved, or waiting for the resident.
    /// Returns the restored status; null when the status stays.
    /// </summary>
    private TicketStatus? GoBack(Moment moment)
    {
        if (Status is not InProgress) return null;
        var resolution = _messages.Where(m => m.Kind is MessageKind.Resolution).MaxBy(m => m.Id);
        var answer = _messages.Where(m => m.Answers is not null && m.Delivery is DeliveryState.Sent).MaxBy(m => m.Id);
        if (resolution is not null && NothingCameAfter(resolution)) (Status, ResolvedAt) = (Resolved, resolution.RecordedAt);
        else if (answer is null || !NothingCameAfter(answer) || WaitForResident(answer, moment) is not null) return null;
        return Status;
    }

    private bool NothingCameAfter(Message message) =>
        _cycles.TrueForAll(c => c.FirstMessageId < message.Id || c.EndReason is CycleEnd.Moved);
}
