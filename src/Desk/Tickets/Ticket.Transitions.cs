using EcomCenter.Contracts;
using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>
/// The status transitions of a ticket: one table, and the actions that obey it. Each action records its event or returns the refusal.
/// </summary>
public sealed partial class Ticket
{
    /// <summary>The period after resolving in which a ticket can be reopened or rated. After it the ticket closes automatically.</summary>
    public static readonly TimeSpan ReopenPeriod = TimeSpan.FromDays(15);

    /// <summary>The time that a resident has to confirm kind and details in the chat. After it the ticket counts as complete.</summary>
    public static readonly TimeSpan ConfirmationPeriod = TimeSpan.FromMinutes(10);

    private static readonly TicketStatus[] AnyStatus = [New, InProgress, WaitingForResident, Resolved, Closed];
    private static readonly TicketStatus[] NotClosed = [New, InProgress, WaitingForResident, Resolved];
    private static readonly TicketStatus[] BeforeResolving = [New, InProgress, WaitingForResident];

    private static readonly Dictionary<TicketAction, TicketStatus[]> AllowedFrom = new()
    {
        [TicketAction.Write] = NotClosed,
        [TicketAction.Take] = BeforeResolving,
        [TicketAction.Assign] = BeforeResolving,
        [TicketAction.Answer] = NotClosed,
        [TicketAction.Note] = AnyStatus,
        [TicketAction.Link] = AnyStatus,
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
    public static IReadOnlyList<TicketAction> ActionsAllowedIn(TicketStatus status) =>
        [.. AllowedFrom.Where(row => row.Value.Contains(status)).Select(row => row.Key)];

    /// <summary>The actions that this ticket allows at a time, regardless of the actor.</summary>
    public IReadOnlyList<TicketAction> ActionsAllowedAt(DateTimeOffset now) =>
        [.. AllowedFrom.Keys.Where(action => RefusalReasonFor(action, now) is null)];

    public static Ticket Open(NewTicket data, ChangeContext context)
    {
        var ticket = new Ticket
        {
            Id = data.Id, Number = data.Number, Channel = data.Channel,
            Kind = data.Kind, Status = New, Language = data.Language,
            Subject = data.Subject ?? SubjectFrom(data.Description.Text),
            Priority = data.Priority, Anonymity = data.Anonymity, Department = data.Department, ServiceItem = data.ServiceItem,
            PersonId = data.Person?.Id, Person = data.Person,
            ChatAddressId = data.ChatAddress?.Id, ChatAddress = data.ChatAddress,
            Reach = data.Reach, ReceivedAt = data.ReceivedAt, EnteredAt = context.Now,
        };
        var message = ticket.AddMessage(MessageKind.FromResident, data.Author, data.Description, context);
        var cycle = ticket.StartCycle(message, data.ReceivedAt, context);
        if (data.LinkedToTicketId is { } old) ticket._links.Add(new() { TicketId = ticket.Id, ToTicketId = old, At = context.Now });
        ticket.Record(new TicketOpened(context.Now, data.Author, data.Kind, data.Channel, message.Id, message.ComputeHash(),
            CycleSnapshot.From(cycle)!, context.Now, data.LinkedToTicketId));
        return ticket;
    }

    /// <summary>Adds a further message of the resident, or one that staff enter on the resident's behalf.</summary>
    public Refusal? AddResidentMessage(Author author, MessageBody body, ChangeContext context)
    {
        // A courtesy needs no answer, so it is kept in every status.
        if ((!body.IsCourtesy || ErasedAt is not null) && RefusalFor(TicketAction.Write, context) is { } no) return no;
        var message = AddMessage(MessageKind.FromResident, author, body, context);
        if (body.IsCourtesy)
        {
            Record(new ResidentWrote(
                context.Now, author, message.Id, message.ComputeHash(), Thanks: true, Reopened: false, NewCycle: null,
                Edits: body.EditsMessageId));
            return null;
        }

        var reopened = ReopenForResident();
        var started = UnansweredCycle is null ? StartCycle(message, body.At, context) : null;
        Record(new ResidentWrote(
            context.Now, author, message.Id, message.ComputeHash(), Thanks: false, reopened, CycleSnapshot.From(started),
            body.IsUncertain, body.EditsMessageId));
        return null;
    }

    /// <summary>Puts the ticket back in progress, because the resident wrote. Returns true if it had been resolved.</summary>
    private bool ReopenForResident()
    {
        var reopened = Status is Resolved;
        if (Status is WaitingForResident or Resolved) Status = InProgress;
        if (reopened) ResolvedAt = null;
        return reopened;
    }

    public Refusal? Take(Author author, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Take, context) is { } no) return no;
        if (Status is New) Status = InProgress;
        if (author.Kind is AuthorKind.Staff) Assignee = author.Code;
        Record(new TicketTaken(context.Now, author));
        return null;
    }

    public Refusal? Assign(Author author, string user, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Assign, context) is { } no) return no;
        if (Assignee == user) return CreateRefusal(TicketAction.Assign, RefusalReason.AlreadyTaken, context);
        var before = Assignee;
        Assignee = user;
        Record(new TicketAssigned(context.Now, author, user, before));
        return null;
    }

    /// <summary>
    /// Adds an answer of staff. Through a chat or a call-back it counts once it is delivered.
    /// If only the page /track reaches the resident, publishing it there is the delivery.
    /// </summary>
    public Refusal? Answer(Author author, AnswerContent answer, ChangeContext context) => Answer(author, answer, Reach, context);

    /// <summary>Adds an answer that the resident was told on the spot, at the stated time.</summary>
    public Refusal? AnswerOnTheSpot(Author author, AnswerContent answer, AnsweredVia via, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Answer, context) is { } no) return no;
        if (answer.Kind is AnswerKind.NextStep && RecordPromisedDate(answer.PromisedAt, TicketAction.Answer, context) is { } tooOften)
            return tooOften;
        var message = AddMessage(answer, author, Reach, context);
        var tookIt = TakeIfNew(author);
        MarkDelivered(message, answer.Body.At);
        var answered = MarkCycleAnswered(message, answer.Body.At, via, context);
        WaitForResident(message, context);
        Record(new AnswerWritten(
            context.Now, author, message.Id, message.ComputeHash(), answer.Kind, Reach, tookIt, answer.PromisedAt, answered, via));
        return null;
    }

    /// <summary>Records that the channel accepted a message at <paramref name="acceptedAt"/>.</summary>
    public void RecordDelivery(long messageId, DateTimeOffset acceptedAt, ChangeContext context)
    {
        var message = _messages.Single(m => m.Id == messageId);
        if (message.Delivery is DeliveryState.Sent) return;
        MarkDelivered(message, acceptedAt);
        var answered = message.KindOfAnswer is null ? null : MarkCycleAnswered(message, acceptedAt, AnsweredVia.Chat, context);
        var next = answered is null ? null : StartCycleForMessagesAfter(message.Id, context);
        var waits = WaitForResident(message, context) is null;
        Record(new AnswerDelivered(context.Now, Author.System, messageId, acceptedAt, answered, AnsweredVia.Chat,
            CycleSnapshot.From(next), waits));
    }

    /// <summary>
    /// Records that the channel refused a message or cannot reach the resident. The response cycle stays open, and somebody has to call.
    /// </summary>
    public void RecordDeliveryFailure(long messageId, DeliveryState outcome, ChangeContext context)
    {
        var message = _messages.Single(m => m.Id == messageId);
        if (message.Delivery is not DeliveryState.Queued) return;
        message.Delivery = outcome;
        var waits = NeedsCall(message);
        (Unreachable, NeedsCallBack) = (Unreachable || waits, NeedsCallBack || (waits && Status is not Closed));
        Record(new DeliveryFailed(context.Now, Author.System, messageId, outcome));
    }

    /// <summary>
    /// Puts the ticket on the call-back list, because the reply window of the chat closed before an answer was delivered.
    /// Returns false when no answer is owed or a call is due already.
    /// </summary>
    public bool RecordReplyWindowClosed(ChangeContext context)
    {
        if (Status is Closed || !Unanswered || NeedsCallBack || Reach is not Contracts.Reach.Chat) return false;
        NeedsCallBack = true;
        Record(new ReplyWindowShut(context.Now, Author.System));
        return true;
    }

    /// <summary>
    /// Adds an internal note. With <paramref name="callPromised"/> the ticket goes on the call-back list.
    /// A note by a supervisor settles the follow-up of a poor rating.
    /// </summary>
    public Refusal? AddNote(Author author, MessageBody body, ChangeContext context, bool callPromised = false, bool bySupervisor = false)
    {
        if (RefusalFor(TicketAction.Note, context) is { } no) return no;
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
        if (RefusalFor(TicketAction.Call, context) is { } no) return no;
        if (call is { Reached: true, Kind: AnswerKind.NextStep }
            && RecordPromisedDate(call.PromisedAt, TicketAction.Call, context) is { } tooOften)
            return tooOften;
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

    /// <summary>Changes the kind of the ticket.</summary>
    public Refusal? Amend(Author author, TicketKind kind, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Amend, context) is { } no) return no;
        if (kind == Kind) return null;
        var before = Kind;
        Kind = kind;
        Record(new KindAmended(context.Now, author, before, kind));
        return null;
    }

    /// <summary>Changes the service item that the ticket is about.</summary>
    public Refusal? Amend(Author author, string serviceItem, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Amend, context) is { } no) return no;
        if (serviceItem == ServiceItem) return null;
        var before = ServiceItem;
        ServiceItem = serviceItem;
        Record(new ServiceItemAmended(context.Now, author, before, serviceItem));
        return null;
    }

    /// <summary>
    /// Changes who may see the resident's identity. An anonymous ticket keeps only the chat that answers are sent to.
    /// </summary>
    public Refusal? Amend(Author author, Anonymity anonymity, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Amend, context) is { } no) return no;
        if (anonymity == Anonymity) return null;
        var before = Anonymity;
        Anonymity = anonymity;
        PersonId = anonymity is Anonymity.Anonymous ? null : PersonId ?? ChatAddress?.PersonId;
        if (PersonId is null) Person = null;
        // A link created on opening leads to the resident's earlier ticket and would reveal who they are.
        if (anonymity is Anonymity.Anonymous) _links.RemoveAll(l => l.At == EnteredAt);
        Record(new AnonymityAmended(context.Now, author, before, anonymity));
        return null;
    }

    /// <summary>Records that the resident confirmed kind and details. Only the first time counts.</summary>
    public Refusal? ConfirmDetails(Author author, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Amend, context) is { } no) return no;
        if (ConfirmedAt is not null) return null;
        ConfirmedAt = context.Now;
        Record(new DetailsConfirmed(context.Now, author));
        return null;
    }

    /// <summary>
    /// Joins a chat to the ticket, after the resident entered the code from a paper slip or a call. Further answers go to that chat.
    /// </summary>
    public void JoinChat(PersonAddress chat, Language language, ChangeContext context)
    {
        if (ChatAddressId == chat.Id || ErasedAt is not null || chat.Kind.Channel is not { } channel) return;
        (ChatAddressId, ChatAddress, Reach, Language, Unreachable) = (chat.Id, chat, Contracts.Reach.Chat, language, false);
        Record(new ChatJoined(context.Now, Author.Resident, channel, language));
    }

    /// <summary>
    /// Records that the resident blocked the chat or opened it again.
    /// Messages in the outbox fail on their own and are then told by phone.
    /// </summary>
    public void SetReachable(bool reachable, ChangeContext context)
    {
        if (Unreachable == !reachable) return;
        Unreachable = !reachable;
        Record(new ChatReachChanged(context.Now, Author.Resident, reachable));
    }

    public Refusal? LinkTo(Author author, Ticket to, ChangeContext context)
    {
        if (to.Id == Id) return CreateRefusal(TicketAction.Link, RefusalReason.SameTicket, context);
        if (RefusalFor(TicketAction.Link, context) is { } no) return no;
        if (!_links.Exists(l => l.ToTicketId == to.Id)) _links.Add(new() { TicketId = Id, ToTicketId = to.Id, At = context.Now });
        Record(new TicketLinked(context.Now, author, to.Id));
        return null;
    }

    public Refusal? Resolve(Author author, MessageBody body, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Resolve, context) is { } no) return no;
        var message = AddMessage(MessageKind.Resolution, author, body, context, Reach);
        if (Reach is Reach.Track) MarkDelivered(message, context.Now);
        (Status, ResolvedAt, NeedsSupervisor) = (Resolved, context.Now, false);
        RunningPromisedDate?.End(context.Now);
        Record(new TicketResolved(context.Now, author, message.Id, message.ComputeHash()));
        return null;
    }

    public Refusal? Close(Author author, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Close, context) is { } no) return no;
        (Status, ClosedAt, NeedsCallBack) = (Closed, context.Now, false);
        RunningPromisedDate?.End(context.Now);
        Record(new TicketClosed(context.Now, author));
        return null;
    }

    public Refusal? Reopen(Author author, MessageBody reason, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Reopen, context) is { } no) return no;
        var message = AddMessage(author.Kind is AuthorKind.Resident ? MessageKind.FromResident : MessageKind.Note, author, reason, context);
        (Status, ResolvedAt, ClosedAt) = (InProgress, null, null);
        NeedsCallBack |= AnyMessageNeedsCall;
        var cycle = StartCycle(message, context.Now, context);
        Record(new TicketReopened(context.Now, author, message.Id, message.ComputeHash(), CycleSnapshot.From(cycle)!));
        return null;
    }

    public Refusal? Cancel(Author author, CycleEndReason endReason, MessageBody reason, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Cancel, context) is { } no) return no;
        var message = AddMessage(author.Kind is AuthorKind.Resident ? MessageKind.FromResident : MessageKind.Note, author, reason, context);
        var cycle = UnansweredCycle;
        if (cycle?.DueAt <= context.Now) RecordMiss(cycle, context);
        cycle?.End(endReason, context.Now);
        RunningPromisedDate?.End(context.Now);
        (Status, ClosedAt, NeedsCallBack) = (Closed, context.Now, false);
        Record(new TicketCancelled(context.Now, author, endReason, message.Id, message.ComputeHash(), CycleSnapshot.From(cycle)));
        return null;
    }

    public Refusal? Rate(Author author, int score, MessageBody? comment, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Rate, context) is { } no) return no;
        var closing = ResolvedAt!.Value;
        var rating = new Rating
        {
            Id = context.NewId(), TicketId = Id, ResolvedAt = closing, Score = score, At = context.Now, Author = author,
            Comment = comment?.Text, Salt = comment?.Salt,
        };
        _ratings.Add(rating);
        NeedsSupervisor |= score <= Rating.MaxUnsatisfiedScore;
        Record(new TicketRated(context.Now, author, score, rating.ComputeHash()));
        return null;
    }

    /// <summary>Adds a comment to the rating of the current resolution. Each rating takes one comment.</summary>
    public Refusal? CommentOnRating(Author author, MessageBody body, ChangeContext context)
    {
        var given = _ratings.Find(r => r.ResolvedAt == ResolvedAt);
        if (RefusalReasonFor(TicketAction.Rate, context.Now) is { } no and not RefusalReason.AlreadyRated)
            return CreateRefusal(TicketAction.Rate, no, context);
        if (given is null) return CreateRefusal(TicketAction.Rate, RefusalReason.NotRated, context);
        if (given.Comment is not null) return CreateRefusal(TicketAction.Rate, RefusalReason.AlreadyRated, context);
        (given.Comment, given.Salt) = (body.Text, body.Salt);
        Record(new RatingCommented(context.Now, author, TextHash.Compute(body.Salt, body.Text)));
        return null;
    }

    /// <summary>
    /// Records deadlines that have passed: a missed response cycle, at its true due time, and promised dates.
    /// Returns false when nothing was due.
    /// </summary>
    public bool RecordMissedDeadlines(ChangeContext context)
    {
        var before = _pendingEvents.Count;
        if (UnansweredCycle is { } cycle && cycle.NextCheckAt <= context.Now) RecordMiss(cycle, context);

        foreach (var promise in _promisedDates.Where(p => p.NextCheckAt <= context.Now))
        {
            promise.MarkPassed(context.Now);
            Record(new PromisePassed(context.Now, Author.System, promise.Id, promise.PromisedAt));
        }

        return _pendingEvents.Count > before;
    }

    private Refusal? Answer(Author author, AnswerContent answer, Reach reach, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Answer, context) is { } no) return no;
        if (answer.Kind is AnswerKind.NextStep && RecordPromisedDate(answer.PromisedAt, TicketAction.Answer, context) is { } tooOften)
            return tooOften;
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

    private Refusal? RefusalFor(TicketAction action, ChangeContext context) =>
        RefusalReasonFor(action, context.Now) is { } reason ? CreateRefusal(action, reason, context) : null;

    private Refusal CreateRefusal(TicketAction action, RefusalReason reason, ChangeContext context) =>
        new(reason, action, Status, ActionsAllowedAt(context.Now));

    /// <summary>The reason to refuse an action that follows from the ticket alone; null when it is allowed.</summary>
    private RefusalReason? RefusalReasonFor(TicketAction action, DateTimeOffset now) => action switch
    {
        _ when ErasedAt is not null => RefusalReason.Erased,
        _ when !AllowedFrom[action].Contains(Status) => RefusalReason.WrongState,
        TicketAction.Take when Status is not New && Assignee is not null => RefusalReason.AlreadyTaken,
        TicketAction.Resolve when UnansweredCycle is not null => RefusalReason.Unanswered,
        TicketAction.Reopen or TicketAction.Rate when ResolvedAt is null => RefusalReason.NeverResolved,
        TicketAction.Reopen or TicketAction.Rate when !IsWithinReopenPeriod(now) => RefusalReason.TooLate,
        TicketAction.Rate when _ratings.Exists(r => r.ResolvedAt == ResolvedAt) => RefusalReason.AlreadyRated,
        _ => null,
    };

    private bool IsWithinReopenPeriod(DateTimeOffset now) => ResolvedAt is { } resolved && now - resolved <= ReopenPeriod;

    private bool TakeIfNew(Author author)
    {
        if (Status is not New) return false;
        Status = InProgress;
        if (author.Kind is AuthorKind.Staff) Assignee ??= author.Code;
        return true;
    }

    /// <summary>
    /// Sets the status to waiting for the resident. Required: a question was delivered, and no message of the resident is unanswered.
    /// No other method sets this status.
    /// </summary>
    internal Refusal? WaitForResident(Message? question, ChangeContext context)
    {
        if (question is not { Kind: MessageKind.NeedFromYou, Delivery: DeliveryState.Sent })
            return CreateRefusal(TicketAction.Answer, RefusalReason.NothingAsked, context);
        if (UnansweredCycle is not null) return CreateRefusal(TicketAction.Answer, RefusalReason.Unanswered, context);
        if (Status is not InProgress) return CreateRefusal(TicketAction.Answer, RefusalReason.WrongState, context);
        Status = WaitingForResident;
        return null;
    }

    private ResponseCycle StartCycle(Message first, DateTimeOffset start, ChangeContext context)
    {
        var cycle = ResponseCycle.Start(this, _cycles.Count + 1, first.Id, start, context);
        _cycles.Add(cycle);
        return cycle;
    }

    /// <summary>Records a miss as an event of its own, whether the deadline job, a late answer or a withdrawal notices it first.</summary>
    private void RecordMiss(ResponseCycle cycle, ChangeContext context)
    {
        if (cycle.State is not CycleState.Open) return;
        cycle.MarkMissed(context.Now);
        Record(new CycleMissed(context.Now, Author.System, cycle.Id, cycle.DueAt, context.Now));
    }

    private CycleSnapshot? MarkCycleAnswered(Message answer, DateTimeOffset at, AnsweredVia via, ChangeContext context)
    {
        var cycle = UnansweredCycle;
        if (cycle is null || cycle.FirstMessageId > answer.Id) return null;
        if (at > cycle.DueAt) RecordMiss(cycle, context);
        cycle.MarkAnswered(at, via);
        return CycleSnapshot.From(cycle);
    }

    private ResponseCycle? StartCycleForMessagesAfter(long messageId, ChangeContext context)
    {
        var after = _messages.FindAll(m => m.NeedsAnswer && m.Id > messageId);
        return after.Count == 0 ? null : StartCycle(after.MinBy(m => m.Id)!, after.Min(m => m.At), context);
    }

    private Refusal? RecordPromisedDate(DateTimeOffset? date, TicketAction action, ChangeContext context)
    {
        if (date is not { } promised) return null;
        if (RunningPromisedDate is not { } running) _promisedDates.Add(PromisedDate.Start(context.NewId(), Id, promised));
        else if (running.Renewals >= PromisedDate.MaxRenewals) return CreateRefusal(action, RefusalReason.RenewedTwice, context);
        else running.Renew(promised);
        return null;
    }

    private void MarkDelivered(Message message, DateTimeOffset at)
    {
        (message.Delivery, message.DeliveredAt) = (DeliveryState.Sent, at);
        Unreachable = false;
        NeedsCallBack = AnyMessageNeedsCall;
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

    /// <summary>The ticket has a message that must be told by phone. A closed ticket needs no call.</summary>
    private bool AnyMessageNeedsCall => Status is not Closed && _messages.Exists(NeedsCall);

    /// <summary>
    /// Returns true for a message that did not reach the resident and that no delivered later message replaces.
    /// A later answer replaces every message, a later resolution only a resolution.
    /// </summary>
    private bool NeedsCall(Message message)
    {
        return IsUndelivered(message)
            && !_messages.Exists(later => later.Id > message.Id && later.Delivery is DeliveryState.Sent && Replaces(later));

        bool Replaces(Message later) =>
            later.KindOfAnswer is not null || (later.Kind is MessageKind.Resolution && message.Kind is MessageKind.Resolution);
    }

    private static bool IsUndelivered(Message message) => message.Delivery is DeliveryState.Failed or DeliveryState.Unreachable
        || message is { Delivery: DeliveryState.Queued, Reach: Contracts.Reach.Phone };

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

    private bool IsAnswerBeingSent(ResponseCycle cycle) => _messages.Exists(m =>
        m.KindOfAnswer is not null && m.Reach is Contracts.Reach.Chat && m.Delivery is DeliveryState.Queued
        && m.Id > cycle.FirstMessageId && m.RecordedAt <= cycle.DueAt);

    private void Record(TicketEvent ticketEvent)
    {
        _pendingEvents.Add(ticketEvent);
        Version++;
        UpdatedAt = ticketEvent.At;
        var latest = LatestCycle;
        latest.ScheduleDueCheck(IsAnswerBeingSent(latest));
        (DueAt, CycleState, Unanswered) = (latest.DueAt, latest.State, latest.Unanswered);
    }
}
