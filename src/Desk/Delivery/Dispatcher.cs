using System.Collections.Concurrent;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Delivery;

/// <summary>
/// Sends the messages of the outbox. It runs when a message is queued, when a next attempt is due, and at a regular interval, because other
/// nodes queue messages, too. Messages of one chat are sent in order; several chats are served in parallel.
/// </summary>
public sealed partial class Dispatcher(
    MailBag bag, Postman postman, PausedBots paused, ChangeFeed feed, TimeProvider time, ILogger<Dispatcher> log) : BackgroundService
{
    private const int ChatsAtOnce = 8;

    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(15), AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly Bell _bell = new();
    private readonly ConcurrentDictionary<ChatAddress, Task> _rounds = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.MailQueued += _bell.Ring;
        try
        {
            var claimsReleased = false;
            while (!stoppingToken.IsCancellationRequested)
            {
                claimsReleased = claimsReleased || await TryAsync(TakeUpAgainAsync, stoppingToken);
                var clock = new Glance(time.Now(), postman.Channels, paused.At(time.Now()));
                var started = await TryAsync(token => StartRoundsAsync(clock, token), stoppingToken);
                var nextCheck = started ? await NextLookAsync(clock, stoppingToken) : clock.Now + AfterTrouble;
                await _bell.WaitAsync(nextCheck, time, stoppingToken);
            }
        }
        finally
        {
            feed.MailQueued -= _bell.Ring;
            await Task.WhenAll(_rounds.Values);
        }
    }

    private async Task TakeUpAgainAsync(CancellationToken stopping)
    {
        var rows = await bag.TakeUpAgainAsync(stopping);
        if (rows.Count > 0) SentAgain(rows.Count, string.Join(' ', rows));
    }

    private async Task StartRoundsAsync(Glance glance, CancellationToken stopping)
    {
        var free = ChatsAtOnce - _rounds.Count;
        if (free <= 0) return;
        var due = await bag.DueAsync(glance, ChatsAtOnce * 2, stopping);
        foreach (var chat in due.Where(chat => !_rounds.ContainsKey(chat)).Take(free)) Start(chat, stopping);
    }

    private void Start(ChatAddress chat, CancellationToken stopping)
    {
        var begin = new TaskCompletionSource();
        _rounds[chat] = RoundAsync(begin.Task, chat, stopping);
        begin.SetResult();
    }

    // Sends one chat until nothing of it is due. The signal at the end starts a chat that waited for a free slot.
    private async Task RoundAsync(Task begin, ChatAddress chat, CancellationToken stopping)
    {
        await begin;
        await Task.Yield();
        await TryAsync(async token =>
        {
            for (var queued = await bag.ClaimAsync(chat, token); queued is not null;) queued = await postman.CarryAsync(queued, token);
        }, stopping);
        _rounds.TryRemove(chat, out _);
        _bell.Ring();
    }

    private async Task<DateTimeOffset> NextLookAsync(Glance glance, CancellationToken stopping)
    {
        DateTimeOffset? next = null;
        await TryAsync(async token => next = await bag.NextAsync(glance, token), stopping);
        return next < glance.Now + LookAnyway ? next.Value : glance.Now + LookAnyway;
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> step, CancellationToken stopping)
    {
        try
        {
            await step(stopping);
            return true;
        }
        catch (Exception trouble)
        {
            if (!stopping.IsCancellationRequested) Stumbled(trouble.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Sending {Count} messages again that were in flight when the program ended; some may arrive twice (outbox rows {Rows}).")]
    private partial void SentAgain(int count, string rows);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to read the outbox ({Trouble}); trying again.")]
    private partial void Stumbled(string trouble);
}
