using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>
/// Checks attachments: a stored file exists and has the recorded length and checksum, a waiting one has a next attempt, and each belongs
/// to an existing message.
/// </summary>
internal sealed class FileChecks(AttachmentStore store)
{
    private const int BatchSize = 1000;

    public async Task<List<Finding>> CheckAsync(DeskDb db, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        var missing = await db.Attachments.CountAsync(
            a => a.MessageId != null && !db.Messages.Any(m => m.Id == a.MessageId && m.TicketId == a.TicketId), cancellation);
        if (missing > 0) findings.Add(new("attachments", "astray", ("count", missing)));
        for (long after = 0; ;)
        {
            var files = await db.Attachments.AsNoTracking().Where(a => a.Id > after).OrderBy(a => a.Id).Take(BatchSize)
                .ToListAsync(cancellation);
            if (files.Count == 0) return findings;
            findings.AddRange(files.SelectMany(Check));
            foreach (var file in files)
                if (await IsChangedAsync(file, cancellation)) findings.Add(new("attachments", "fileChanged", ("attachment", file.Id)));
            after = files[^1].Id;
        }
    }

    private IEnumerable<Finding> Check(Attachment file)
    {
        (string, object) attachment = ("attachment", file.Id);
        if (file.State is AttachmentState.Waiting && file.NextAttemptAt is null)
            yield return new("attachments", "fileForgotten", attachment);
        if (file.State is not AttachmentState.Kept) yield break;
        if (FindLength(file.Id, "") is not { } length) yield return new("attachments", "fileMissing", attachment);
        else if (length != file.Size)
            yield return new("attachments", "fileLength", attachment, ("length", length), ("size", file.Size ?? 0));
        if (file.HasPlayableCopy && FindLength(file.Id, AttachmentStore.PlayableSuffix) is null)
            yield return new("attachments", "copyMissing", attachment);
    }

    private async Task<bool> IsChangedAsync(Attachment file, CancellationToken cancellation)
    {
        if (file is not { State: AttachmentState.Kept, Checksum: { } checksum } || FindLength(file.Id, "") != file.Size) return false;
        await using var content = store.OpenRead(file.Id);
        return content is not null && await AttachmentStore.ComputeChecksumAsync(content, cancellation) != checksum;
    }

    private long? FindLength(long id, string copy) => new FileInfo(store.GetPath(id, copy)) is { Exists: true } file ? file.Length : null;
}
