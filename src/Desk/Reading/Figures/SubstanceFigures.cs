using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>The substance of the answers of a month: those that are very short or repeated, and the marks of the random sample.</summary>
/// <param name="Answers">The answers of the days that are counted.</param>
/// <param name="Reviewed">The answers of the random sample that a supervisor marked.</param>
/// <param name="Ticks">The answers among them with each tick, in the order of <see cref="AnswerReview.Ticks"/>.</param>
public sealed record SubstanceFigures(int Answers, int Short, int Repeated, int Reviewed, IReadOnlyList<int> Ticks)
{
    public static SubstanceFigures None { get; } = new(0, 0, 0, 0, new int[AnswerReview.Ticks.Length]);

    public static async Task<SubstanceFigures> ReadAsync(DeskDb db, DateOnly month, CancellationToken cancellation)
    {
        var end = month.AddMonths(1);
        var days = await db.Set<AnswerDay>().AsNoTracking().Where(d => d.Day >= month && d.Day < end).ToListAsync(cancellation);
        var given = await db.Set<AnswerReview>().AsNoTracking()
            .Where(r => r.Day >= month && r.Day < end && r.IsSample && r.Given != null)
            .GroupBy(r => r.Given!.Value).Select(same => new { same.Key, Count = same.Count() }).ToListAsync(cancellation);
        return new(days.Sum(d => d.Answers), days.Sum(d => d.Short), days.Sum(d => d.Repeated), given.Sum(g => g.Count),
            [.. AnswerReview.Ticks.Select((_, bit) => given.Where(g => (g.Key & (1 << bit)) != 0).Sum(g => g.Count))]);
    }
}
