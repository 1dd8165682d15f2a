using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>An in-memory desk for bots: it records all calls and recognises repeated ones.</summary>
internal sealed partial class InMemoryDesk : IDesk, IStaffChats, IInbox, IConversationStore
{
    public static readonly DateTimeOffset Due = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly Dictionary<ChatAddress, string> _states = [];
    private readonly SortedDictionary<long, InboxItem> _pending = [];
    private readonly HashSet<string> _known = [];

    public List<OutgoingMessage> SentMessages { get; } = [];

    public List<string> Outcomes { get; } = [];

    public List<RawUpdate> StoredUpdates { get; } = [];

    /// <summary>Called with the name of each port method. A test throws here to make the call fail.</summary>
    public Action<string>? BeforeCall { get; set; }

    public int PendingCount
    {
        get { lock (_lock) return _pending.Count; }
    }

    public Task<ConversationState> LoadAsync(ChatAddress chat, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(_states.TryGetValue(chat, out var json)
                ? JsonSerializer.Deserialize(json, ConversationStateJson.Default.ConversationState)!
                : ConversationState.Initial);
    }

    public Task<IReadOnlyList<string>> LoadLastButtonCodesAsync(ChatAddress chat, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var last = SentMessages.LastOrDefault(message => message.To == chat && message.Clips.Count == 0);
            return Task.FromResult<IReadOnlyList<string>>([.. last?.Buttons.SelectMany(row => row).Select(button => button.Code) ?? []]);
        }
    }

    public Task CompleteAsync(
        InboxItem item, ChatAddress chat, ConversationState state, IReadOnlyList<OutgoingMessage> replies, CancellationToken cancellation)
    {
        BeforeCall?.Invoke(nameof(CompleteAsync));
        lock (_lock)
        {
            _states[chat] = JsonSerializer.Serialize(state, ConversationStateJson.Default.ConversationState);
            SentMessages.AddRange(replies);
            _pending.Remove(item.Id);
        }

        return Task.CompletedTask;
    }

    public Task StoreAsync(IReadOnlyList<RawUpdate> updates, CancellationToken cancellation)
    {
        BeforeCall?.Invoke(nameof(StoreAsync));
        lock (_lock)
            foreach (var update in updates)
                if (_known.Add($"{update.Channel}/{update.Bot}/{update.UpdateId}"))
                {
                    StoredUpdates.Add(update);
                    _pending[StoredUpdates.Count] = new(StoredUpdates.Count, update, 0);
                }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<InboxItem>> LoadDueAsync(ContactChannel channel, int maxCount, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var due = _pending.Values.Where(item => item.Update.Channel == channel).Take(maxCount);
            return Task.FromResult<IReadOnlyList<InboxItem>>([.. due]);
        }
    }

    public Task MarkDoneAsync(InboxItem item, string outcome, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _pending.Remove(item.Id);
            Outcomes.Add(outcome);
        }

        return Task.CompletedTask;
    }

    public Task RetryLaterAsync(InboxItem item, string reason, CancellationToken cancellation)
    {
        lock (_lock) _pending[item.Id] = item with { Attempts = item.Attempts + 1 };
        return Task.CompletedTask;
    }
}
