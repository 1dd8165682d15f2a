using System.Text.Json;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using Microsoft.AspNetCore.SignalR;

namespace EcomCenter.Desk.Board.Live;

/// <summary>
/// Pushes committed changes to the open boards. The change feed only signals; one loop reads all waiting changes, keeps the newest
/// version of each ticket, renders it once for each language in use and sends it. Batches grow under load; beyond a limit, boards are
/// told to catch up themselves.
/// </summary>
internal sealed partial class BoardFeed(
    ChangeFeed feed, CardReader reader, CardWords words, Viewers viewers, IHubContext<BoardHub> hub, SweepStatus sweep,
    ILogger<BoardFeed> log) : BackgroundService
{
    /// <summary>
    /// A flush sends at most 20,000 rows: 100 cards to 200 boards, fewer cards to more boards. Beyond that, boards catch up themselves.
    /// </summary>
    private const int MostSends = 20_000, FewestCards = 20, MostCards = 100;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _bell = new(0, 1);
    private long _sent, _told;

    /// <summary>The event sequence up to which everything was pushed.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Listen(Hear);
        _sent = await reader.LastAsync(stoppingToken);
        var lastPulse = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            // Commits on other nodes give no signal here, so the loop also polls.
            await _bell.WaitAsync(Quiet, stoppingToken);
            var uptime = TimeSpan.FromMilliseconds(Environment.TickCount64);
            try
            {
                await FlushAsync(stoppingToken);
                if (uptime - lastPulse < Heartbeat) continue;
                lastPulse = uptime;
                await SendAsync(hub.Clients.Group(Viewer.Everybody).SendAsync("Pulse", PulseNow(), stoppingToken));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                FlushFailed(log, e);
                await Task.Delay(Quiet, stoppingToken);
            }
        }
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        // No board is open: a board that connects later starts from a snapshot, which includes everything signalled so far.
        if (Interlocked.Read(ref _told) is var signalled && viewers.Count == 0)
        {
            Interlocked.Exchange(ref _sent, Math.Max(_sent, signalled));
            return;
        }

        var cardLimit = Math.Clamp(MostSends / Math.Max(1, viewers.Count), FewestCards, MostCards);
        if (await reader.SinceAsync(_sent, cardLimit, cancellation) is not { } changes)
        {
            await TellBehindAsync(cancellation);
            return;
        }

        if (changes.Sequence == _sent) return;
        foreach (var audience in viewers.Audiences) await PushAsync(changes, audience, cancellation);
        foreach (var miss in changes.Misses) await AlertAsync(miss, changes, cancellation);
        Interlocked.Exchange(ref _sent, changes.Sequence);
    }

    private async Task PushAsync(Changes changes, Audience audience, CancellationToken cancellation)
    {
        var rows = audience.Language is { } language ? await words.RenderAsync(language, ForAudience.Shown(changes, audience.Scope)) : null;
        var group = hub.Clients.Group(audience.Group);
        foreach (var change in ForAudience.Tell(changes, audience.Scope, rows))
            await SendAsync(group.SendAsync(change is CardChanged ? "CardChanged" : "CardRemoved", change, cancellation));
    }

    private async Task TellBehindAsync(CancellationToken cancellation)
    {
        var last = await reader.LastAsync(cancellation);
        viewers.FellBehind(_sent);
        await SendAsync(hub.Clients.Group(Viewer.Everybody).SendAsync("Behind", new Behind(last), cancellation));
        Interlocked.Exchange(ref _sent, last);
    }

    /// <summary>Alerts supervisors and the assignee of a missed response cycle.</summary>
    private Task AlertAsync(StoredEvent miss, Changes changes, CancellationToken cancellation)
    {
        if (changes.Cards.FirstOrDefault(card => card.Id == miss.TicketId) is not { } card) return Task.CompletedTask;
        using var data = JsonDocument.Parse(miss.Data);
        var alert = new Alert("missed", card.Number.ToString(), Said.Time(data.RootElement.GetProperty("dueAt").GetDateTimeOffset()));
        string[] groups = card.Assignee is { } assignee ? [Viewer.Supervisors, Viewer.UserGroup(assignee)] : [Viewer.Supervisors];
        return SendAsync(hub.Clients.Groups(groups).SendAsync("Alert", alert, cancellation));
    }

    private Pulse PulseNow() => new(_sent, sweep.LastSweepAt is { } at ? Said.Time(at) : null);

    private void Hear(IReadOnlyList<TicketChange> changes)
    {
        Interlocked.Exchange(ref _told, changes[^1].Sequence);
        Ring();
    }

    private void Ring()
    {
        try
        {
            if (_bell.CurrentCount == 0) _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // The signal is set already.
        }
    }

    /// <summary>Waits at most one second: a slow connection has its own buffer and must not hold up the others.</summary>
    private static async Task SendAsync(Task sending)
    {
        if (!sending.IsCompletedSuccessfully) await Task.WhenAny(sending, Task.Delay(Patience));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not push changes to the boards. Retrying.")]
    private static partial void FlushFailed(ILogger log, Exception e);
}
