using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>Lists the answers behind the figures of their substance, for the tickets of a filter.</summary>
internal sealed class AnswerMoments(DeskDb db, IQueryable<Ticket> tickets, TimeZoneInfo zone)
{
    private const int ChunkSize = 500;

    /// <summary>Lists the answers of the days from the one of <paramref name="from"/> to the one before <paramref name="to"/>.</summary>
    public Task<List<TicketMoment>> ListAsync(Figure figure, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var (first, end) = (LocalDays.FromTime(from, zone), LocalDays.FromTime(to, zone));
        return figure switch
        {
            Figure.WrittenAnswers => ListWrittenAsync(_ => true, first, end, cancellation),
            Figure.ShortAnswers => ListWrittenAsync(answer => answer.IsShort, first, end, cancellation),
            Figure.RepeatedAnswers => ListWrittenAsync(answer => answer.IsRepeated, first, end, cancellation),
            Figure.ReviewedAnswers => ListReviewedAsync(0, first, end, cancellation),
            _ => ListReviewedAsync(1 << Array.IndexOf(FigureUnits.Ticks, figure), first, end, cancellation),
        };
    }

    /// <summary>
    /// Reads the answers of each counted day anew, because only their numbers are kept. Those whose words were erased are left out: nobody
    /// can tell any longer whether they were short.
    /// </summary>
    private async Task<List<TicketMoment>> ListWrittenAsync(
        Func<WrittenAnswer, bool> isListed, DateOnly first, DateOnly end, CancellationToken cancellation)
    {
        var days = await db.Set<AnswerDay>().AsNoTracking().Where(d => d.Day >= first && d.Day < end && d.Answers > 0)
            .Select(d => d.Day).ToListAsync(cancellation);
        var answers = new List<WrittenAnswer>();
        foreach (var day in days) answers.AddRange((await WrittenAnswer.ListAsync(db, day, zone, cancellation)).Where(isListed));
        var readable = new HashSet<long>();
        foreach (var ids in answers.Select(answer => answer.Ticket).Distinct().Chunk(ChunkSize))
        {
            readable.UnionWith(await tickets.Where(t => ids.Contains(t.Id) && t.ErasedAt == null).Select(t => t.Id)
                .ToListAsync(cancellation));
        }

        return [.. answers.Where(answer => readable.Contains(answer.Ticket)).Select(answer => new TicketMoment(answer.Ticket, answer.At))];
    }

    private Task<List<TicketMoment>> ListReviewedAsync(int tick, DateOnly first, DateOnly end, CancellationToken cancellation) =>
        db.Set<AnswerReview>().AsNoTracking()
            .Where(r => r.Day >= first && r.Day < end && r.IsSample && r.Given != null && (r.Given & tick) == tick)
            .Join(tickets, r => r.TicketId, t => t.Id, (r, t) => r)
            .Join(db.Messages, r => r.MessageId, m => m.Id, (r, m) => new TicketMoment(r.TicketId, m.At))
            .ToListAsync(cancellation);
}
