using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>The desk's side as bots see it: it remembers what it was told, and knows repeats.</summary>
internal sealed class DeskInMemory : IDesk, IInbox, IConversations
{
    public static readonly DateTimeOffset Due = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, IntakeReceipt> _receipts = [];
    private readonly Dictionary<ChatAddress, List<TrackedTicket>> _matters = [];
    private readonly Dictionary<ChatAddress, string> _places = [];
    private readonly SortedDictionary<long, InboxItem> _waiting = [];
    private readonly HashSet<string> _known = [];
    private long _counter = 100_016;

    public List<IncomingMessage> Submitted { get; } = [];

    public List<OutgoingMessage> Said { get; } = [];

    public List<(TicketNumber Number, Amendment Amendment)> Amended { get; } = [];

    public List<(string ExternalId, TicketNumber? About)> Moved { get; } = [];

    public List<(TicketNumber Number, string Words)> Withdrawn { get; } = [];

    public List<(TicketNumber Number, string Words)> Reopened { get; } = [];

    public List<(TicketNumber Number, int Score)> Rated { get; } = [];

    public List<(TicketNumber Number, string Words)> Commented { get; } = [];

    public List<(ChatAddress Chat, bool Reachable)> Reach { get; } = [];

    /// <summary>The codes of slips, and what they join a chat to.</summary>
    public Dictionary<string, TrackedTicket> Codes { get; } = [];

    /// <summary>What the next matter that is opened seems to ask.</summary>
    public KnownAnswer? Known { get; set; }

    /// <summary>It was answered meanwhile: nothing moves any more.</summary>
    public bool Unmovable { get; set; }

    public List<string> SetAside { get; } = [];

    public List<RawUpdate> Stored { get; } = [];

    /// <summary>Throws where a test wants the desk to fail; the name of the port's method is handed in.</summary>
    public Action<string>? Trip { get; set; }

    public int Waiting
    {
        get { lock (_lock) return _waiting.Count; }
    }

    public Task<IntakeReceipt> SubmitAsync(IncomingMessage message, CancellationToken cancellation)
    {
        Trip?.Invoke(nameof(SubmitAsync));
        lock (_lock)
        {
            if (_receipts.TryGetValue(message.ExternalId, out var known)) return Task.FromResult(known);
            Submitted.Add(message);
            return Task.FromResult(_receipts[message.ExternalId] = OpenOrJoin(message));
        }
    }

    public Task<bool> IsIdleAsync(IncomingMessage message, CancellationToken cancellation)
    {
        lock (_lock) return Task.FromResult(message.Text is "谢谢" or "رەھمەت" && !_matters.ContainsKey(message.From));
    }

    public Task<bool> AmendAsync(ChatAddress chat, TicketNumber number, Amendment amendment, CancellationToken cancellation) =>
        ChangeAsync(nameof(AmendAsync), chat, number, matter =>
        {
            if (matter.Status is TicketStatus.Closed) return null;
            Amended.Add((number, amendment));
            return matter with { Kind = amendment.Kind ?? matter.Kind };
        });

    public Task<IReadOnlyList<TrackedTicket>> MattersAsync(ChatAddress chat, CancellationToken cancellation)
    {
        lock (_lock) return Task.FromResult<IReadOnlyList<TrackedTicket>>([.. _matters.GetValueOrDefault(chat) ?? []]);
    }

    public Task<IntakeReceipt?> MoveAsync(ChatAddress chat, string externalId, TicketNumber? about, CancellationToken cancellation)
    {
        Trip?.Invoke(nameof(MoveAsync));
        lock (_lock)
        {
            if (Unmovable || !_receipts.TryGetValue(externalId, out var known)) return Task.FromResult<IntakeReceipt?>(null);
            if (about is null && !known.Opened) _matters[chat].Insert(0, Matter(TicketNumber.FromCounter(++_counter), known.Number.ToString()));
            if (about is { } number && _matters[chat].TrueForAll(matter => matter.Number != number)) return Task.FromResult<IntakeReceipt?>(null);
            Moved.Add((externalId, about));
            var now = about ?? (known.Opened ? known.Number : _matters[chat][0].Number);
            return Task.FromResult<IntakeReceipt?>(_receipts[externalId] = known with
            {
                Number = now, Unsure = false, Opened = about is null || (known.Opened && now == known.Number), Others = OpenBeside(chat, now),
            });
        }
    }

    public Task<bool> WithdrawAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation) =>
        ChangeAsync(nameof(WithdrawAsync), chat, number, matter =>
        {
            if (matter.Status is TicketStatus.Closed) return null;
            Withdrawn.Add((number, words));
            return matter with { Status = TicketStatus.Closed, Cycle = CycleState.Cancelled, Unanswered = false };
        });

    public async Task<IntakeReceipt?> ReopenAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation)
    {
        var done = await ChangeAsync(nameof(ReopenAsync), chat, number, matter =>
        {
            if (matter.Status is not (TicketStatus.Resolved or TicketStatus.Closed)) return null;
            Reopened.Add((number, words));
            return matter with { Status = TicketStatus.InProgress, Cycle = CycleState.Open, Unanswered = true, Rated = false };
        });
        lock (_lock) return done ? Receipt(chat, _matters[chat].Find(matter => matter.Number == number)!, opened: false) : null;
    }

    public Task<bool> RateAsync(ChatAddress chat, TicketNumber number, int score, CancellationToken cancellation) =>
        ChangeAsync(nameof(RateAsync), chat, number, matter =>
        {
            if (matter.Rated || matter.Status is not (TicketStatus.Resolved or TicketStatus.Closed)) return null;
            Rated.Add((number, score));
            return matter with { Rated = true };
        });

    public Task<bool> CommentAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation) =>
        ChangeAsync(nameof(CommentAsync), chat, number, matter =>
        {
            if (!matter.Rated || Commented.Exists(comment => comment.Number == number)) return null;
            Commented.Add((number, words));
            return matter;
        });

    public Task<TrackedTicket?> PickUpAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation)
    {
        Trip?.Invoke(nameof(PickUpAsync));
        lock (_lock)
        {
            if (!Codes.TryGetValue(code, out var matter)) return Task.FromResult<TrackedTicket?>(null);
            if (!_matters.TryGetValue(chat, out var matters)) _matters[chat] = matters = [];
            if (matters.TrueForAll(known => known.Number != matter.Number)) matters.Insert(0, matter);
            return Task.FromResult<TrackedTicket?>(matter);
        }
    }

    public Task ReachableAsync(ChatAddress chat, bool reachable, CancellationToken cancellation)
    {
        Trip?.Invoke(nameof(ReachableAsync));
        lock (_lock) Reach.Add((chat, reachable));
        return Task.CompletedTask;
    }

    /// <summary>What staff do meanwhile.</summary>
    public void Set(ChatAddress chat, TicketNumber number, Func<TrackedTicket, TrackedTicket> change)
    {
        lock (_lock)
        {
            var matters = _matters[chat];
            var index = matters.FindIndex(matter => matter.Number == number);
            matters[index] = change(matters[index]);
        }
    }

    public Task<Place> FindAsync(ChatAddress chat, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(_places.TryGetValue(chat, out var json) ? System.Text.Json.JsonSerializer.Deserialize(json, PlaceJson.Default.Place)! : Place.Start);
    }

    public Task CompleteAsync(InboxItem item, ChatAddress chat, Place place, IReadOnlyList<OutgoingMessage> says, CancellationToken cancellation)
    {
        Trip?.Invoke(nameof(CompleteAsync));
        lock (_lock)
        {
            _places[chat] = System.Text.Json.JsonSerializer.Serialize(place, PlaceJson.Default.Place);
            Said.AddRange(says);
            _waiting.Remove(item.Id);
        }

        return Task.CompletedTask;
    }

    public Task StoreAsync(IReadOnlyList<RawUpdate> updates, CancellationToken cancellation)
    {
        Trip?.Invoke(nameof(StoreAsync));
        lock (_lock)
            foreach (var update in updates)
                if (_known.Add($"{update.Channel}/{update.Bot}/{update.UpdateId}"))
                {
                    Stored.Add(update);
                    _waiting[Stored.Count] = new(Stored.Count, update, 0);
                }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<InboxItem>> WaitingAsync(ContactChannel channel, int most, CancellationToken cancellation)
    {
        lock (_lock) return Task.FromResult<IReadOnlyList<InboxItem>>([.. _waiting.Values.Where(item => item.Update.Channel == channel).Take(most)]);
    }

    public Task SetAsideAsync(InboxItem item, string outcome, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _waiting.Remove(item.Id);
            SetAside.Add(outcome);
        }

        return Task.CompletedTask;
    }

    public Task RetryLaterAsync(InboxItem item, string reason, CancellationToken cancellation)
    {
        lock (_lock) _waiting[item.Id] = item with { Attempts = item.Attempts + 1 };
        return Task.CompletedTask;
    }

    private Task<bool> ChangeAsync(string call, ChatAddress chat, TicketNumber number, Func<TrackedTicket, TrackedTicket?> change)
    {
        Trip?.Invoke(call);
        lock (_lock)
        {
            var matters = _matters.GetValueOrDefault(chat) ?? [];
            var index = matters.FindIndex(matter => matter.Number == number);
            if (index < 0 || change(matters[index]) is not { } changed) return Task.FromResult(false);
            matters[index] = changed;
            return Task.FromResult(true);
        }
    }

    private IntakeReceipt OpenOrJoin(IncomingMessage message)
    {
        if (!_matters.TryGetValue(message.From, out var matters)) _matters[message.From] = matters = [];
        var about = message.About is { } number ? matters.Find(matter => matter.Number == number) : null;
        var joined = message.NewMatter ? null : about ?? matters.Find(matter => matter.Status is not TicketStatus.Closed);
        if (joined is null) matters.Insert(0, Matter(TicketNumber.FromCounter(++_counter), message.Text));
        var thanks = message.Text is "谢谢" or "رەھمەت";
        return Receipt(message.From, joined ?? matters[0], opened: joined is null) with
        {
            Thanks = thanks, DueAt = thanks ? null : Due, Unsure = joined is not null && about is null && !thanks && message.Edits is null,
            Known = joined is null ? Known : null,
        };
    }

    private IntakeReceipt Receipt(ChatAddress chat, TrackedTicket matter, bool opened) => new()
    {
        Number = matter.Number, TrackingCode = "K7M2QX", Opened = opened, Kind = matter.Kind, DueAt = Due, Others = OpenBeside(chat, matter.Number),
    };

    private IReadOnlyList<TicketNumber> OpenBeside(ChatAddress chat, TicketNumber number) =>
        [.. _matters[chat].Where(matter => matter.Number != number && matter.Status is not (TicketStatus.Resolved or TicketStatus.Closed)).Select(matter => matter.Number)];

    private static TrackedTicket Matter(TicketNumber number, string subject) => new()
    {
        Number = number, Kind = TicketKind.Inquiry, Subject = subject, Status = TicketStatus.New, ReceivedAt = Due.AddDays(-2), DueAt = Due,
        Cycle = CycleState.Open, Unanswered = true, Answers = [],
    };
}
