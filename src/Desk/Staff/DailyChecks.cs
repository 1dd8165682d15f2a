using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>A ticket that was ticked in the daily check (每日督查).</summary>
public sealed class DailyCheck
{
    public required DateOnly Day { get; init; }

    public required long TicketId { get; init; }

    /// <summary>The user name of the duty lead who ticked it.</summary>
    public required string User { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Maps the daily check.</summary>
internal static class DailyCheckTables
{
    public static void Configure(ModelBuilder model) => model.Entity<DailyCheck>(check =>
    {
        check.ToTable("daily_checks");
        check.HasKey(c => new { c.Day, c.TicketId });
    });
}
