using System.Security.Cryptography;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>
/// Counts, once a day has ended, its answers and those that are very short or repeated, and draws some for a supervisor to mark. The count
/// and the draw are one command, so that a stop in between leaves neither.
/// </summary>
public sealed class DrawAnswers(DeskWriter writer, IDbContextFactory<DeskDb> contexts, IOptions<PromiseOptions> promise,
    IOptions<DeskOptions> desk, TimeProvider time)
{
    private const int MaxAnswers = 20_000, MaxSample = 30, MaxMarked = 10, ChunkSize = 500, MaxDays = 7;

    private static readonly string[] AnswerTypes = [EventJson.NameOf<AnswerWritten>(), EventJson.NameOf<CallLogged>()];

    public async Task DrawAsync(CancellationToken cancellation)
    {
        var today = LocalDays.FromTime(time.Now(), desk.Value.DisplayTimeZone);
        for (var day = await FindNextDayAsync(today, cancellation); day < today; day = day.AddDays(1))
        {
            var answers = await ReadAsync(day, cancellation);
            await writer.WriteAsync(unit => DrawAsync(unit, day, answers, cancellation), cancellation);
        }
    }

    private async Task<DateOnly> FindNextDayAsync(DateOnly today, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var last = await db.Set<AnswerDay>().MaxAsync(d => (DateOnly?)d.Day, cancellation);
        var (next, first) = (last?.AddDays(1) ?? today.AddDays(-1), today.AddDays(-MaxDays));
        return next < first ? first : next;
    }

    private async Task<List<DrawnAnswer>> ReadAsync(DateOnly day, CancellationToken cancellation)
    {
        var zone = desk.Value.DisplayTimeZone;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var first = await EventSpan.FindFirstAsync(db, LocalDays.StartOf(day, zone), cancellation);
        var end = await EventSpan.FindFirstAsync(db, LocalDays.StartOf(day.AddDays(1), zone), cancellation);
        var stored = await db.Events.AsNoTracking().Where(e => e.Sequence >= first && e.Sequence < end && AnswerTypes.Contains(e.Type))
            .OrderBy(e => e.Sequence).Take(MaxAnswers).ToListAsync(cancellation);
        var written = stored.Select(e => (e.TicketId, Event: EventJson.TryRead(e)))
            .Where(e => e.Event is AnswerWritten or CallLogged { Kind: not null } && e.Event.By.Kind is AuthorKind.Staff)
            .Select(e => (e.TicketId, User: e.Event!.By.Code, Message: ((IRecordsMessage)e.Event).Message)).ToList();
        var texts = new Dictionary<long, string>();
        foreach (var ids in written.Select(w => w.Message).Chunk(ChunkSize))
        {
            foreach (var (id, text) in (await db.Messages.AsNoTracking().Where(m => ids.Contains(m.Id))
                .Select(m => new { m.Id, m.Text }).ToListAsync(cancellation)).Select(m => (m.Id, m.Text))) texts[id] = text;
        }

        var same = written.GroupBy(w => (w.User, AnswerSubstance.Normalize(texts.GetValueOrDefault(w.Message, ""))));
        return [.. same.SelectMany(group => group.Select(w => new DrawnAnswer(w.Message, w.TicketId, w.User,
            AnswerSubstance.IsShort(texts.GetValueOrDefault(w.Message, "")), group.Count() >= AnswerSubstance.RepeatedFrom)))];
    }

    private async Task DrawAsync(WriteUnit unit, DateOnly day, List<DrawnAnswer> answers, CancellationToken cancellation)
    {
        if (unit.IsClockDoubted || await unit.Db.Set<AnswerDay>().AnyAsync(d => d.Day == day, cancellation)) return;
        var shuffled = answers.ToArray();
        RandomNumberGenerator.Shuffle(shuffled.AsSpan());
        var size = Math.Min(MaxSample, (int)Math.Ceiling(shuffled.Length * promise.Value.AnswerShare));
        var marked = shuffled.Skip(size).Where(a => a.IsShort || a.IsRepeated).Take(MaxMarked);
        unit.Db.AddRange(shuffled.Take(size).Select(a => a.ToReview(day, true)).Concat(marked.Select(a => a.ToReview(day, false))));
        unit.Db.Add(new AnswerDay
        {
            Day = day, Answers = answers.Count, Short = answers.Count(a => a.IsShort), Repeated = answers.Count(a => a.IsRepeated),
        });
    }

    private sealed record DrawnAnswer(long Message, long Ticket, string User, bool IsShort, bool IsRepeated)
    {
        public AnswerReview ToReview(DateOnly day, bool isSample) => new()
        {
            MessageId = Message, TicketId = Ticket, Day = day, User = User, IsSample = isSample, IsShort = IsShort, IsRepeated = IsRepeated,
        };
    }
}
