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

    public Task<bool> AmendKindAsync(ChatAddress chat, TicketNumber number, TicketKind kind, CancellationToken cancellation)
    {
        Trip?.Invoke(nameof(AmendKindAsync));
        lock (_lock)
        {
            var matters = _matters.GetValueOrDefault(chat) ?? [];
            var index = matters.FindIndex(matter => matter.Number == number);
            if (index >= 0) matters[index] = matters[index] with { Kind = kind };
            return Task.FromResult(index >= 0);
        }
    }

    public Task<IReadOnlyList<TrackedTicket>> MattersAsync(ChatAddress chat, CancellationToken cancellation)
    {
        lock (_lock) return Task.FromResult<IReadOnlyList<TrackedTicket>>([.. _matters.GetValueOrDefault(chat) ?? []]);
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

    private IntakeReceipt OpenOrJoin(IncomingMessage message)
    {
        if (!_matters.TryGetValue(message.From, out var matters)) _matters[message.From] = matters = [];
        var opened = message.NewMatter || matters.Count == 0;
        if (opened) matters.Insert(0, Matter(TicketNumber.FromCounter(++_counter)));
        return new()
        {
            Number = matters[0].Number, TrackingCode = "K7M2QX", Opened = opened, Kind = TicketKind.Inquiry,
            Thanks = message.Text is "谢谢" or "رەھمەت", DueAt = message.Text is "谢谢" or "رەھمەت" ? null : Due,
        };
    }

    private static TrackedTicket Matter(TicketNumber number) => new()
    {
        Number = number, Kind = TicketKind.Inquiry, Status = TicketStatus.New, ReceivedAt = Due.AddDays(-2), DueAt = Due,
        Cycle = CycleState.Open, Unanswered = true, Answers = [],
    };
}
