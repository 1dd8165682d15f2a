using System.Diagnostics;
using EcomCenter.Background;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using Microsoft.AspNetCore.SignalR;

namespace EcomCenter.Desk.Pages.Board.Live;

/// <summary>
/// Pushes committed changes to the open boards. The change feed only signals; one loop reads all waiting changes, keeps the newest
/// version of each ticket, renders it once for each language in use and sends it. Batches grow under load; beyond a limit, boards are
/// told to catch up themselves.
/// </summary>
internal sealed partial class BoardBroadcaster(
    ChangeFeed feed, CardReader reader, CardRenderer renderer, BoardViewers viewers, IHubContext<BoardHub> hub, SweepStatus sweep,
    ILogger<BoardBroadcaster> log) : BackgroundService
{
    /// <summary>
    /// A flush sends at most 20,000 rows: 100 cards to 200 boards, fewer cards to more boards. Beyond that, boards catch up themselves.
    /// </summary>
    private const int MaxSendsPerFlush = 20_000, MinCardsPerFlush = 20, MaxCardsPerFlush = 100;

    private static readonly TimeSpan PulseInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(1);

    // Connections live in the machine's time, also where a test sets the clock.
    private readonly BackgroundLoop _loop = new(TimeProvider.System, PulseInterval);
    private readonly Stopwatch _sincePulse = Stopwatch.StartNew();
    private long _sentSequence, _signalledSequence;

    /// <summary>The event sequence up to which everything was pushed.</summary>
    public long SentSequence => Interlocked.Read(ref _sentSequence);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Subscribe(OnChangesCommitted);
        _sentSequence = await reader.ReadLastSequenceAsync(stoppingToken);
        await _loop.RunAsync(PushAsync, failure => LogFlushFailed(log, failure), stoppingToken);
    }

    private async Task<DateTimeOffset?> PushAsync(CancellationToken cancellation)
    {
        await FlushAsync(cancellation);
        if (_sincePulse.Elapsed >= PulseInterval)
        {
            _sincePulse.Restart();
            await WaitForSendAsync(hub.Clients.Group(BoardViewer.EveryoneGroup).SendAsync("Pulse", CreatePulse(), cancellation));
        }

        return TimeProvider.System.GetUtcNow() + PulseInterval - _sincePulse.Elapsed;
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        // No board is open: a board that connects later starts from a snapshot, which includes everything signalled so far.
        if (Interlocked.Read(ref _signalledSequence) is var signalled && viewers.Count == 0)
        {
            Interlocked.Exchange(ref _sentSequence, Math.Max(_sentSequence, signalled));
            return;
        }

        var cardLimit = Math.Clamp(MaxSendsPerFlush / Math.Max(1, viewers.Count), MinCardsPerFlush, MaxCardsPerFlush);
        if (await reader.ReadChangesSinceAsync(_sentSequence, cardLimit, cancellation) is not { } changes)
        {
            await SendBehindAsync(cancellation);
            return;
        }

        if (changes.Sequence == _sentSequence) return;
        foreach (var audience in viewers.Audiences) await SendChangesAsync(changes, audience, cancellation);
        foreach (var miss in changes.MissedCycles) await SendAlertAsync(miss, changes, cancellation);
        Interlocked.Exchange(ref _sentSequence, changes.Sequence);
    }

    private async Task SendChangesAsync(BoardChanges changes, Audience audience, CancellationToken cancellation)
    {
        var rows = audience.Language is { } language
            ? await renderer.RenderAsync(language, AudienceMessages.VisibleCards(changes, audience.Scope)) : null;
        var group = hub.Clients.Group(audience.GroupName);
        foreach (var change in AudienceMessages.Build(changes, audience.Scope, rows))
            await WaitForSendAsync(group.SendAsync(change is CardChanged ? "CardChanged" : "CardRemoved", change, cancellation));
    }

    private async Task SendBehindAsync(CancellationToken cancellation)
    {
        var last = await reader.ReadLastSequenceAsync(cancellation);
        viewers.MarkAllBehind(_sentSequence);
        await WaitForSendAsync(hub.Clients.Group(BoardViewer.EveryoneGroup).SendAsync("Behind", new Behind(last), cancellation));
        Interlocked.Exchange(ref _sentSequence, last);
    }

    /// <summary>Alerts supervisors and the assignee of a missed response cycle.</summary>
    private Task SendAlertAsync(MissedCycle missed, BoardChanges changes, CancellationToken cancellation)
    {
        if (changes.Cards.FirstOrDefault(card => card.Id == missed.TicketId) is not { } card) return Task.CompletedTask;
        var alert = new Alert("missed", card.Number.ToString(), HubText.Timestamp(missed.DueAt));
        // An assignee who moved to another department may no longer read the ticket.
        string[] groups = card.Assignee is { } assignee && viewers.HasReader(assignee, card.Department)
            ? [BoardViewer.SupervisorGroup, BoardViewer.UserGroup(assignee)] : [BoardViewer.SupervisorGroup];
        return WaitForSendAsync(hub.Clients.Groups(groups).SendAsync("Alert", alert, cancellation));
    }

    private Pulse CreatePulse() => new(_sentSequence, sweep.LastSweepAt is { } at ? HubText.Timestamp(at) : null);

    private void OnChangesCommitted(IReadOnlyList<TicketChange> changes)
    {
        // Changes of other nodes may come after later ones of this node.
        Interlocked.Exchange(ref _signalledSequence, Math.Max(_signalledSequence, changes[^1].Sequence));
        _loop.Wake();
    }

    /// <summary>Waits at most one second: a slow connection has its own buffer and must not hold up the others.</summary>
    private static async Task WaitForSendAsync(Task sending)
    {
        if (!sending.IsCompletedSuccessfully) await Task.WhenAny(sending, Task.Delay(SendTimeout));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not push changes to the boards. Retrying.")]
    private static partial void LogFlushFailed(ILogger log, Exception e);
}
