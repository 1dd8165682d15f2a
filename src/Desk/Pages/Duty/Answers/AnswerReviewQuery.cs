using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Duty.Answers;

/// <summary>An answer that waits for its marks.</summary>
/// <param name="IsReaders">True if the reader wrote it, so that somebody else marks it.</param>
public sealed record ListedAnswer(AnswerReview Review, TicketNumber Ticket, string Subject, string Text, string Name, bool IsReaders);

/// <param name="Waiting">The number of all that wait.</param>
public sealed record AnswerReviewView(IReadOnlyList<ListedAnswer> Answers, int Waiting);

/// <summary>Reads the answers that wait for a supervisor's marks, the oldest first.</summary>
public sealed class AnswerReviewQuery(IDbContextFactory<DeskDb> contexts)
{
    private const int MaxAnswers = 30;

    public async Task<AnswerReviewView> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var waiting = db.Set<AnswerReview>().AsNoTracking().Where(r => r.Given == null)
            .Join(db.ReadableTickets(actor).Where(t => t.ErasedAt == null), r => r.TicketId, t => t.Id,
                (r, t) => new { Review = r, t.Number, t.Subject })
            .Join(db.Messages, row => row.Review.MessageId, m => m.Id, (row, m) => new { row.Review, row.Number, row.Subject, m.Text });
        var rows = await waiting.OrderBy(row => row.Review.MessageId).Take(MaxAnswers).ToListAsync(cancellation);
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(s => s.UserName ?? "", s => s.DisplayName, cancellation);
        return new(
            [.. rows.Select(row => new ListedAnswer(row.Review, row.Number, row.Subject, row.Text,
                names.GetValueOrDefault(row.Review.User, row.Review.User), Author.Staff(row.Review.User) == actor.Author))],
            await waiting.CountAsync(cancellation));
    }
}
