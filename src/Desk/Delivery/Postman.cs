using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Outcome = EcomCenter.Bots.Ports.Delivery;

namespace EcomCenter.Desk.Delivery;

/// <summary>Carries one letter to its channel and keeps what became of it, together with what that means for its ticket.</summary>
public sealed partial class Postman(
    WayOut wayOut, ReplyWindows windows, DeskWriter writer, PausedBots paused, PromisePolicy policy, TimeProvider time, ILogger<Postman> log)
{
    public IReadOnlyList<ContactChannel> Channels => wayOut.Channels;

    /// <summary>
    /// Gives the next letter of the chat, claimed already, when this one was accepted; so an answer in several pieces is in flight from its first
    /// to its last. A send that was begun is ended, also while the program stops.
    /// </summary>
    public async Task<Letter?> CarryAsync(Letter letter, CancellationToken stopping)
    {
        var (delivery, way) = await wayOut.SendAsync(letter);
        if (delivery is Outcome.Later { After: { } pause }) paused.Pause(letter.Message.To, pause);
        if (delivery is Outcome.Later { Reason: "off" }) paused.Pause(letter.Message.To, BackOff.Longest);
        return await RecordAsync(letter, delivery, way, stopping);
    }

    // What the channel did can't be undone, so keeping it is tried until it works: to send again instead would tell the resident twice.
    private async Task<Letter?> RecordAsync(Letter letter, Outcome delivery, ReplyWay way, CancellationToken stopping)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await writer.WriteAsync(unit => RecordAsync(unit, letter, delivery, way, goOn: !stopping.IsCancellationRequested), CancellationToken.None);
            }
            catch (Exception trouble) when (!stopping.IsCancellationRequested)
            {
                NotRecorded(letter.Id, trouble.GetType().Name);
                await Task.Delay(BackOff.After(failures), time, stopping);
            }
        }
    }

    private async Task<Letter?> RecordAsync(WriteUnit unit, Letter letter, Outcome delivery, ReplyWay way, bool goOn)
    {
        var row = await unit.Db.Outbox.FirstOrDefaultAsync(o => o.Id == letter.Id && o.State == DeliveryState.Queued);
        if (row is null) return null;
        row.SendingSince = null;
        await CountAsync(unit, letter, delivery, way);
        switch (delivery)
        {
            case Outcome.Accepted accepted: await SentAsync(unit, row, accepted); break;
            case Outcome.Shut(var reason): await FailedAsync(unit, row, DeliveryState.Unreachable, reason); break;
            case Outcome.Later later: PutOff(unit, row, later); break;
            case Outcome.Unreachable(var reason): await FailedAsync(unit, row, DeliveryState.Unreachable, reason); break;
            case Outcome.Refused(var reason): await FailedAsync(unit, row, DeliveryState.Failed, reason); break;
        }

        return goOn && delivery is Outcome.Accepted && !paused.IsPaused(letter.Message.To)
            ? await MailBag.ClaimAsync(unit, letter.Message.To, row.Id, CancellationToken.None) : null;
    }

    private Task CountAsync(WriteUnit unit, Letter letter, Outcome delivery, ReplyWay way) => delivery switch
    {
        Outcome.Accepted => windows.SpentAsync(unit, letter.Message.To, way, letter.Answer is not null, CancellationToken.None),
        Outcome.Shut => windows.ShutAsync(unit, letter.Message.To, way, CancellationToken.None),
        Outcome.Unreachable or Outcome.Refused when way.Scene is not null => windows.ShutAsync(unit, letter.Message.To, way, CancellationToken.None),
        _ => Task.CompletedTask,
    };

    private async Task SentAsync(WriteUnit unit, OutboxRow row, Outcome.Accepted accepted)
    {
        row.Attempts++;
        (row.State, row.NextAttemptAt, row.SentAt, row.ExternalId, row.LastError) =
            (DeliveryState.Sent, null, accepted.At.InMilliseconds(), accepted.ExternalId, null);
        if (row.MessageId is not { } message) return;
        var more = await unit.Db.Outbox.AnyAsync(o => o.MessageId == message && o.Id != row.Id && o.State == DeliveryState.Queued);
        if (!more && await TicketAsync(unit, row) is { } ticket)
            ticket.AnswerWasDelivered(message, accepted.At.InMilliseconds(), unit.Moment(policy.Due));
    }

    private static void PutOff(WriteUnit unit, OutboxRow row, Outcome.Later later)
    {
        row.LastError = later.Reason;
        // A channel without a token says nothing about this message.
        if (later.Reason == "off") return;
        row.Attempts++;
        row.NextAttemptAt = unit.Now + (later.After ?? BackOff.After(row.Attempts));
    }

    private async Task FailedAsync(WriteUnit unit, OutboxRow row, DeliveryState outcome, string reason)
    {
        List<OutboxRow> lost = [row];
        // Half an answer may mislead: what follows of it stays here.
        if (row.MessageId is { } message)
            lost.AddRange(await unit.Db.Outbox.Where(o => o.MessageId == message && o.Id > row.Id && o.State == DeliveryState.Queued).ToListAsync());
        foreach (var piece in lost) (piece.State, piece.NextAttemptAt, piece.LastError) = (outcome, null, reason);
        row.Attempts++;
        if (await TicketAsync(unit, row) is { } ticket) ticket.DeliveryHasFailed(row.MessageId!.Value, outcome, unit.Moment(policy.Due));
        unit.AfterCommit(() => Lost(row.Id, outcome, reason));
    }

    private static async Task<Ticket?> TicketAsync(WriteUnit unit, OutboxRow row) =>
        row is { TicketId: { } ticket, MessageId: not null } ? await unit.Db.WholeTicketAsync(ticket, CancellationToken.None) : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of outbox row {Row} could not be kept ({Trouble}); trying again")]
    private partial void NotRecorded(long row, string trouble);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox row {Row} did not reach its resident: {Outcome} ({Reason})")]
    private partial void Lost(long row, DeliveryState outcome, string reason);
}
