using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

internal static class A
{
    /// <summary>A ticket that a resident raised in a chat on Monday at 10:00, due after 48 hours.</summary>
    public static Story Ticket() => new(id: 1);

    public static Story AnotherTicket() => new(id: 2);
}

/// <summary>
/// A ticket and a sequence of actions on it: <c>A.Ticket().From(ContactChannel.Hotline).TakenBy("aygul")</c>.
/// Steps in the past tense assert success; <see cref="Try"/> returns the refusal.
/// Without <see cref="OpenedAt"/> the ticket opens on Monday at 10:00.
/// </summary>
internal sealed class Story(long id)
{
    private readonly List<TicketEvent> _events = [];
    private ContactChannel _channel = ContactChannel.Telegram;
    private Reach? _reach;
    private DateTimeOffset? _receivedAt;
    private TimeSpan _length = TimeSpan.FromHours(48);
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
            _events.AddRange(Ticket.TakeWhatHappened());
            return _events;
        }
    }

    public ResponseCycle Cycle => Ticket.LatestCycle;

    public Message LastMessage => Ticket.Messages.MaxBy(m => m.Id)!;

    public Moment Moment => new(Now, () => ++_lastId, NewSalt, (_, start) => start + _length);

    public Story From(ContactChannel channel) => Before(() => _channel = channel);

    public Story Reachable(Reach reach) => Before(() => _reach = reach);

    public Story ReceivedAt(DateTimeOffset at) => Before(() => _receivedAt = at);

    public Story PromisedWithin(TimeSpan length) => Before(() => _length = length);

    public Story OpenedAt(DateTimeOffset now) => Before(() => Now = now).Opened();

    public Story Opened() => Did(_ => null);

    /// <summary>Opens the ticket if needed and moves the time on.</summary>
    public Story At(DateTimeOffset now)
    {
        Opened();
        Now = now;
        return this;
    }

    public Story TakenBy(string user) => Did(t => t.Take(By.Staff(user), Moment));

    public Story TakenByService(string key) => Did(t => t.Take(By.Service(key), Moment));

    public Story AssignedTo(string user) => Did(t => t.Assign(By.Staff("supervisor"), user, Moment));

    public Story Wrote(string text = "And one more thing", DateTimeOffset? at = null) =>
        Did(t => t.Write(By.Resident, Words(text, at), Moment));

    public Story Thanked() => Did(t => t.Write(By.Resident, Words("رەھمەت") with { Thanks = true }, Moment));

    public Story Answered(AnswerKind kind = AnswerKind.Answer, DateTimeOffset? promised = null, By? by = null) =>
        Did(t => t.Answer(by ?? By.Staff("aygul"), Answer(kind, promised), Moment));

    public Story AnsweredOnTheSpot(DateTimeOffset at, AnswerKind kind = AnswerKind.Answer) =>
        Did(t => t.AnswerOnTheSpot(By.Staff("aygul"), new(kind, Words("Told face to face", at)), Via.FaceToFace, Moment));

    /// <summary>The channel accepted the newest outgoing message, or the given one.</summary>
    public Story Delivered(DateTimeOffset? accepted = null, long? message = null)
    {
        Ticket.AnswerWasDelivered(message ?? LastSent, accepted ?? Now, Moment);
        return this;
    }

    public Story NotDelivered(DeliveryState outcome = DeliveryState.Unreachable)
    {
        Ticket.DeliveryHasFailed(LastSent, outcome, Moment);
        return this;
    }

    public Story Called(
        AnswerKind? kind = AnswerKind.Answer, DateTimeOffset? at = null, bool reached = true, DateTimeOffset? promised = null) =>
        Did(t => t.Call(By.Staff("aygul"), new(CallDirection.Out, reached, kind, Words("By phone", at), promised), Moment));

    public Story Noted() => Did(t => t.Note(By.Staff("aygul"), Words("Between us"), Moment));

    public Story Resolved() => Did(t => t.Resolve(By.Staff("aygul"), Words("Done"), Moment));

    public Story Closed() => Did(t => t.Close(By.System, Moment));

    public Story Reopened() => Did(t => t.Reopen(By.Resident, Words("It broke again"), Moment));

    public Story Cancelled(CycleEnd why = CycleEnd.Withdrawn) =>
        Did(t => t.Cancel(By.Resident, why, Words("Never mind"), Moment));

    public Story Rated(int score = 5) => Did(t => t.Rate(By.Resident, score, Words("Quick"), Moment));

    /// <summary>The deadline check ran.</summary>
    public Story Noticed()
    {
        Ticket.Notice(Moment);
        return this;
    }

    public Refusal? Try(Func<Ticket, Moment, Refusal?> verb) => verb(Ticket, Moment);

    public Said Words(string text, DateTimeOffset? at = null) => new(text, new byte[WordsHash.SaltLength], at ?? Now);

    public AnswerGiven Answer(AnswerKind kind = AnswerKind.Answer, DateTimeOffset? promised = null) =>
        new(kind, Words("We looked into it"), promised);

    private long LastSent => Ticket.Messages.Where(m => m.Reach is not null).Max(m => m.Id);

    private byte[] NewSalt() => [.. Enumerable.Repeat((byte)++_lastSalt, WordsHash.SaltLength)];

    private Story Before(Action set)
    {
        Assert.Null(_ticket);
        set();
        return this;
    }

    private Story Did(Func<Ticket, Refusal?> verb)
    {
        Assert.Null(verb(Ticket));
        return this;
    }

    private Ticket Open() => EcomCenter.Desk.Tickets.Ticket.Open(
        new()
        {
            Id = id, Number = TicketNumber.FromCounter(100_016 + id),
            Channel = _channel, Kind = TicketKind.Inquiry, Language = Language.Ug,
            Description = Words("How do I open a shop?", _receivedAt), Reach = _reach ?? ReachOf(_channel),
            ReceivedAt = _receivedAt ?? Now, By = By.Resident,
        },
        Moment);

    private static Reach ReachOf(ContactChannel channel) => channel switch
    {
        _ when channel.IsChat() => Reach.Chat,
        ContactChannel.Hotline or ContactChannel.Counter => Reach.Phone,
        _ => Reach.Track,
    };
}
