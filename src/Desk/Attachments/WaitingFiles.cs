using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Attachments;

/// <summary>Which files are next. There are no claims: what was under way when the program ended is simply still due.</summary>
public sealed class WaitingFiles(IDbContextFactory<DeskDb> contexts)
{
    /// <summary>The files in that state that are due, the longest waiting first, without those in hand.</summary>
    public async Task<List<Attachment>> DueAsync(AttachmentState state, DateTimeOffset now, IReadOnlyCollection<long> inHand, int most, CancellationToken cancellation)
    {
        if (most <= 0) return [];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Attachments.AsNoTracking().Where(a => a.NextAttemptAt <= now && a.State == state && !inHand.Contains(a.Id))
            .OrderBy(a => a.NextAttemptAt).ThenBy(a => a.Id).Take(most).ToListAsync(cancellation);
    }

    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset after, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Attachments.Where(a => a.NextAttemptAt > after).OrderBy(a => a.NextAttemptAt).Select(a => a.NextAttemptAt).FirstOrDefaultAsync(cancellation);
    }
}
