using EcomCenter.Contracts;
using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>
/// Messages that turn out to be about another matter: they go there with their words and their clock, and count for nothing here any more.
/// A changed wording goes with the words it changed.
/// </summary>
public sealed partial class Ticket
{
    /// <summary>It is about this matter after all, where it is.</summary>
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

    /// <summary>Messages of this matter are about another one that is there already.</summary>
    /// <param name="fresh">Gets the new id of each message.</param>
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

    /// <summary>Messages of this matter are one of their own: it opens with the first of them, which is no thanks any more then.</summary>
    public Refusal? Split(By by, TicketAction action, IReadOnlyCollection<long> messages, OwnMatter matter, Moment moment, Dictionary<long, long> fresh, out Ticket? own)
    {
        own = null;
        var moving = WithTheirEdits(messages);
        if (ObstacleToMoving(moving, action, moment) is { } no) return no;
        var first = moving.Find(m => m.Asks) ?? moving[0];
        own = Open(OwnOf(first, matter, moving.Where(m => m.Asks).Append(first).Min(m => m.At), moment), moment);
        fresh[first.Id] = own._messages[0].Id;
        foreach (var message in moving.Where(m => m != first)) own.TakeIn(by, message, this, fresh, moment);
        LetGo(by, moving, own, moment);
        own.Notice(moment);
        return null;
    }

    /// <summary>Nobody has said that it is about this matter, and nobody has answered it as if it were.</summary>
    public bool IsInDoubt(Message message) => message.Unsure && !WasAnswered(message);

    /// <summary>What could be split off: nobody has answered it, and something asked stays.</summary>
    public IReadOnlyList<Message> WhatMaySplit()
    {
        var asked = _messages.Where(m => m is { Asks: true, Edits: null }).OrderBy(m => m.Id).ToList();
        return asked.Count > 1 ? asked.FindAll(m => !WasAnswered(m)) : [];
    }

    // With its old salt it would have the same hash in both records, and lead from who stays anonymous in one to their name in the other.
    private OpenTicket OwnOf(Message first, OwnMatter matter, DateTimeOffset start, Moment moment) => new()
    {
        Id = matter.Id, Number = matter.Number, Channel = Channel, Kind = matter.Kind, Description = new(first.Text, moment.NewSalt(), first.At), Language = Language,
        Reach = Reach, ReceivedAt = start, By = first.By, Department = Department, Priority = Priority, Anonymity = Anonymity, Person = Person,
        ChatAddress = ChatAddress, LinkedTo = Id,
    };

    private List<Message> WithTheirEdits(IReadOnlyCollection<long> messages) =>
        [.. _messages.Where(m => m.Kind is MessageKind.FromResident && m.MovedTo is null && messages.Any(id => SameWords(id) == SameWords(m.Id))).OrderBy(m => m.Id)];

    /// <summary>Words that were changed, and what they were changed to, are one.</summary>
    private long SameWords(long message) => _messages.Find(m => m.Id == message)?.Edits ?? message;

    private Refusal? ObstacleToMoving(List<Message> moving, TicketAction action, Moment moment)
    {
        if (Refused(action, moment) is { } no) return no;
        if (moving.Exists(m => m.Asks && WasAnswered(m))) return Refuse(action, RefusalReason.AlreadyAnswered, moment);
        return moving.Count == 0 || !_messages.Exists(m => m.Asks && !moving.Contains(m)) ? Refuse(action, RefusalReason.OnlyMessage, moment) : null;
    }

    private RefusalReason? ObstacleToTaking(List<Message> moving)
    {
        if (ErasedAt is not null) return RefusalReason.Erased;
        if (!moving.Exists(m => m.Asks)) return null;
        return From[TicketAction.Write].Contains(Status) ? null : RefusalReason.WrongState;
    }

    /// <summary>Also by what is still on its way: who wrote it had read the message here.</summary>
    private bool WasAnswered(Message message) => _messages.Exists(m => m.Answers is not null && m.Id > message.Id);

    private void TakeIn(By by, Message message, Ticket from, Dictionary<long, long> fresh, Moment moment)
    {
        long? edits = message.Edits is { } edited && fresh.TryGetValue(edited, out var known) ? known : null;
        var here = Keep(MessageKind.FromResident, message.By, new(message.Text, moment.NewSalt(), message.At, message.Thanks, Edits: edits), moment);
        fresh[message.Id] = here.Id;
        var reopened = here.Asks && Wake();
        var younger = here.Asks ? GiveWayTo(here.At, moment) : null;
        var started = here.Asks && UnansweredCycle is null ? StartCycle(here, here.At, moment) : null;
        Happened(new MessageMovedHere(moment.Now, by, here.Id, here.Hash(), ToldOf(from), here.Thanks, reopened, CycleFacts.Of(younger), CycleFacts.Of(started)));
    }

    /// <summary>The clock belongs to the oldest message that waits: a promise that was given later ends for the one that was given before it.</summary>
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
        foreach (var message in moving)
        {
            var last = message == moving[^1];
            Happened(new MessageMovedAway(moment.Now, by, message.Id, ToldOf(to), last ? CycleFacts.Of(cycle) : null, last ? CycleFacts.Of(next) : null, last ? back : null));
        }

        Notice(moment);
    }

    /// <summary>The first message it waits on, or one of those that gave way to it.</summary>
    private long OldestOf(ResponseCycle cycle) =>
        _cycles.OrderByDescending(c => c.Ordinal).TakeWhile(c => c == cycle || c.EndReason is CycleEnd.Merged).Min(c => c.FirstMessageId);

    /// <summary>Where one of two matters is anonymous the record does not say that they are of the same chat.</summary>
    private long? ToldOf(Ticket other) => (Anonymity is Anonymity.Anonymous) == (other.Anonymity is Anonymity.Anonymous) ? other.Id : null;

    /// <summary>What had woken this matter is gone: it is again what it was before, as if nobody had written.</summary>
    private TicketStatus? GoBack(Moment moment)
    {
        if (Status is not InProgress) return null;
        var resolution = _messages.Where(m => m.Kind is MessageKind.Resolution).MaxBy(m => m.Id);
        var answer = _messages.Where(m => m.Answers is not null && m.Delivery is DeliveryState.Sent).MaxBy(m => m.Id);
        if (resolution is not null && NothingCameAfter(resolution)) (Status, ResolvedAt) = (Resolved, resolution.RecordedAt);
        else if (answer is null || !NothingCameAfter(answer) || WaitForResident(answer, moment) is not null) return null;
        return Status;
    }

    private bool NothingCameAfter(Message message) => _cycles.TrueForAll(c => c.FirstMessageId < message.Id || c.EndReason is CycleEnd.Moved);
}
