using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The number of response cycles that started on a day, of tickets with the same codes, by what became of them. The writer keeps it with
/// every change, so that the figures of a year need no look at its tickets.
/// </summary>
public sealed class CycleDay
{
    /// <summary>
    /// The days are those of Beijing, whatever time zone is set. Where a period begins or ends within a day, the cycles of that day are
    /// counted one by one.
    /// </summary>
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public required DateOnly Day { get; init; }

    public required TicketKind Kind { get; init; }

    public required ContactChannel Channel { get; init; }

    /// <summary>The code of the department of the ticket; empty if it has none.</summary>
    public required string Department { get; init; }

    public required CycleState State { get; init; }

    public required bool AnsweredLate { get; init; }

    public required long Cycles { get; init; }

    public static DateOnly DayOf(DateTimeOffset start) => DateOnly.FromDateTime(start.ToOffset(Offset).DateTime);

    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    internal static void Configure(ModelBuilder model) => model.Entity<CycleDay>(day =>
    {
        day.ToTable("cycle_days");
        day.HasKey(d => new { d.Day, d.Kind, d.Channel, d.Department, d.State, d.AnsweredLate });
        day.Property(d => d.Department).HasMaxLength(64);
        // The sums over all days read these in the order of their groups and sort nothing.
        day.HasIndex(d => new { d.Kind, d.Channel, d.Department, d.State, d.AnsweredLate, d.Cycles });
    });
}
