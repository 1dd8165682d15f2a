using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

internal static class A
{
    /// <summary>A ticket that a resident raised in a chat on Monday at 10:00, due after 48 hours.</summary>
    public static TicketScenario Ticket() => new(id: 1);

    public static TicketScenario AnotherTicket() => new(id: 2);
}

/// <summary>
/// A ticket and a sequence of actions on it: <c>A.Ticket().From(ContactChannel.Hotline).TakenBy("aygul")</c>.
/// Steps in the past tense assert success; <see cref="Try"/> returns the refusal.
/// Without <see cref="OpenedAt"/> the ticket opens on Monday at 10:00.
/// </summary>
internal sealed class TicketScenario(long id)
{
    private readonly List<TicketEvent> _events = [];
    private ContactChannel _channel = ContactChannel.Telegram;
    private Reach? _reach;
    private DateTimeOffset? _receivedAt;
    private TimeSpan _length = TimeSpan.FromHours(48);
    private bool _isInWorkingTime;
    private LevelRule _levels = (_, due) => [new(PlannedLevel.Missed, due.At)];
    private Ticket? _ticket;
    private long _lastId;
    private int _lastSalt;

    public DateTimeOffset Now { get; private set; } = Monday.At(10);

    public Ticket Ticket => _ticket ??= Open();

    /// <summary>All events of the ticket, from the start.</summary>
    public IReadOnlyList<TicketEvent> Events
    {
        get
        {
            _events.AddRange(Ticket.TakeEvents());
            return _events;
        }
    }

    public ResponseCycle Cycle => Ticket.LatestCycle;

    public Message LastMessage => Ticket.Messages.MaxBy(m => m.Id)!;

    public ChangeContext Context => new ChangeContext(Now, () => ++_lastId, NewSalt,
        (_, start) => new DueTime(start + _length, _isInWorkingTime ? _length : null)) with
    { LevelsFor = _levels };

    public TicketScenario From(ContactChannel channel) => Configure(() => _channel = channel);

    public TicketScenario Reachable(Reach reach) => Configure(() => _reach = reach);

    public TicketScenario ReceivedAt(DateTimeOffset at) => Configure(() => _receivedAt = at);

    public TicketScenario PromisedWithin(TimeSpan length) => Configure(() => _length = length);

    /// <summary>Marks cycles as counted in working time. Here working time passes as natural time does.</summary>
    public TicketScenario CountedInWorkingTime(bool isInWorkingTime = true) => Configure(() => _isInWorkingTime = isInWorkingTime);

    /// <summary>Warns at these levels.</summary>
    public TicketScenario WarnedAt(LevelRule levels)
    {
        _levels = levels;
        return this;
    }

    public TicketScenario OpenedAt(DateTimeOffset now) => Configure(() => Now = now).Opened();

    public TicketScenario Opened() => Apply(_ => null);

    /// <summary>Opens the ticket if needed and moves the time on.</summary>
    public TicketScenario At(DateTimeOffset now)
    {
        Opened();
        Now = now;
        return this;
    }

    public TicketScenario TakenBy(string user) => Apply(t => t.Take(Author.Staff(user), Context));

    public TicketScenario TakenByService(string key) => Apply(t => t.Take(Author.Service(key), Context));

    public TicketScenario AssignedTo(string user) => Apply(t => t.Assign(Author.Staff("supervisor"), user, Context));

    public TicketScenario Wrote(string text = "And one more thing", DateTimeOffset? at = null) =>
        Apply(t => t.AddResidentMessage(Author.Resident, Body(text, at), Context));

    public TicketScenario SentCourtesy() =>
        Apply(t => t.AddResidentMessage(Author.Resident, Body("رەھمەت") with { IsCourtesy = true }, Context));

    public TicketScenario Answered(AnswerKind kind = AnswerKind.Answer, DateTimeOffset? promised = null, Author? author = null) =>
        Apply(t => t.Answer(author ?? Author.Staff("aygul"), Answer(kind, promised), Context));

    public TicketScenario AnsweredOnTheSpot(DateTimeOffset at, AnswerKind kind = AnswerKind.Answer) =>
        Apply(t => t.AnswerOnTheSpot(Author.Staff("aygul"), new(kind, Body("Told face to face", at)), AnsweredVia.FaceToFace, Context));

    /// <summary>The channel accepted the newest outgoing message, or the given one.</summary>
    public TicketScenario Delivered(DateTimeOffset? accepted = null, long? message = null)
    {
        Ticket.RecordDelivery(message ?? LastOutgoingId, accepted ?? Now, Context);
        return this;
    }

    /// <summary>The channel tells that a message which it had accepted did not arrive.</summary>
    public TicketScenario Revoked(DeliveryState outcome = DeliveryState.Unreachable)
    {
        Ticket.RevokeDelivery(LastOutgoingId, outcome, Context);
        return this;
    }

    public TicketScenario NotDelivered(DeliveryState outcome = DeliveryState.Unreachable)
    {
        Ticket.RecordDeliveryFailure(LastOutgoingId, outcome, Context);
        return this;
    }

    public TicketScenario Called(
        AnswerKind? kind = AnswerKind.Answer, DateTimeOffset? at = null, bool reached = true, DateTimeOffset? promised = null) =>
        Apply(t => t.LogCall(Author.Staff("aygul"), new(CallDirection.Out, reached, kind, Body("By phone", at), promised), Context));

    public TicketScenario Noted() => Apply(t => t.AddNote(Author.Staff("aygul"), Body("Between us"), Context));

    public TicketScenario Resolved() => Apply(t => t.Resolve(Author.Staff("aygul"), Body("Done"), Context));

    public TicketScenario DrawnForFollowUp(FollowUpCause cause = FollowUpCause.Sample)
    {
        Assert.True(Ticket.DrawFollowUp(cause, Context));
        return this;
    }

    public TicketScenario FollowedUp(bool solved, int? score = null, string by = "caller") =>
        Apply(t => t.RecordFollowUp(Author.Staff(by), new(true, solved, score, Body("They said")), Context));

    public TicketScenario Closed() => Apply(t => t.Close(Author.System, Context));

    public TicketScenario Reopened() => Apply(t => t.Reopen(Author.Resident, Body("It broke again"), Context));

    public TicketScenario Cancelled(CycleEndReason why = CycleEndReason.Withdrawn) =>
        Apply(t => t.Cancel(Author.Resident, why, Body("Never mind"), Context));

    public TicketScenario Rated(int score = 5) => Apply(t => t.Rate(Author.Resident, score, Body("Quick"), Context));

    /// <summary>Handed over to a department, which is reminded after a day and has two days.</summary>
    public TicketScenario TransferredTo(string department) =>
        Apply(t => t.Transfer(Author.Staff("aygul"), department, Body("Where is the parcel?"), SlipTimes(), Context));

    public SlipTimes SlipTimes() => new(Now.AddDays(2), Now.AddDays(1));

    public SlipTimes SlipTimesFrom(TransferSlip slip, DateTimeOffset start) => new(start + (slip.DueAt - slip.HandedOverAt), null);

    public TicketScenario SlipDone(TicketAction action, int ordinal = 1) =>
        Apply(t => PerformOnSlip(t.Slips[ordinal - 1], action, Author.Staff("murat")));

    /// <summary>Takes an action on a slip.</summary>
    public Refusal? PerformOnSlip(TransferSlip slip, TicketAction action, Author author) => action switch
    {
        TicketAction.AcceptSlip => Ticket.AcceptSlip(author, slip, Context),
        TicketAction.ReturnSlip => Ticket.ReturnSlip(author, slip, SlipReturnReason.NotOurs, null, Context),
        TicketAction.ExtendSlip => Ticket.AskForTime(author, slip, slip.DueAt.AddDays(1), Body("The lorry broke down"), Context),
        TicketAction.GrantTime => Ticket.GrantTime(author, slip, new(slip.RequestedDueAt ?? slip.DueAt, null), Context),
        TicketAction.RefuseTime => Ticket.RefuseTime(author, slip, Body("The resident waits"), Context),
        TicketAction.AnswerSlip => Ticket.AnswerSlip(author, slip, Body("It arrives tomorrow"), Context),
        TicketAction.WithdrawSlip => Ticket.WithdrawSlip(author, slip, Context),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>The deadline check ran.</summary>
    public TicketScenario MissesRecorded()
    {
        Ticket.RecordMissedDeadlines(Context);
        return this;
    }

    public Refusal? Try(Func<Ticket, ChangeContext, Refusal?> action) => action(Ticket, Context);

    public MessageBody Body(string text, DateTimeOffset? at = null) => new(text, new byte[TextHash.SaltLength], at ?? Now);

    public AnswerContent Answer(AnswerKind kind = AnswerKind.Answer, DateTimeOffset? promised = null) =>
        new(kind, Body("We looked into it"), promised);

    private long LastOutgoingId => Ticket.Messages.Where(m => m.Reach is not null).Max(m => m.Id);

    private byte[] NewSalt() => [.. Enumerable.Repeat((byte)++_lastSalt, TextHash.SaltLength)];

    private TicketScenario Configure(Action set)
    {
        Assert.Null(_ticket);
        set();
        return this;
    }

    private TicketScenario Apply(Func<Ticket, Refusal?> action)
    {
        Assert.Null(action(Ticket));
        return this;
    }

    private Ticket Open() => EcomCenter.Desk.Tickets.Ticket.Open(
        new()
        {
            Id = id, Number = TicketNumber.FromCounter(100_016 + id),
            Channel = _channel, Kind = TicketKind.Inquiry, Language = Language.Ug,
            Description = Body("How do I open a shop?", _receivedAt), Reach = _reach ?? ReachOf(_channel),
            ReceivedAt = _receivedAt ?? Now, Author = Author.Resident,
        },
        Context);

    private static Reach ReachOf(ContactChannel channel) => channel switch
    {
        _ when channel.IsChat() => Reach.Chat,
        ContactChannel.Hotline or ContactChannel.Counter => Reach.Phone,
        _ => Reach.Track,
    };
}
