using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The number of open tickets with the same codes, assignee and latest cycle. The writer keeps it with every change, so that no page counts
/// the tickets of its lists.
/// </summary>
public sealed class OpenTicketCount
{
    /// <summary>The code of the department; empty if there is none.</summary>
    public required string Department { get; init; }

    /// <summary>The user name of the assignee; empty if there is none.</summary>
    public required string Assignee { get; init; }

    public required TicketStatus Status { get; init; }

    public required bool Unanswered { get; init; }

    public required CycleState CycleState { get; init; }

    /// <summary>The day of the due time, as <see cref="CycleDay.DayOf"/> has it.</summary>
    public required DateOnly DueDay { get; init; }

    public required long Tickets { get; init; }

    internal static void Configure(ModelBuilder model) => model.Entity<OpenTicketCount>(count =>
    {
        count.ToTable("open_ticket_counts");
        count.HasKey(c => new { c.Department, c.Assignee, c.Status, c.Unanswered, c.CycleState, c.DueDay });
        count.Property(c => c.Department).HasMaxLength(64);
        count.Property(c => c.Assignee).HasMaxLength(256);
    });
}
