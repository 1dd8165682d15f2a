using System.Collections.Concurrent;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Bots;

/// <summary>Limits guessing of pick-up and tracking codes: after five wrong ones within an hour a chat has to wait.</summary>
public sealed class ChatCodeRateLimit(TimeProvider time)
{
    public const int MaxWrongCodes = 5;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<ChatAddress, IReadOnlyList<DateTimeOffset>> _wrong = new();

    public bool MayTry(ChatAddress chat) => !_wrong.TryGetValue(chat, out var wrong) || Recent(wrong, time.Now()).Count < MaxWrongCodes;

    public void RecordWrongCode(ChatAddress chat)
    {
        var now = time.Now();
        foreach (var (other, wrong) in _wrong)
            if (Recent(wrong, now).Count == 0) _wrong.TryRemove(new(other, wrong));
        _wrong.AddOrUpdate(chat, [now], (_, wrong) => [.. Recent(wrong, now), now]);
    }

    private static List<DateTimeOffset> Recent(IReadOnlyList<DateTimeOffset> attempts, DateTimeOffset now) =>
        [.. attempts.Where(at => at > now - Window)];
}
