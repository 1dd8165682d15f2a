using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>An in-memory desk for bots: it records all calls and recognises repeated ones.</summary>
internal sealed partial class DeskInMemory : IDesk, IStaffChats, IInbox, IConversations
{
    public static readonly DateTimeOffset Due = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly Dictionary<ChatAddress, string> _places = [];
    private readonly SortedDictionary<long, InboxItem> _waiting = [];
    private readonly HashSet<string> _known = [];

    public List<OutgoingMessage> Said { get; } = [];

    public List<string> SetAside { get; } = [];

    public List<RawUpdate> Stored { get; } = [];

    /// <summary>Called with the name of each port method. A test throws here to make the call fail.</summary>
    public Action<string>? Trip { get; set; }

    public int Waiting
    {
        get { lock (_lock) return _waiting.Count; }
    }

    public Task<Place> FindAsync(ChatAddress chat, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(_places.TryGetValue(chat, out var json)
                ? JsonSerializer.Deserialize(json, PlaceJson.Default.Place)!
                : Place.Start);
    }

    public Task<IReadOnlyList<string>> LastKeyboardAsync(ChatAddress chat, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var last = Said.LastOrDefault(message => message.To == chat && message.Clips.Count == 0);
            return Task.FromResult<IReadOnlyList<string>>([.. last?.Buttons.SelectMany(row => row).Select(button => button.Code) ?? []]);
        }
    }

    public Task CompleteAsync(
        InboxItem item, ChatAddress chat, Place place, IReadOnlyList<OutgoingMessage> says, CancellationToken cancellation)
    {
        Trip?.Invoke(nameof(CompleteAsync));
        lock (_lock)
        {
            _places[chat] = JsonSerializer.Serialize(place, PlaceJson.Default.Place);
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
        lock (_lock)
        {
            var due = _waiting.Values.Where(item => item.Update.Channel == channel).Take(most);
            return Task.FromResult<IReadOnlyList<InboxItem>>([.. due]);
        }
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
}
