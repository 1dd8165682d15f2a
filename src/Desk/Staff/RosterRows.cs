using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>The duty of one member of staff on one day.</summary>
public sealed class RosterRow
{
    public required DateOnly Day { get; init; }

    /// <summary>The user name.</summary>
    public required string User { get; init; }

    /// <summary>The hours as staff type them: <c>10:00-14:00, 15:30-19:30</c>.</summary>
    public required string Hours { get; init; }

    /// <summary>True for the duty lead of the day.</summary>
    public required bool IsLead { get; init; }
}

/// <summary>A week of the roster that was edited, by its Monday.</summary>
public sealed class RosterWeekRow
{
    public required DateOnly Monday { get; init; }

    /// <summary>Grows with each change, so that an edit of an older state is noticed.</summary>
    public required long Version { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}

/// <summary>A head of the centre, to whom important matters go (中心负责人).</summary>
public sealed class CentreHeadRow
{
    public required string User { get; init; }
}

/// <summary>Maps the duty roster.</summary>
internal static class RosterTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<RosterRow>(row =>
        {
            row.ToTable("duty_roster");
            row.HasKey(r => new { r.Day, r.User });
        });
        model.Entity<RosterWeekRow>(week =>
        {
            week.ToTable("duty_roster_weeks");
            week.HasKey(w => w.Monday);
        });
        model.Entity<CentreHeadRow>(head =>
        {
            head.ToTable("centre_heads");
            head.HasKey(h => h.User);
        });
    }
}
