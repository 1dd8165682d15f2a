using System.Security.Cryptography;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading.Figures;
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
    private const int MaxSample = 30, MaxMarked = 10, MaxDays = 7;

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

    private async Task<List<WrittenAnswer>> ReadAsync(DateOnly day, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await WrittenAnswer.ListAsync(db, day, desk.Value.DisplayTimeZone, cancellation);
    }

    private async Task DrawAsync(WriteUnit unit, DateOnly day, List<WrittenAnswer> answers, CancellationToken cancellation)
    {
        if (unit.IsClockDoubted || await unit.Db.Set<AnswerDay>().AnyAsync(d => d.Day == day, cancellation)) return;
        var shuffled = answers.ToArray();
        RandomNumberGenerator.Shuffle(shuffled.AsSpan());
        var size = Math.Min(MaxSample, (int)Math.Ceiling(shuffled.Length * promise.Value.AnswerShare));
        var marked = shuffled.Skip(size).Where(a => a.IsShort || a.IsRepeated).Take(MaxMarked);
        unit.Db.AddRange(
            shuffled.Take(size).Select(a => CreateReview(a, day, true)).Concat(marked.Select(a => CreateReview(a, day, false))));
        unit.Db.Add(new AnswerDay
        {
            Day = day, Answers = answers.Count, Short = answers.Count(a => a.IsShort), Repeated = answers.Count(a => a.IsRepeated),
        });
    }

    private static AnswerReview CreateReview(WrittenAnswer answer, DateOnly day, bool isSample) => new()
    {
        MessageId = answer.Message, TicketId = answer.Ticket, Day = day, User = answer.User, IsSample = isSample,
        IsShort = answer.IsShort, IsRepeated = answer.IsRepeated,
    };
}
