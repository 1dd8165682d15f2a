using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using SendOutcome = EcomCenter.Bots.Ports.Delivery;

namespace EcomCenter.Desk.Delivery;

/// <summary>Sends one queued message through its channel and records the result, together with the effect on its ticket.</summary>
public sealed partial class Postman(
    WayOut wayOut, ReplyWindows windows, DeskWriter writer, PausedBots paused, PromisePolicy policy, TimeProvider time,
    ILogger<Postman> log)
{
    public IReadOnlyList<ContactChannel> Channels => wayOut.Channels;

    /// <summary>
    /// Sends a message. When the channel accepts it, claims and returns the next message of the chat, so that an answer in several
    /// pieces stays claimed from the first to the last. A send that has begun is completed even while the program stops.
    /// </summary>
    public async Task<Letter?> CarryAsync(Letter letter, CancellationToken stopping)
    {
        var (result, permission) = await wayOut.SendAsync(letter);
        if (result is SendOutcome.Later { After: { } pause }) paused.Pause(letter.Message.To, pause);
        if (result is SendOutcome.Later { Reason: "off" }) paused.Pause(letter.Message.To, BackOff.Longest);
        return await RecordAsync(letter, result, permission, stopping);
    }

    // Retries until the result is recorded. A sent message cannot be recalled, and without its result it would be sent twice.
    private async Task<Letter?> RecordAsync(Letter letter, SendOutcome delivery, ReplyWay way, CancellationToken stopping)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await writer.WriteAsync(
                    unit => RecordAsync(unit, letter, delivery, way, goOn: !stopping.IsCancellationRequested), CancellationToken.None);
            }
            catch (Exception trouble) when (!stopping.IsCancellationRequested)
            {
                NotRecorded(letter.Id, trouble.GetType().Name);
                await Task.Delay(BackOff.After(failures), time, stopping);
            }
        }
    }

    private async Task<Letter?> RecordAsync(WriteUnit unit, Letter letter, SendOutcome delivery, ReplyWay way, bool goOn)
    {
        var row = await unit.Db.Outbox.FirstOrDefaultAsync(o => o.Id == letter.Id && o.State == DeliveryState.Queued);
        if (row is null) return null;
        row.SendingSince = null;
        await CountAsync(unit, letter, delivery, way);
        switch (delivery)
        {
            case SendOutcome.Accepted accepted: await SentAsync(unit, row, accepted); break;
            case SendOutcome.Shut(var reason): await FailedAsync(unit, row, DeliveryState.Unreachable, reason); break;
            case SendOutcome.Later later: PutOff(unit, row, later); break;
            case SendOutcome.Unreachable(var reason): await FailedAsync(unit, row, DeliveryState.Unreachable, reason); break;
            case SendOutcome.Refused(var reason): await FailedAsync(unit, row, DeliveryState.Failed, reason); break;
        }

        return goOn && delivery is SendOutcome.Accepted && !paused.IsPaused(letter.Message.To)
            ? await MailBag.ClaimAsync(unit, letter.Message.To, row.Id, CancellationToken.None) : null;
    }

    private Task CountAsync(WriteUnit unit, Letter letter, SendOutcome delivery, ReplyWay way) => delivery switch
    {
        SendOutcome.Accepted => windows.SpentAsync(unit, letter.Message.To, way, letter.Answer is not null, CancellationToken.None),
        SendOutcome.Shut => windows.ShutAsync(unit, letter.Message.To, way, CancellationToken.None),
        SendOutcome.Unreachable or SendOutcome.Refused when way.Scene is not null =>
            windows.ShutAsync(unit, letter.Message.To, way, CancellationToken.None),
        _ => Task.CompletedTask,
    };

    private async Task SentAsync(WriteUnit unit, OutboxRow row, SendOutcome.Accepted accepted)
    {
        row.Attempts++;
        (row.State, row.NextAttemptAt, row.SentAt, row.ExternalId, row.LastError) =
            (DeliveryState.Sent, null, accepted.At.InMilliseconds(), accepted.ExternalId, null);
        if (row.MessageId is not { } message) return;
        var more = await unit.Db.Outbox.AnyAsync(o => o.MessageId == message && o.Id != row.Id && o.State == DeliveryState.Queued);
        if (!more && await TicketAsync(unit, row) is { } ticket)
            ticket.AnswerWasDelivered(message, accepted.At.InMilliseconds(), unit.Moment(policy.Due));
    }

    private static void PutOff(WriteUnit unit, OutboxRow row, SendOutcome.Later later)
    {
        row.LastError = later.Reason;
        // A channel that is switched off does not count as an attempt.
        if (later.Reason == "off") return;
        row.Attempts++;
        row.NextAttemptAt = unit.Now + (later.After ?? BackOff.After(row.Attempts));
    }

    private async Task FailedAsync(WriteUnit unit, OutboxRow row, DeliveryState outcome, string reason)
    {
        List<OutboxRow> lost = [row];
        // The remaining pieces are not sent, because half an answer may mislead.
        if (row.MessageId is { } message)
        {
            var remaining = unit.Db.Outbox.Where(o => o.MessageId == message && o.Id > row.Id && o.State == DeliveryState.Queued);
            lost.AddRange(await remaining.ToListAsync());
        }

        foreach (var piece in lost) (piece.State, piece.NextAttemptAt, piece.LastError) = (outcome, null, reason);
        row.Attempts++;
        if (await TicketAsync(unit, row) is { } ticket) ticket.DeliveryHasFailed(row.MessageId!.Value, outcome, unit.Moment(policy.Due));
        unit.AfterCommit(() => Lost(row.Id, outcome, reason));
    }

    private static async Task<Ticket?> TicketAsync(WriteUnit unit, OutboxRow row) =>
        row is { TicketId: { } ticket, MessageId: not null } ? await unit.Db.WholeTicketAsync(ticket, CancellationToken.None) : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to record the result of outbox row {Row} ({Trouble}); trying again.")]
    private partial void NotRecorded(long row, string trouble);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox row {Row} was not delivered: {Outcome} ({Reason}).")]
    private partial void Lost(long row, DeliveryState outcome, string reason);
}
