using EcomCenter.Background;
using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Files;

/// <summary>Records the result of fetching an attachment, and tells the resident when a file will not come.</summary>
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
        (file.State, file.ContentType, file.Kind) = (AttachmentState.Kept, found.Type.MimeType, found.Type.Kind);
        (file.Size, file.Checksum) = (found.Size, found.Checksum);
        (file.Attempts, file.LastError, file.NextAttemptAt) = (0, null, PlayableCopies.NeedsCopy(file) ? unit.Now : null);
        unit.HasPendingFiles |= file.NextAttemptAt is not null;
        return Task.CompletedTask;
    });

    public Task RecordAsync(long id, FetchResult result) => UpdateAsync(id, async (unit, file) =>
    {
        switch (result)
        {
            case FetchResult.FetchTooLarge:
                await GiveUpAsync(unit, file, AttachmentState.TooLarge);
                break;
            case FetchResult.FetchGone(IncomingFile.NotHandedOut):
                await GiveUpAsync(unit, file, AttachmentState.Gone);
                break;
            case FetchResult.FetchGone(var reason):
                await RecordFailureAsync(unit, file, null, reason,
                    giveUp: file.Attempts + 1 >= MaxGoneAttempts && file.LastError == reason);
                break;
            case FetchResult.FetchLater(var after, var reason):
                await RecordFailureAsync(unit, file, after, reason,
                    giveUp: !unit.IsClockDoubted && unit.Now - file.CreatedAt > RetryPeriod);
                break;
        }
    });

    private static async Task RecordFailureAsync(WriteUnit unit, Attachment file, TimeSpan? after, string reason, bool giveUp)
    {
        if (reason == ChannelOff)
        {
            (file.NextAttemptAt, file.LastError) = (unit.Now + BackOff.MaxDelay, reason);
            return;
        }

        (file.Attempts, file.LastError) = (file.Attempts + 1, reason);
        if (giveUp) await GiveUpAsync(unit, file, AttachmentState.Gone);
        else file.NextAttemptAt = unit.Now + (after ?? BackOff.After(file.Attempts));
    }

    // Tells it once for each message of the resident, however many of its files do not come.
    private static async Task GiveUpAsync(WriteUnit unit, Attachment file, AttachmentState state)
    {
        var isTold = await unit.Db.Attachments.AnyAsync(a => a.MessageId == file.MessageId && a.State == state);
        (file.State, file.NextAttemptAt) = (state, null);
        if (isTold || !file.Channel.IsChat() || file.TicketId is not { } ticketId) return;
        var ticket = await unit.Db.Tickets.Where(t => t.Id == ticketId).Select(t => new { t.Number, t.Language }).FirstOrDefaultAsync();
        if (ticket is null) return;
        var text = state is AttachmentState.TooLarge
            ? DeskTexts.Format(ticket.Language, "attachments.tooLarge", ("number", ticket.Number),
                ("megabytes", AttachmentStore.MaxFileBytes / (1024 * 1024)))
            : DeskTexts.Format(ticket.Language, KeyFor(file.Kind), ("number", ticket.Number));
        var chat = new ChatAddress(file.Channel, file.Bot, file.Owner);
        unit.Enqueue(new OutgoingMessage { To = chat, Language = ticket.Language, Text = text }, ticketId);
    }

    // A recording can't be photographed.
    private static string KeyFor(FileKind kind) => kind is FileKind.Voice ? "attachments.voiceGone" : "attachments.gone";

    // The write takes no cancellation token: the fetch has had its effect, so its result is recorded even while the program stops.
    private Task UpdateAsync(long id, Func<WriteUnit, Attachment, Task> update) => writer.WriteAsync(async unit =>
    {
        var file = await unit.Db.Attachments.FirstOrDefaultAsync(a => a.Id == id && a.State == AttachmentState.Waiting);
        if (file is not null) await update(unit, file);
    });
}
