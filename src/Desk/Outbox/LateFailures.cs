using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Outbox;

/// <summary>Records that a message which a channel had accepted did not arrive. The answer then counts as not delivered.</summary>
public sealed partial class LateFailures(ReplyWindows windows, PromisePolicy policy, ILogger<LateFailures> log)
{
    /// <summary>
    /// Returns false if no message of that id is known yet: the channel may tell of the failure before the desk has recorded that it sent
    /// the message.
    /// </summary>
    public async Task<bool> TryRecordAsync(WriteUnit unit, ParsedUpdate.Undelivered failed)
    {
        var chat = failed.Chat;
        var row = await unit.Db.Outbox.FirstOrDefaultAsync(o => o.Chat == chat.Chat && o.Channel == chat.Channel && o.Bot == chat.Bot
            && o.ExternalId == failed.MessageId);
        if (row is null) return false;
        if (row.State is not DeliveryState.Sent) return true;
        var (state, reason) = Read(failed.Result);
        (row.State, row.LastError) = (state, reason);
        if (row.MessageId is { } answer) await RecordAnswerAsync(unit, row, answer, state, reason);
        if (failed.Result is SendResult.ChatClosed) await windows.CloseAsync(unit, chat, SendPermission.Allowed, CancellationToken.None);
        unit.AfterCommit(() => LogNotDelivered(row.Id, state, reason));
        return true;
    }

    // The pieces that still wait are not sent, because half an answer may mislead.
    private async Task RecordAnswerAsync(WriteUnit unit, OutboxRow row, long answer, DeliveryState state, string reason)
    {
        var waiting = await unit.Db.Outbox.Where(o => o.MessageId == answer && o.State == DeliveryState.Queued).ToListAsync();
        foreach (var piece in waiting) (piece.State, piece.NextAttemptAt, piece.LastError) = (state, null, reason);
        if (row.TicketId is { } id && await unit.Db.FindFullTicketAsync(id, CancellationToken.None) is { } ticket)
            ticket.RevokeDelivery(answer, state, unit.CreateChangeContext(policy));
    }

    private static (DeliveryState State, string Reason) Read(SendResult result) => result switch
    {
        SendResult.ChatClosed(var reason) => (DeliveryState.Unreachable, reason),
        SendResult.ResidentUnreachable(var reason) => (DeliveryState.Unreachable, reason),
        SendResult.SendRefused(var reason) => (DeliveryState.Failed, reason),
        _ => throw new InvalidOperationException($"{result.GetType().Name} is no failure for good."),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox row {Row} was accepted and then not delivered: {Outcome} ({Reason}).")]
    private partial void LogNotDelivered(long row, DeliveryState outcome, string reason);
}
