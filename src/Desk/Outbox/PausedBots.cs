using System.Collections.Concurrent;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// The bots that a channel told to wait, or that are switched off. Nothing is sent for them meanwhile. A restart forgets the pauses.
/// </summary>
public sealed class PausedBots(TimeProvider time)
{
    private readonly ConcurrentDictionary<(ContactChannel Channel, string Bot), DateTimeOffset> _until = new();

    public void Pause(ChatAddress chat, TimeSpan duration)
    {
        var until = time.Now() + duration;
        _until.AddOrUpdate((chat.Channel, chat.Bot), until, (_, known) => known > until ? known : until);
    }

    public bool IsPaused(ChatAddress chat) => _until.TryGetValue((chat.Channel, chat.Bot), out var until) && until > time.Now();

    public IReadOnlyList<(ContactChannel Channel, string Bot, DateTimeOffset Until)> GetPaused(DateTimeOffset now) =>
        [.. _until.Where(bot => bot.Value > now).Select(bot => (bot.Key.Channel, bot.Key.Bot, bot.Value))];
}
