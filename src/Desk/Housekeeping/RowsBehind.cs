using System.Linq.Expressions;
using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>
/// Leaves out rows that were stored while the host's clock was behind. They look older than they are, and nothing is deleted too early.
/// Rows that really are of that time are kept as long, which does no harm.
/// </summary>
internal static class RowsBehind
{
    public static IQueryable<T> Except<T>(
        this IQueryable<T> rows, IReadOnlyList<PeriodBehind> behind, Expression<Func<T, DateTimeOffset>> storedAt)
    {
        foreach (var period in behind)
        {
            var (from, until) = (Expression.Constant(period.From), Expression.Constant(period.Until));
            var outside = Expression.OrElse(Expression.LessThan(storedAt.Body, from), Expression.GreaterThan(storedAt.Body, until));
            rows = rows.Where(Expression.Lambda<Func<T, bool>>(outside, storedAt.Parameters));
        }

        return rows;
    }
}
