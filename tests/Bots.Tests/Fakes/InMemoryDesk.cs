using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>An in-memory desk for bots: inbox, conversation states, sent messages and tickets. It records what it was asked.</summary>
internal sealed partial class InMemoryDesk : IInbox, IPullInbox
{
    public const string StaffCode = "24681357";

    public static readonly DateTimeOffset Due = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly Dictionary<ChatAddress, string> _states = [];
    private readonly SortedDictionary<long, RawUpdate> _pending = [];
    private readonly HashSet<string> _known = [];
    private readonly Dictionary<(ContactChannel, string), string> _cursors = [];

    public List<OutgoingMessage> SentMessages { get; } = [];

    public List<RawUpdate> StoredUpdates { get; } = [];

    /// <summary>Called before updates are stored. A test throws here to make it fail.</summary>
    public Action? BeforeStore { get; set; }

    public int PendingCount
    {
        get { lock (_lock) return _pending.Count; }
    }

    public Task StoreAsync(IReadOnlyList<RawUpdate> updates, CancellationToken cancellation)
    {
        BeforeStore?.Invoke();
        lock (_lock)
            foreach (var update in updates)
                if (_known.Add($"{update.Channel}/{update.Bot}/{update.UpdateId}"))
                {
                    StoredUpdates.Add(update);
                    _pending[StoredUpdates.Count] = update;
                }

        return Task.CompletedTask;
    }

    public Task<string?> LoadCursorAsync(ContactChannel channel, string bot, CancellationToken cancellation) =>
        Task.FromResult(_cursors.GetValueOrDefault((channel, bot)));

    public async Task StorePulledAsync(IReadOnlyList<RawUpdate> updates, CursorMove move, CancellationToken cancellation)
    {
        await StoreAsync(updates, cancellation);
        if (_cursors.GetValueOrDefault((move.Channel, move.Bot)) == move.From) _cursors[(move.Channel, move.Bot)] = move.To;
    }

    public (long Key, RawUpdate Update)? FindNextUpdate()
    {
        lock (_lock) return _pending.Count == 0 ? null : (_pending.First().Key, _pending.First().Value);
    }

    public void Complete(long key)
    {
        lock (_lock) _pending.Remove(key);
    }

    public ConversationState LoadState(ChatAddress chat) => _states.TryGetValue(chat, out var json)
        ? JsonSerializer.Deserialize(json, ConversationStateJson.Default.ConversationState)!
        : ConversationState.Initial;

    public IReadOnlyList<ChatButton> LoadLastButtons(ChatAddress chat)
    {
        var last = SentMessages.LastOrDefault(message => message.To == chat && message.Clips.Count == 0);
        return [.. last?.Buttons.SelectMany(row => row) ?? []];
    }

    public void SaveReply(ChatAddress chat, ConversationState state, IEnumerable<OutgoingMessage> messages)
    {
        _states[chat] = JsonSerializer.Serialize(state, ConversationStateJson.Default.ConversationState);
        SentMessages.AddRange(messages);
    }
}
