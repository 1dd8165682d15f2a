using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Files;

/// <summary>Finds the attachments that are due. Files are not claimed, so work that was cut off is still due at the next start.</summary>
public sealed class PendingAttachments(IDbContextFactory<DeskDb> contexts)
{
    /// <summary>Finds due files in a state, the longest waiting first, except those already in progress.</summary>
    public async Task<List<Attachment>> FindDueAsync(
        AttachmentState state, DateTimeOffset now, IReadOnlyCollection<long> inProgress, int max, CancellationToken cancellation)
    {
        if (max <= 0) return [];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Attachments.AsNoTracking().Where(a => a.NextAttemptAt <= now && a.State == state && !inProgress.Contains(a.Id))
            .OrderBy(a => a.NextAttemptAt).ThenBy(a => a.Id).Take(max).ToListAsync(cancellation);
    }

    public async Task<DateTimeOffset?> FindNextAttemptAsync(DateTimeOffset after, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Attachments.Where(a => a.NextAttemptAt > after)
            .OrderBy(a => a.NextAttemptAt).Select(a => a.NextAttemptAt).FirstOrDefaultAsync(cancellation);
    }
}
