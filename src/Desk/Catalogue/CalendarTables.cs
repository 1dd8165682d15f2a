using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Catalogue;

/// <summary>Maps the calendars of the centre and its departments. Without any row, the default calendar is in force.</summary>
internal static class CalendarTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<CalendarRow>(calendar =>
        {
            calendar.ToTable("calendars");
            calendar.HasKey(c => c.Department);
            calendar.Property(c => c.Version).IsConcurrencyToken();
        });
        model.Entity<CalendarPatternRow>(pattern =>
        {
            pattern.ToTable("calendar_patterns");
            pattern.HasKey(p => p.Id);
            pattern.Property(p => p.Id).ValueGeneratedNever();
            pattern.HasIndex(p => new { p.Department, p.FirstDay }).IsUnique();
        });
        model.Entity<SpecialDayRow>(day =>
        {
            day.ToTable("calendar_special_days");
            day.HasKey(d => d.Day);
        });
        model.Entity<CalendarStateRow>(state =>
        {
            state.ToTable("calendar_state");
            state.HasKey(s => s.Id);
            state.Property(s => s.Id).ValueGeneratedNever();
            state.HasData(new CalendarStateRow
            {
                Id = CalendarStateRow.OnlyId, Version = 0, ChangedAt = DateTimeOffset.UnixEpoch, RecomputedFor = "",
            });
        });
    }
}
