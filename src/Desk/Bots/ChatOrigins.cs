using System.Collections.Concurrent;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// The client that a chat was last used from, for limits. A web chat is a cookie that anybody can have many of, so it counts by its
/// address; an account of a messenger counts by itself. Kept in memory only: addresses of residents are not stored.
/// </summary>
public sealed class ChatOrigins
{
    private const int MaxChats = 50_000;

    private readonly ConcurrentDictionary<ChatAddress, string> _addresses = new();
    private readonly ConcurrentQueue<ChatAddress> _oldestFirst = new();

    /// <param name="client">The key of the client's address, as other limits count it.</param>
    public void Remember(ChatAddress chat, string client)
    {
        if (_addresses.TryAdd(chat, client)) _oldestFirst.Enqueue(chat);
        else _addresses[chat] = client;
        while (_oldestFirst.Count > MaxChats && _oldestFirst.TryDequeue(out var oldest)) _addresses.TryRemove(oldest, out _);
    }

    /// <summary>The key that limits count the chat by.</summary>
    public string Find(ChatAddress chat) =>
        _addresses.TryGetValue(chat, out var client) ? $"address {client}" : $"chat {chat.Channel} {chat.Bot} {chat.Chat}";
}
