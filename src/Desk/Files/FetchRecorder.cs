using EcomCenter.Background;
using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Files;

/// <summary>Records the result of fetching an attachment, and tells the resident when a file is too large.</summary>
public sealed class FetchRecorder(DeskWriter writer)
{
    /// <summary>The reason code of a channel that is switched off. It does not count as a failed attempt.</summary>
    public const string ChannelOff = "off";

    /// <summary>
    /// The number of "gone" results in a row after which the file is given up. A single one may be a temporary fault of the server.
    /// </summary>
    private const int MaxGoneAttempts = 5;

    private static readonly TimeSpan RetryPeriod = TimeSpan.FromDays(3);

    public Task RecordAsync(long id, FetchedFile found) => UpdateAsync(id, (unit, file) =>
    {
        (file.State, file.ContentType, file.Size, file.Kind) = (AttachmentState.Kept, found.Type.MimeType, found.Size, found.Type.Kind);
        (file.Attempts, file.LastError, file.NextAttemptAt) = (0, null, PlayableCopies.NeedsCopy(file) ? unit.Now : null);
        unit.HasPendingFiles |= file.NextAttemptAt is not null;
        return Task.CompletedTask;
    });

    public Task RecordAsync(long id, FetchResult result) => UpdateAsync(id, async (unit, file) =>
    {
        switch (result)
        {
            case FetchResult.FetchTooLarge:
                await NotifyTooLargeAsync(unit, file);
                (file.State, file.NextAttemptAt) = (AttachmentState.TooLarge, null);
                break;
            case FetchResult.FetchGone(var reason):
                RecordFailure(unit, file, null, reason, giveUp: file.Attempts + 1 >= MaxGoneAttempts && file.LastError == reason);
                break;
            case FetchResult.FetchLater(var after, var reason):
                RecordFailure(unit, file, after, reason, giveUp: !unit.IsClockDoubted && unit.Now - file.CreatedAt > RetryPeriod);
                break;
        }
    });

    private static void RecordFailure(WriteUnit unit, Attachment file, TimeSpan? after, string reason, bool giveUp)
    {
        if (reason == ChannelOff)
        {
            (file.NextAttemptAt, file.LastError) = (unit.Now + BackOff.MaxDelay, reason);
            return;
        }

        (file.Attempts, file.LastError) = (file.Attempts + 1, reason);
        if (giveUp) (file.State, file.NextAttemptAt) = (AttachmentState.Gone, null);
        else file.NextAttemptAt = unit.Now + (after ?? BackOff.After(file.Attempts));
    }

    // Sends one message for each message of the resident, however many large files it has.
    private static async Task NotifyTooLargeAsync(WriteUnit unit, Attachment file)
    {
        if (!file.Channel.IsChat() || file.TicketId is not { } ticketId) return;
        if (await unit.Db.Attachments.AnyAsync(a => a.MessageId == file.MessageId && a.State == AttachmentState.TooLarge)) return;
        var ticket = await unit.Db.Tickets.Where(t => t.Id == ticketId).Select(t => new { t.Number, t.Language }).FirstOrDefaultAsync();
        if (ticket is null) return;
        var megabytes = AttachmentStore.MaxFileBytes / (1024 * 1024);
        var text = DeskTexts.Format(ticket.Language, "attachments.tooLarge", ("number", ticket.Number), ("megabytes", megabytes));
        var chat = new ChatAddress(file.Channel, file.Bot, file.Owner);
        unit.Enqueue(new OutgoingMessage { To = chat, Language = ticket.Language, Text = text }, ticketId);
    }

    // The write takes no cancellation token: the fetch has had its effect, so its result is recorded even while the program stops.
    private Task UpdateAsync(long id, Func<WriteUnit, Attachment, Task> update) => writer.WriteAsync(async unit =>
    {
        var file = await unit.Db.Attachments.FirstOrDefaultAsync(a => a.Id == id && a.State == AttachmentState.Waiting);
        if (file is not null) await update(unit, file);
    });
}
