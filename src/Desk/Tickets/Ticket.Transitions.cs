using EcomCenter.Contracts;
using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>
/// The status transitions of a ticket: one table, and the actions that obey it. Each action records its event or returns the refusal.
/// </summary>
public sealed partial class Ticket
{
    /// <summary>The period after resolving in which a ticket can be reopened or rated. After it the ticket closes automatically.</summary>
    public static readonly TimeSpan SecondThoughts = TimeSpan.FromDays(15);

    /// <summary>The time that a resident has to confirm kind and details in the chat. After it the ticket counts as complete.</summary>
    public static readonly TimeSpan TimeToConfirm = TimeSpan.FromMinutes(10);

    private static readonly TicketStatus[] Any = [New, InProgress, WaitingForResident, Resolved, Closed];
    private static readonly TicketStatus[] NotClosed = [New, InProgress, WaitingForResident, Resolved];
    private static readonly TicketStatus[] BeforeResolving = [New, InProgress, WaitingForResident];

    private static readonly Dictionary<TicketAction, TicketStatus[]> From = new()
    {
        [TicketAction.Write] = NotClosed,
        [TicketAction.Take] = BeforeResolving,
        [TicketAction.Assign] = BeforeResolving,
        [TicketAction.Answer] = NotClosed,
        [TicketAction.Note] = Any,
        [TicketAction.Link] = Any,
        [TicketAction.Call] = NotClosed,
        [TicketAction.Amend] = NotClosed,
        [TicketAction.Resolve] = BeforeResolving,
        [TicketAction.Close] = [Resolved],
        [TicketAction.Reopen] = [Resolved, Closed],
        [TicketAction.Cancel] = NotClosed,
        [TicketAction.Rate] = [Resolved, Closed],
        [TicketAction.Move] = NotClosed,
        [TicketAction.Split] = NotClosed,
    };

    /// <summary>The actions that the table allows in a status, regardless of the actor.</summary>
    public static IReadOnlyList<TicketAction> ActionsIn(TicketStatus status) =>
        [.. From.Where(row => row.Value.Contains(status)).Select(row => row.Key)];

    /// <summary>The actions that this ticket allows at a time, regardless of the actor.</summary>
    public IReadOnlyList<TicketAction> AllowedAt(DateTimeOffset now) =>
        [.. From.Keys.Where(action => Obstacle(action, now) is null)];

    public static Ticket Open(OpenTicket open, Moment moment)
    {
        var ticket = new Ticket
        {
            Id = open.Id, Number = open.Number, Channel = open.Channel,
            Kind = open.Kind, Status = New, Language = open.Language,
            Subject = open.Subject ?? SubjectOf(open.Description.Text),
            Priority = open.Priority, Anonymity = open.Anonymity, Department = open.Department, ServiceItem = open.ServiceItem,
            PersonId = open.Person?.Id, Person = open.Person,
            ChatAddressId = open.ChatAddress?.Id, ChatAddress = open.ChatAddress,
            Reach = open.Reach, ReceivedAt = open.ReceivedAt, EnteredAt = moment.Now,
        };
        var message = ticket.Keep(MessageKind.FromResident, open.By, open.Description, moment);
        var cycle = ticket.StartCycle(message, open.ReceivedAt, moment);
        if (open.LinkedTo is { } old) ticket._links.Add(new() { TicketId = ticket.Id, ToTicketId = old, At = moment.Now });
        ticket.Happened(new TicketOpened(moment.Now, open.By, open.Kind, open.Channel, message.Id, message.Hash(),
            CycleFacts.Of(cycle)!, moment.Now, open.LinkedTo));
        return ticket;
    }

    /// <summary>Adds a further message of the resident, or one that staff enter on the resident's behalf.</summary>
    public Refusal? Write(By by, Said said, Moment moment)
    {
        // A courtesy needs no answer, so it is kept in every status.
        if ((!said.Thanks || ErasedAt is not null) && Refused(TicketAction.Write, moment) is { } no) return no;
        var message = Keep(MessageKind.FromResident, by, said, moment);
        if (said.Thanks)
        {
            Happened(new ResidentWrote(
                moment.Now, by, message.Id, message.Hash(), Thanks: true, Reopened: false, NewCycle: null, Edits: said.Edits));
            return null;
        }

        var reopened = Wake();
        var started = UnansweredCycle is null ? StartCycle(message, said.At, moment) : null;
        Happened(new ResidentWrote(
            moment.Now, by, message.Id, message.Hash(), Thanks: false, reopened, CycleFacts.Of(started), said.Unsure, said.Edits));
        return null;
    }

    /// <summary>Puts the ticket back in progress, because the resident wrote. Returns true if it had been resolved.</summary>
    private bool Wake()
    {
        var reopened = Status is Resolved;
        if (Status is WaitingForResident or Resolved) Status = InProgress;
        if (reopened) ResolvedAt = null;
        return reopened;
    }

    public Refusal? Take(By by, Moment moment)
    {
        if (Refused(TicketAction.Take, moment) is { } no) return no;
        if (Status is New) Status = InProgress;
        if (by.Kind is ByKind.Staff) Assignee = by.Code;
        Happened(new TicketTaken(moment.Now, by));
        return null;
    }

    public Refusal? Assign(By by, string user, Moment moment)
    {
        if (Refused(TicketAction.Assign, moment) is { } no) return no;
        if (Assignee == user) return Refuse(TicketAction.Assign, RefusalReason.AlreadyTaken, moment);
        var before = Assignee;
        Assignee = user;
        Happened(new TicketAssigned(moment.Now, by, user, before));
        return null;
    }

    /// <summary>
    /// Adds an answer of staff. Through a chat or a call-back it counts once it is delivered.
    /// If only the page /track reaches the resident, publishing it there is the delivery.
    /// </summary>
    public Refusal? Answer(By by, AnswerGiven given, Moment moment) => Answer(by, given, Reach, moment);

    /// <summary>Adds an answer that the resident was told on the spot, at the stated time.</summary>
    public Refusal? AnswerOnTheSpot(By by, AnswerGiven given, Via via, Moment moment)
    {
        if (Refused(TicketAction.Answer, moment) is { } no) return no;
        if (given.Kind is AnswerKind.NextStep && Promise(given.PromisedAt, TicketAction.Answer, moment) is { } tooOften)
            return tooOften;
        var message = Keep(given, by, Reach, moment);
        var tookIt = TakenIfNew(by);
        Delivered(message, given.Words.At);
        var answered = MeetCycle(message, given.Words.At, via, moment);
        WaitForResident(message, moment);
        Happened(new AnswerWritten(
            moment.Now, by, message.Id, message.Hash(), given.Kind, Reach, tookIt, given.PromisedAt, answered, via));
        return null;
    }

    /// <summary>Records that the channel accepted a message at <paramref name="acceptedAt"/>.</summary>
    public void AnswerWasDelivered(long messageId, DateTimeOffset acceptedAt, Moment moment)
    {
        var message = _messages.Single(m => m.Id == messageId);
        if (message.Delivery is DeliveryState.Sent) return;
        Delivered(message, acceptedAt);
        var answered = message.Answers is null ? null : MeetCycle(message, acceptedAt, Via.Chat, moment);
        var next = answered is null ? null : StartCycleForWhatCameAfter(message.Id, moment);
        var waits = WaitForResident(message, moment) is null;
        Happened(new AnswerDelivered(moment.Now, By.System, messageId, acceptedAt, answered, Via.Chat, CycleFacts.Of(next), waits));
    }

    /// <summary>
    /// Records that the channel refused a message or cannot reach the resident. The response cycle stays open, and somebody has to call.
    /// </summary>
    public void DeliveryHasFailed(long messageId, DeliveryState outcome, Moment moment)
    {
        var message = _messages.Single(m => m.Id == messageId);
        if (message.Delivery is not DeliveryState.Queued) return;
        message.Delivery = outcome;
        var waits = WaitsForCall(message);
        (Unreachable, CallBack) = (Unreachable || waits, CallBack || (waits && Status is not Closed));
        Happened(new DeliveryFailed(moment.Now, By.System, messageId, outcome));
    }

    /// <summary>
    /// Puts the ticket on the call-back list, because the reply window of the chat closed before an answer was delivered.
    /// Returns false when no answer is owed or a call is due already.
    /// </summary>
    public bool ReplyWindowHasShut(Moment moment)
    {
        if (Status is Closed || !Unanswered || CallBack || Reach is not Contracts.Reach.Chat) return false;
        CallBack = true;
        Happened(new ReplyWindowShut(moment.Now, By.System));
        return true;
    }

    /// <summary>
    /// Adds an internal note. With <paramref name="callPromised"/> the ticket goes on the call-back list.
    /// A note by a supervisor settles the follow-up of a poor rating.
    /// </summary>
    public Refusal? Note(By by, Said words, Moment moment, bool callPromised = false, bool bySupervisor = false)
    {
        if (Refused(TicketAction.Note, moment) is { } no) return no;
        var message = Keep(MessageKind.Note, by, words, moment);
        CallBack |= callPromised && Status is not Closed;
        var supervised = Supervise && bySupervisor;
        if (supervised) Supervise = false;
        Happened(new NoteWritten(moment.Now, by, message.Id, message.Hash(), callPromised, supervised));
        return null;
    }

    /// <summary>
    /// Logs a call. A call that reached the resident with something of substance meets the cycle at the stated time.
    /// It also delivers the answers that waited for a call.
    /// </summary>
    public Refusal? Call(By by, CallMade call, Moment moment)
    {
        if (Refused(TicketAction.Call, moment) is { } no) return no;
        if (call is { Reached: true, Kind: AnswerKind.NextStep }
            && Promise(call.PromisedAt, TicketAction.Call, moment) is { } tooOften)
            return tooOften;
        var message = Keep(call, by, moment);
        var delivered = call.Reached ? DeliverWhatWaited(call.Kind is null ? null : message, call.Words.At) : [];
        var newest = delivered.LastOrDefault();
        var via = call.Direction is CallDirection.FaceToFace ? Via.FaceToFace : Via.Phone;
        var answered = newest is null ? null : MeetCycle(newest, call.Words.At, via, moment);
        var tookIt = newest is not null && TakenIfNew(by);
        var next = answered is null ? null : StartCycleForWhatCameAfter(newest!.Id, moment);
        WaitForResident(delivered.FindLast(m => m.Kind is MessageKind.NeedFromYou), moment);
        Happened(new CallLogged(moment.Now, by, message.Id, message.Hash(), call.Words.At, call.Direction, call.Reached,
            call.Kind, tookIt, answered, CycleFacts.Of(next)));
        return null;
    }

    /// <summary>Changes the kind of the ticket.</summary>
    public Refusal? Amend(By by, TicketKind kind, Moment moment)
    {
        if (Refused(TicketAction.Amend, moment) is { } no) return no;
        if (kind == Kind) return null;
        var before = Kind;
        Kind = kind;
        Happened(new KindAmended(moment.Now, by, before, kind));
        return null;
    }

    /// <summary>Changes the service item that the ticket is about.</summary>
    public Refusal? Amend(By by, string serviceItem, Moment moment)
    {
        if (Refused(TicketAction.Amend, moment) is { } no) return no;
        if (serviceItem == ServiceItem) return null;
        var before = ServiceItem;
        ServiceItem = serviceItem;
        Happened(new ServiceItemAmended(moment.Now, by, before, serviceItem));
        return null;
    }

    /// <summary>
    /// Changes who may see the resident's identity. An anonymous ticket keeps only the chat that answers are sent to.
    /// </summary>
    public Refusal? Amend(By by, Anonymity anonymity, Moment moment)
    {
        if (Refused(TicketAction.Amend, moment) is { } no) return no;
        if (anonymity == Anonymity) return null;
        var before = Anonymity;
        Anonymity = anonymity;
        PersonId = anonymity is Anonymity.Anonymous ? null : PersonId ?? ChatAddress?.PersonId;
        if (PersonId is null) Person = null;
        // A link created on opening leads to the resident's earlier ticket and would reveal who they are.
        if (anonymity is Anonymity.Anonymous) _links.RemoveAll(l => l.At == EnteredAt);
        Happened(new AnonymityAmended(moment.Now, by, before, anonymity));
        return null;
    }

    /// <summary>Records that the resident confirmed kind and details. Only the first time counts.</summary>
    public Refusal? Confirm(By by, Moment moment)
    {
        if (Refused(TicketAction.Amend, moment) is { } no) return no;
        if (ConfirmedAt is not null) return null;
        ConfirmedAt = moment.Now;
        Happened(new DetailsConfirmed(moment.Now, by));
        return null;
    }

    /// <summary>
    /// Joins a chat to the ticket, after the resident entered the code from a paper slip or a call. Further answers go to that chat.
    /// </summary>
    public void JoinChat(PersonAddress chat, Language language, Moment moment)
    {
        if (ChatAddressId == chat.Id || ErasedAt is not null) return;
        (ChatAddressId, ChatAddress, Reach, Language, Unreachable) = (chat.Id, chat, Contracts.Reach.Chat, language, false);
        Happened(new ChatJoined(moment.Now, By.Resident, chat.Kind, language));
    }

    /// <summary>
    /// Records that the resident blocked the chat or opened it again.
    /// Messages in the outbox fail on their own and are then told by phone.
    /// </summary>
    public void ChatIsOpen(bool open, Moment moment)
    {
        if (Unreachable == !open) return;
        Unreachable = !open;
        Happened(new ChatReachChanged(moment.Now, By.Resident, open));
    }

    public Refusal? Link(By by, Ticket to, Moment moment)
    {
        if (to.Id == Id) return Refuse(TicketAction.Link, RefusalReason.SameTicket, moment);
        if (Refused(TicketAction.Link, moment) is { } no) return no;
        if (!_links.Exists(l => l.ToTicketId == to.Id)) _links.Add(new() { TicketId = Id, ToTicketId = to.Id, At = moment.Now });
        Happened(new TicketLinked(moment.Now, by, to.Id));
        return null;
    }

    public Refusal? Resolve(By by, Said words, Moment moment)
    {
        if (Refused(TicketAction.Resolve, moment) is { } no) return no;
        var message = Keep(MessageKind.Resolution, by, words, moment, Reach);
        if (Reach is Reach.Track) Delivered(message, moment.Now);
        (Status, ResolvedAt, Supervise) = (Resolved, moment.Now, false);
        RunningPromise?.End(moment.Now);
        Happened(new TicketResolved(moment.Now, by, message.Id, message.Hash()));
        return null;
    }

    public Refusal? Close(By by, Moment moment)
    {
        if (Refused(TicketAction.Close, moment) is { } no) return no;
        (Status, ClosedAt, CallBack) = (Closed, moment.Now, false);
        RunningPromise?.End(moment.Now);
        Happened(new TicketClosed(moment.Now, by));
        return null;
    }

    public Refusal? Reopen(By by, Said reason, Moment moment)
    {
        if (Refused(TicketAction.Reopen, moment) is { } no) return no;
        var message = Keep(by.Kind is ByKind.Resident ? MessageKind.FromResident : MessageKind.Note, by, reason, moment);
        (Status, ResolvedAt, ClosedAt) = (InProgress, null, null);
        CallBack |= SomethingWaitsForCall;
        var cycle = StartCycle(message, moment.Now, moment);
        Happened(new TicketReopened(moment.Now, by, message.Id, message.Hash(), CycleFacts.Of(cycle)!));
        return null;
    }

    public Refusal? Cancel(By by, CycleEnd why, Said reason, Moment moment)
    {
        if (Refused(TicketAction.Cancel, moment) is { } no) return no;
        var message = Keep(by.Kind is ByKind.Resident ? MessageKind.FromResident : MessageKind.Note, by, reason, moment);
        var cycle = UnansweredCycle;
        if (cycle?.DueAt <= moment.Now) NoticeMiss(cycle, moment);
        cycle?.End(why, moment.Now);
        RunningPromise?.End(moment.Now);
        (Status, ClosedAt, CallBack) = (Closed, moment.Now, false);
        Happened(new TicketCancelled(moment.Now, by, why, message.Id, message.Hash(), CycleFacts.Of(cycle)));
        return null;
    }

    public Refusal? Rate(By by, int score, Said? comment, Moment moment)
    {
        if (Refused(TicketAction.Rate, moment) is { } no) return no;
        var closing = ResolvedAt!.Value;
        var rating = new Rating
        {
            Id = moment.NewId(), TicketId = Id, ResolvedAt = closing, Score = score, At = moment.Now, By = by,
            Comment = comment?.Text, Salt = comment?.Salt,
        };
        _ratings.Add(rating);
        Supervise |= score <= Rating.NotSatisfied;
        Happened(new TicketRated(moment.Now, by, score, rating.Hash()));
        return null;
    }

    /// <summary>Adds a comment to the rating of the current resolution. Each rating takes one comment.</summary>
    public Refusal? Comment(By by, Said words, Moment moment)
    {
        var given = _ratings.Find(r => r.ResolvedAt == ResolvedAt);
        if (Obstacle(TicketAction.Rate, moment.Now) is { } no and not RefusalReason.AlreadyRated)
            return Refuse(TicketAction.Rate, no, moment);
        if (given is null) return Refuse(TicketAction.Rate, RefusalReason.NotRated, moment);
        if (given.Comment is not null) return Refuse(TicketAction.Rate, RefusalReason.AlreadyRated, moment);
        (given.Comment, given.Salt) = (words.Text, words.Salt);
        Happened(new RatingCommented(moment.Now, by, WordsHash.Of(words.Salt, words.Text)));
        return null;
    }

    /// <summary>
    /// Records deadlines that have passed: a missed response cycle, at its true due time, and promised dates.
    /// Returns false when nothing was due.
    /// </summary>
    public bool Notice(Moment moment)
    {
        var before = _happened.Count;
        if (UnansweredCycle is { } cycle && cycle.NextRungAt <= moment.Now) NoticeMiss(cycle, moment);

        foreach (var promise in _promises.Where(p => p.NextRungAt <= moment.Now))
        {
            promise.Pass(moment.Now);
            Happened(new PromisePassed(moment.Now, By.System, promise.Id, promise.PromisedAt));
        }

        return _happened.Count > before;
    }

    private Refusal? Answer(By by, AnswerGiven given, Reach reach, Moment moment)
    {
        if (Refused(TicketAction.Answer, moment) is { } no) return no;
        if (given.Kind is AnswerKind.NextStep && Promise(given.PromisedAt, TicketAction.Answer, moment) is { } tooOften)
            return tooOften;
        var message = Keep(given, by, reach, moment);
        var tookIt = TakenIfNew(by);
        CycleFacts? answered = null;
        if (reach is Reach.Track)
        {
            Delivered(message, moment.Now);
            answered = MeetCycle(message, moment.Now, Via.Track, moment);
            WaitForResident(message, moment);
        }

        Happened(new AnswerWritten(moment.Now, by, message.Id, message.Hash(), given.Kind, reach, tookIt, given.PromisedAt,
            answered, answered is null ? null : Via.Track));
        return null;
    }

    private Refusal? Refused(TicketAction action, Moment moment) =>
        Obstacle(action, moment.Now) is { } reason ? Refuse(action, reason, moment) : null;

    private Refusal Refuse(TicketAction action, RefusalReason reason, Moment moment) =>
        new(reason, action, Status, AllowedAt(moment.Now));

    /// <summary>The reason to refuse an action that follows from the ticket alone; null when it is allowed.</summary>
    private RefusalReason? Obstacle(TicketAction action, DateTimeOffset now) => action switch
    {
        _ when ErasedAt is not null => RefusalReason.Erased,
        _ when !From[action].Contains(Status) => RefusalReason.WrongState,
        TicketAction.Take when Status is not New && Assignee is not null => RefusalReason.AlreadyTaken,
        TicketAction.Resolve when UnansweredCycle is not null => RefusalReason.Unanswered,
        TicketAction.Reopen or TicketAction.Rate when ResolvedAt is null => RefusalReason.NeverResolved,
        TicketAction.Reopen or TicketAction.Rate when !StillWarm(now) => RefusalReason.TooLate,
        TicketAction.Rate when _ratings.Exists(r => r.ResolvedAt == ResolvedAt) => RefusalReason.AlreadyRated,
        _ => null,
    };

    private bool StillWarm(DateTimeOffset now) => ResolvedAt is { } resolved && now - resolved <= SecondThoughts;

    private bool TakenIfNew(By by)
    {
        if (Status is not New) return false;
        Status = InProgress;
        if (by.Kind is ByKind.Staff) Assignee ??= by.Code;
        return true;
    }

    /// <summary>
    /// Sets the status to waiting for the resident. Required: a question was delivered, and no message of the resident is unanswered.
    /// No other method sets this status.
    /// </summary>
    internal Refusal? WaitForResident(Message? question, Moment moment)
    {
        if (question is not { Kind: MessageKind.NeedFromYou, Delivery: DeliveryState.Sent })
            return Refuse(TicketAction.Answer, RefusalReason.NothingAsked, moment);
        if (UnansweredCycle is not null) return Refuse(TicketAction.Answer, RefusalReason.Unanswered, moment);
        if (Status is not InProgress) return Refuse(TicketAction.Answer, RefusalReason.WrongState, moment);
        Status = WaitingForResident;
        return null;
    }

    private ResponseCycle StartCycle(Message first, DateTimeOffset start, Moment moment)
    {
        var cycle = ResponseCycle.Start(this, _cycles.Count + 1, first.Id, start, moment);
        _cycles.Add(cycle);
        return cycle;
    }

    /// <summary>Records a miss as an event of its own, whether the deadline job, a late answer or a withdrawal notices it first.</summary>
    private void NoticeMiss(ResponseCycle cycle, Moment moment)
    {
        if (cycle.State is not CycleState.Open) return;
        cycle.Miss(moment.Now);
        Happened(new CycleMissed(moment.Now, By.System, cycle.Id, cycle.DueAt, moment.Now));
    }

    private CycleFacts? MeetCycle(Message answer, DateTimeOffset at, Via via, Moment moment)
    {
        var cycle = UnansweredCycle;
        if (cycle is null || cycle.FirstMessageId > answer.Id) return null;
        if (at > cycle.DueAt) NoticeMiss(cycle, moment);
        cycle.Answer(at, via);
        return CycleFacts.Of(cycle);
    }

    private ResponseCycle? StartCycleForWhatCameAfter(long message, Moment moment)
    {
        var after = _messages.FindAll(m => m.Asks && m.Id > message);
        return after.Count == 0 ? null : StartCycle(after.MinBy(m => m.Id)!, after.Min(m => m.At), moment);
    }

    private Refusal? Promise(DateTimeOffset? date, TicketAction action, Moment moment)
    {
        if (date is not { } promised) return null;
        if (RunningPromise is not { } running) _promises.Add(PromiseClock.Start(moment.NewId(), Id, promised));
        else if (running.Renewals >= PromiseClock.MostRenewals) return Refuse(action, RefusalReason.RenewedTwice, moment);
        else running.Renew(promised);
        return null;
    }

    private void Delivered(Message message, DateTimeOffset at)
    {
        (message.Delivery, message.DeliveredAt) = (DeliveryState.Sent, at);
        Unreachable = false;
        CallBack = SomethingWaitsForCall;
    }

    /// <summary>
    /// Marks as delivered what the resident was told on a call: <paramref name="said"/> and every message that waited for a call.
    /// Returns them, oldest first.
    /// </summary>
    private List<Message> DeliverWhatWaited(Message? said, DateTimeOffset at)
    {
        var delivered = _messages.Where(m => m != said && WaitsForCall(m)).OrderBy(m => m.Id).ToList();
        if (said is not null) delivered.Add(said);
        foreach (var message in delivered) Delivered(message, at);
        Unreachable = CallBack = false;
        return delivered;
    }

    /// <summary>The ticket has a message that must be told by phone. A closed ticket needs no call.</summary>
    private bool SomethingWaitsForCall => Status is not Closed && _messages.Exists(WaitsForCall);

    /// <summary>
    /// Returns true for a message that did not reach the resident and that no delivered later message replaces.
    /// A later answer replaces every message, a later resolution only a resolution.
    /// </summary>
    private bool WaitsForCall(Message message)
    {
        return DidNotArrive(message)
            && !_messages.Exists(later => later.Id > message.Id && later.Delivery is DeliveryState.Sent && Replaces(later));

        bool Replaces(Message later) =>
            later.Answers is not null || (later.Kind is MessageKind.Resolution && message.Kind is MessageKind.Resolution);
    }

    private static bool DidNotArrive(Message message) => message.Delivery is DeliveryState.Failed or DeliveryState.Unreachable
        || message is { Delivery: DeliveryState.Queued, Reach: Contracts.Reach.Phone };

    private Message Keep(AnswerGiven given, By by, Reach reach, Moment moment) =>
        Kept(Make(Message.KindOf(given.Kind), by, given.Words, moment, reach, given.PromisedAt, given.Office));

    private Message Keep(CallMade call, By by, Moment moment)
    {
        var kind = call is { Reached: true, Kind: { } answer } ? Message.KindOf(answer) : MessageKind.Call;
        Reach? reach = kind is MessageKind.Call ? null : Contracts.Reach.Phone;
        return Kept(Make(kind, by, call.Words, moment, reach, call.PromisedAt, call.Office));
    }

    private Message Keep(MessageKind kind, By by, Said said, Moment moment, Reach? reach = null) =>
        Kept(Make(kind, by, said, moment, reach, null, null));

    private Message Make(
        MessageKind kind, By by, Said said, Moment moment, Reach? reach, DateTimeOffset? promisedAt, string? office) => new()
    {
        Id = moment.NewId(), TicketId = Id, Kind = kind, At = said.At, RecordedAt = moment.Now, By = by,
        Text = said.Text, Salt = said.Salt,
        Thanks = said.Thanks, Unsure = said.Unsure, Edits = said.Edits,
        Reach = reach, Delivery = reach is null ? null : DeliveryState.Queued, PromisedAt = promisedAt, Office = office,
    };

    private Message Kept(Message message)
    {
        _messages.Add(message);
        CallBack |= WaitsForCall(message) && Status is not Closed;
        return message;
    }

    private bool AnswerInFlight(ResponseCycle cycle) => _messages.Exists(m =>
        m.Answers is not null && m.Reach is Contracts.Reach.Chat && m.Delivery is DeliveryState.Queued
        && m.Id > cycle.FirstMessageId && m.RecordedAt <= cycle.DueAt);

    private void Happened(TicketEvent what)
    {
        _happened.Add(what);
        Version++;
        UpdatedAt = what.At;
        var latest = LatestCycle;
        latest.LookAtDue(AnswerInFlight(latest));
        (DueAt, CycleState, Unanswered) = (latest.DueAt, latest.State, latest.Unanswered);
    }
}
