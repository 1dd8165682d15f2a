using System.Diagnostics;
using EcomCenter.Background;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.SignalR;

namespace EcomCenter.Desk.Pages.Board.Live;

/// <summary>
/// Pushes committed changes to the open boards. The change feed only signals; one loop reads all waiting changes, keeps the newest
/// version of each ticket, renders it once for each language in use and sends it. Batches grow under load; beyond a limit, boards are
/// told to catch up themselves.
/// </summary>
internal sealed partial class BoardBroadcaster(
    ChangeFeed feed, CardReader reader, CardRenderer renderer, BoardViewers viewers, IHubContext<BoardHub> hub, SweepStatus sweep,
    PromisePolicy policy, RosterCache roster, ILogger<BoardBroadcaster> log) : BackgroundService
{
    /// <summary>
    /// A push sends each card to each board: at most 20,000 sends, so 100 cards to 200 boards, fewer to more, but always 20 or more. With
    /// more changed cards, boards catch up themselves.
    /// </summary>
    private const int MaxSendsPerPush = 20_000, MinCardsPerPush = 20, MaxCardsPerPush = 100;

    private static readonly TimeSpan PulseInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(1);

    // Uses the system clock even where a test sets the time, because SignalR connections run on it.
    private readonly BackgroundLoop _loop = new(TimeProvider.System, PulseInterval);
    private readonly Stopwatch _sincePulse = Stopwatch.StartNew();
    private long _pushedSequence, _signalledSequence;
    private bool _hasPosition;

    /// <summary>The event sequence up to which everything was pushed.</summary>
    public long PushedSequence => Interlocked.Read(ref _pushedSequence);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Subscribes before the first read, so that no change in between is missed.
        feed.Subscribe(OnChangesCommitted);
        return _loop.RunAsync(RunStepAsync, failure => LogPushFailed(log, failure), stoppingToken);
    }

    private async Task<DateTimeOffset?> RunStepAsync(CancellationToken cancellation)
    {
        if (!_hasPosition) Interlocked.Exchange(ref _pushedSequence, await reader.ReadLastSequenceAsync(cancellation));
        _hasPosition = true;
        await PushChangesAsync(cancellation);
        if (_sincePulse.Elapsed >= PulseInterval)
        {
            _sincePulse.Restart();
            await WaitForSendAsync(hub.Clients.Group(BoardViewer.EveryoneGroup).SendAsync("Pulse", CreatePulse(), cancellation));
        }

        var untilNextPulse = PulseInterval - _sincePulse.Elapsed;
        return TimeProvider.System.GetUtcNow() + untilNextPulse;
    }

    private async Task PushChangesAsync(CancellationToken cancellation)
    {
        // Read before the viewers are counted: a board that connects afterwards reads everything up to this sequence itself.
        var signalled = Interlocked.Read(ref _signalledSequence);
        if (viewers.Count == 0)
        {
            Interlocked.Exchange(ref _pushedSequence, Math.Max(_pushedSequence, signalled));
            return;
        }

        var cardLimit = Math.Clamp(MaxSendsPerPush / Math.Max(1, viewers.Count), MinCardsPerPush, MaxCardsPerPush);
        if (await reader.ReadChangesSinceAsync(_pushedSequence, cardLimit, cancellation) is not { } changes)
        {
            await TellBoardsToCatchUpAsync(cancellation);
            return;
        }

        if (changes.Sequence == _pushedSequence) return;
        foreach (var audience in viewers.Audiences) await SendChangesAsync(changes, audience, cancellation);
        if (changes.Warnings.Count > 0) await SendAlertsAsync(changes, cancellation);
        Interlocked.Exchange(ref _pushedSequence, changes.Sequence);
    }

    private async Task SendChangesAsync(BoardChanges changes, Audience audience, CancellationToken cancellation)
    {
        var rows = audience.Language is { } language
            ? await renderer.RenderAsync(language, AudienceMessages.VisibleCards(changes, audience.Scope)) : null;
        var group = hub.Clients.Group(audience.GroupName);
        foreach (var change in AudienceMessages.Build(changes, audience.Scope, rows))
            await WaitForSendAsync(group.SendAsync(change is CardChanged ? "CardChanged" : "CardRemoved", change, cancellation));
    }

    private async Task TellBoardsToCatchUpAsync(CancellationToken cancellation)
    {
        var last = await reader.ReadLastSequenceAsync(cancellation);
        viewers.MarkAllBehind(_pushedSequence);
        await WaitForSendAsync(hub.Clients.Group(BoardViewer.EveryoneGroup).SendAsync("Behind", new Behind(last), cancellation));
        Interlocked.Exchange(ref _pushedSequence, last);
    }

    private async Task SendAlertsAsync(BoardChanges changes, CancellationToken cancellation)
    {
        var staff = await reader.ReadStaffAsync(cancellation);
        var warned = changes.Warnings.Select(warning => warning.TicketId).Distinct().ToList();
        var holders = await reader.ReadDutyHoldersAsync(warned, changes.Warnings.Max(warning => warning.At), cancellation);
        foreach (var warning in changes.Warnings)
        {
            if (changes.Cards.FirstOrDefault(card => card.Id == warning.TicketId) is not { } card) continue;
            WarnedTicket ticket = new(card.Assignee, card.Department, card.ReadingDepartments)
            {
                DutyHolder = holders.GetValueOrDefault(card.Id),
            };
            await SendAlertAsync(warning, card, ticket, staff, cancellation);
        }
    }

    /// <summary>Alerts those who are told of a warning. Keys with the rights of supervisors are told with the supervisors.</summary>
    private Task SendAlertAsync(RaisedWarning warning, BoardCard card, WarnedTicket ticket, IReadOnlyList<StaffMember> staff,
        CancellationToken cancellation)
    {
        var receivers = policy.Ladder.ReceiversOf(warning.Level, warning.Skipped, warning.StartedAt).ToList();
        var audience = WarningAudience.Find(receivers, ticket, staff, roster.Roster, warning.At);
        var toSupervisors = audience.IsFallback || receivers.Contains(WarningReceiver.Supervisors);
        // An assignee who moved to another department may no longer read the ticket, although her board is still open.
        var users = audience.Members
            .Where(member => !(toSupervisors && Authority.May(member.ToActor(), Right.Supervise)))
            .Select(member => member.UserName ?? "").Where(user => viewers.HasReader(user, card.ReadingDepartments));
        var groups = users.Select(BoardViewer.UserGroup).ToList();
        if (toSupervisors) groups.Add(BoardViewer.SupervisorGroup);
        var alert = new Alert(warning.Level, card.Number.ToString(), HubText.Timestamp(warning.DueAt));
        return groups.Count == 0 ? Task.CompletedTask
            : WaitForSendAsync(hub.Clients.Groups(groups).SendAsync("Alert", alert, cancellation));
    }

    private Pulse CreatePulse() => new(_pushedSequence, sweep.LastSweepAt is { } at ? HubText.Timestamp(at) : null);

    private void OnChangesCommitted(IReadOnlyList<TicketChange> changes)
    {
        // Changes of other nodes may come after later ones of this node. The feed calls one listener at a time, so nobody else writes here.
        Interlocked.Exchange(ref _signalledSequence, Math.Max(_signalledSequence, changes[^1].Sequence));
        _loop.Wake();
    }

    /// <summary>
    /// Waits at most one second and ignores a failed send: a slow or broken connection must not hold up the others. Its board catches up
    /// when it reconnects.
    /// </summary>
    private static async Task WaitForSendAsync(Task sending)
    {
        if (!sending.IsCompletedSuccessfully) await Task.WhenAny(sending, Task.Delay(SendTimeout));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not push changes to the boards. Retrying.")]
    private static partial void LogPushFailed(ILogger log, Exception e);
}
