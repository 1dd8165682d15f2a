using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Outbox;

/// <summary>Sends one queued message through its channel and records the result, together with the effect on its ticket.</summary>
public sealed partial class OutboxSender(
    ChannelRegistry channels, ReplyWindows windows, DeskWriter writer, PausedBots paused, PromisePolicy policy, IDatabaseOutage outage,
    TimeProvider time, ILogger<OutboxSender> log)
{
    /// <summary>
    /// The delay before a result that an outage kept from being recorded is tried again. It is short, because the claim of the message may
    /// expire soon after the outage.
    /// </summary>
    private static readonly TimeSpan OutageRetryDelay = TimeSpan.FromSeconds(2);

    public IReadOnlyList<ContactChannel> Channels => channels.Channels;

    /// <summary>
    /// Sends a message. When the channel accepts it, claims and returns the next message of the chat, so that an answer in several
    /// pieces stays claimed from the first to the last. A send that has begun is completed even while the program stops.
    /// </summary>
    public async Task<QueuedMessage?> SendAsync(QueuedMessage message, CancellationToken stopping)
    {
        var (result, permission) = await channels.SendAsync(message);
        if (result is SendResult.SendLater { RetryAfter: { } pause }) paused.Pause(message.Message.To, pause);
        if (result is SendResult.SendLater { Reason: "off" }) paused.Pause(message.Message.To, BackOff.MaxDelay);
        return await RecordAsync(message, result, permission, stopping);
    }

    // Retries until the result is recorded. A sent message cannot be recalled, and without its result it would be sent twice.
    private async Task<QueuedMessage?> RecordAsync(
        QueuedMessage message, SendResult result, SendPermission permission, CancellationToken stopping)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await writer.WriteAsync(
                    unit => RecordAsync(unit, message, result, permission, claimNext: !stopping.IsCancellationRequested),
                    CancellationToken.None);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                // The message was sent: its result is recorded however often that fails, or it would be sent twice.
                var isOutage = outage.TryReport(error);
                if (!isOutage) LogNotRecorded(message.Id, error.GetType().Name);
                await Task.Delay(isOutage ? OutageRetryDelay : BackOff.After(failures), time, stopping);
            }
        }
    }

    private async Task<QueuedMessage?> RecordAsync(
        WriteUnit unit, QueuedMessage message, SendResult result, SendPermission permission, bool claimNext)
    {
        var recorded = result is SendResult.SendAccepted accepted
            ? await TryMarkSentAsync(unit, message, accepted) : await TryRecordFailureAsync(unit, message, result);
        if (recorded) await UpdateReplyWindowAsync(unit, message, result, permission);
        if (result is SendResult.SendAccepted && !paused.IsPaused(message.Message.To))
            return claimNext ? await ClaimNextAsync(unit, message.Message.To) : null;
        // A sweep finds the time of the next attempt, or the next message of the chat.
        unit.HasQueuedMessages = true;
        return null;
    }

    private static async Task<QueuedMessage?> ClaimNextAsync(WriteUnit unit, ChatAddress chat) =>
        await unit.FindFirstQueuedMessageAsync(chat) is null ? null : await OutboxBatch.ClaimFirstAsync(unit, chat, CancellationToken.None);

    private Task UpdateReplyWindowAsync(WriteUnit unit, QueuedMessage message, SendResult result, SendPermission permission) =>
        result switch
        {
            SendResult.SendAccepted =>
                windows.CountSentAsync(unit, message.Message.To, permission, message.AnswerMessageId is not null, CancellationToken.None),
            SendResult.ChatClosed => windows.CloseAsync(unit, message.Message.To, permission, CancellationToken.None),
            SendResult.ResidentUnreachable or SendResult.SendRefused when permission.NoticeScene is not null =>
                windows.CloseAsync(unit, message.Message.To, permission, CancellationToken.None),
            _ => Task.CompletedTask,
        };

    /// <summary>Returns false if the message is not queued any more.</summary>
    private async Task<bool> TryMarkSentAsync(WriteUnit unit, QueuedMessage message, SendResult.SendAccepted accepted)
    {
        var at = accepted.AcceptedAt.TruncateToMilliseconds();
        if (!await unit.TryMarkMessageSentAsync(message.Id, at, accepted.ExternalId)) return false;
        if (message.AnswerMessageId is not { } answer) return true;
        var more = await unit.Db.Outbox.AnyAsync(o => o.MessageId == answer && o.State == DeliveryState.Queued);
        if (!more && await FindTicketAsync(unit, message.TicketId) is { } ticket)
            ticket.RecordDelivery(answer, at, unit.CreateChangeContext(policy));
        return true;
    }

    /// <inheritdoc cref="TryMarkSentAsync"/>
    private async Task<bool> TryRecordFailureAsync(WriteUnit unit, QueuedMessage message, SendResult result)
    {
        var row = await unit.Db.Outbox.FirstOrDefaultAsync(o => o.Id == message.Id && o.State == DeliveryState.Queued);
        if (row is null) return false;
        row.SendingSince = null;
        switch (result)
        {
            case SendResult.ChatClosed(var reason): await MarkFailedAsync(unit, row, DeliveryState.Unreachable, reason); break;
            case SendResult.SendLater later: Postpone(unit, row, later); break;
            case SendResult.ResidentUnreachable(var reason): await MarkFailedAsync(unit, row, DeliveryState.Unreachable, reason); break;
            case SendResult.SendRefused(var reason): await MarkFailedAsync(unit, row, DeliveryState.Failed, reason); break;
        }

        return true;
    }

    private static void Postpone(WriteUnit unit, OutboxRow row, SendResult.SendLater later)
    {
        row.LastError = later.Reason;
        // A channel that is switched off does not count as an attempt.
        if (later.Reason == "off") return;
        row.Attempts++;
        row.NextAttemptAt = unit.Now + (later.RetryAfter ?? BackOff.After(row.Attempts));
    }

    private async Task MarkFailedAsync(WriteUnit unit, OutboxRow row, DeliveryState state, string reason)
    {
        List<OutboxRow> lost = [row];
        // The remaining pieces are not sent, because half an answer may mislead.
        if (row.MessageId is { } message)
        {
            var remaining = unit.Db.Outbox.Where(o => o.MessageId == message && o.Id > row.Id && o.State == DeliveryState.Queued);
            lost.AddRange(await remaining.ToListAsync());
        }

        foreach (var piece in lost) (piece.State, piece.NextAttemptAt, piece.LastError) = (state, null, reason);
        row.Attempts++;
        if (row.MessageId is { } answer && await FindTicketAsync(unit, row.TicketId) is { } ticket)
            ticket.RecordDeliveryFailure(answer, state, unit.CreateChangeContext(policy));
        unit.AfterCommit(() => LogNotDelivered(row.Id, state, reason));
    }

    private static async Task<Ticket?> FindTicketAsync(WriteUnit unit, long? id) =>
        id is { } known ? await unit.Db.FindFullTicketAsync(known, CancellationToken.None) : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to record the result of outbox row {Row} ({ErrorType}); trying again.")]
    private partial void LogNotRecorded(long row, string errorType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox row {Row} was not delivered: {Outcome} ({Reason}).")]
    private partial void LogNotDelivered(long row, DeliveryState outcome, string reason);
}
