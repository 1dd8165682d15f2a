using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Attachments;

/// <summary>Keeps what became of a file, and tells the resident where only they can help.</summary>
public sealed class FileOutcomes(DeskWriter writer, Copying copying)
{
    /// <summary>A channel that is off says nothing about its files.</summary>
    public const string Off = "off";

    /// <summary>"Gone" may be a server's bad hour; said so often, it is true.</summary>
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
            case Fetched.Gone(var reason): Miss(unit, file, null, reason, last: file.Attempts + 1 >= GoneAfter && file.LastError == reason); break;
            case Fetched.Later(var after, var reason): Miss(unit, file, after, reason, last: unit.Now - file.CreatedAt > GivenUpAfter); break;
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

    // Once for each message, however many large files it has.
    private static async Task TellTooLargeAsync(WriteUnit unit, Attachment file)
    {
        if (!file.Channel.IsChat() || file.TicketId is not { } ticket) return;
        if (await unit.Db.Attachments.AnyAsync(a => a.MessageId == file.MessageId && a.State == AttachmentState.TooLarge)) return;
        if (await unit.Db.Tickets.Where(t => t.Id == ticket).Select(t => new { t.Number, t.Language }).FirstOrDefaultAsync() is not { } matter) return;
        var text = DeskTexts.Say(matter.Language, "attachments.tooLarge", ("number", matter.Number), ("megabytes", AttachmentStore.LongestFile / (1024 * 1024)));
        unit.Enqueue(new OutgoingMessage { To = new(file.Channel, file.Bot, file.Owner), Language = matter.Language, Text = text }, ticket);
    }

    // What was done outside the database can't be undone, so it is kept also while the program stops.
    private Task WriteAsync(long id, Func<WriteUnit, Attachment, Task> keep) => writer.WriteAsync(async unit =>
    {
        if (await unit.Db.Attachments.FirstOrDefaultAsync(a => a.Id == id && a.State == AttachmentState.Waiting) is { } file) await keep(unit, file);
    });
}
