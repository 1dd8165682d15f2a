using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Attachments;

/// <summary>Records the result of fetching an attachment, and tells the resident when a file is too large.</summary>
public sealed class FileOutcomes(DeskWriter writer, Copying copying)
{
    /// <summary>The reason code of a channel that is switched off. It does not count as a failed attempt.</summary>
    public const string Off = "off";

    /// <summary>
    /// The number of "gone" results in a row after which the file is given up. A single one may be a temporary fault of the server.
    /// </summary>
    private const int GoneAfter = 5;

    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(3);

    public Task KeepAsync(long id, FoundFile found) => WriteAsync(id, (unit, file) =>
    {
        (file.State, file.ContentType, file.Size, file.Kind) = (AttachmentState.Kept, found.Type.Name, found.Size, found.Type.Kind);
        (file.Attempts, file.LastError, file.NextAttemptAt) = (0, null, copying.Wants(file) ? unit.Now : null);
        unit.FilesWait = file.NextAttemptAt is not null;
        return Task.CompletedTask;
    });

    public Task KeepAsync(long id, Fetched fetched) => WriteAsync(id, async (unit, file) =>
    {
        switch (fetched)
        {
            case Fetched.TooLarge:
                await TellTooLargeAsync(unit, file);
                (file.State, file.NextAttemptAt) = (AttachmentState.TooLarge, null);
                break;
            case Fetched.Gone(var reason):
                Miss(unit, file, null, reason, last: file.Attempts + 1 >= GoneAfter && file.LastError == reason);
                break;
            case Fetched.Later(var after, var reason):
                Miss(unit, file, after, reason, last: unit.Now - file.CreatedAt > GivenUpAfter);
                break;
        }
    });

    private static void Miss(WriteUnit unit, Attachment file, TimeSpan? after, string reason, bool last)
    {
        if (reason == Off)
        {
            (file.NextAttemptAt, file.LastError) = (unit.Now + BackOff.Longest, reason);
            return;
        }

        (file.Attempts, file.LastError) = (file.Attempts + 1, reason);
        if (last) (file.State, file.NextAttemptAt) = (AttachmentState.Gone, null);
        else file.NextAttemptAt = unit.Now + (after ?? BackOff.After(file.Attempts));
    }

    // Sends one message for each message of the resident, however many large files it has.
    private static async Task TellTooLargeAsync(WriteUnit unit, Attachment file)
    {
        if (!file.Channel.IsChat() || file.TicketId is not { } ticketId) return;
        if (await unit.Db.Attachments.AnyAsync(a => a.MessageId == file.MessageId && a.State == AttachmentState.TooLarge)) return;
        var ticket = await unit.Db.Tickets.Where(t => t.Id == ticketId).Select(t => new { t.Number, t.Language }).FirstOrDefaultAsync();
        if (ticket is null) return;
        var megabytes = AttachmentStore.LongestFile / (1024 * 1024);
        var text = DeskTexts.Say(ticket.Language, "attachments.tooLarge", ("number", ticket.Number), ("megabytes", megabytes));
        var chat = new ChatAddress(file.Channel, file.Bot, file.Owner);
        unit.Enqueue(new OutgoingMessage { To = chat, Language = ticket.Language, Text = text }, ticketId);
    }

    // The write takes no cancellation token: the fetch has had its effect, so its result is recorded even while the program stops.
    private Task WriteAsync(long id, Func<WriteUnit, Attachment, Task> keep) => writer.WriteAsync(async unit =>
    {
        var file = await unit.Db.Attachments.FirstOrDefaultAsync(a => a.Id == id && a.State == AttachmentState.Waiting);
        if (file is not null) await keep(unit, file);
    });
}
