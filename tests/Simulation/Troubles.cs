using EcomCenter.Desk.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Simulation;

/// <summary>The troubles of a desk besides its work: restarts, a clock that is put right, edits of the calendar.</summary>
internal sealed class Troubles(Random random, SimulatedTime time)
{
    /// <summary>The longest error of the host's clock. Two such errors together are within what the program still believes.</summary>
    private const int MaxErrorSeconds = 120;

    public void SetClock() => time.Error = TimeSpan.FromSeconds(random.Next(-MaxErrorSeconds, MaxErrorSeconds));

    /// <summary>The time for which the program is off: mostly short, sometimes a night and a day.</summary>
    public TimeSpan PickStop() => random.Next(4) == 0 ? TimeSpan.FromHours(random.Next(1, 40)) : TimeSpan.FromMinutes(random.Next(1, 20));

    /// <summary>Closes, opens or shortens a day of the coming weeks, or gives it its usual hours again.</summary>
    public async Task EditCalendarAsync(SimulatedDesk desk)
    {
        var day = DateOnly.FromDateTime(time.TrueTime.Date).AddDays(random.Next(1, 15));
        var hours = random.Next(3) switch { 0 => "", 1 => "10:00-12:00", _ => "08:00-20:00" };
        await desk.Writer.WriteAsync(async unit =>
        {
            var days = unit.Db.Set<SpecialDayRow>();
            if (await days.FirstOrDefaultAsync(row => row.Day == day) is { } known) days.Remove(known);
            else days.Add(new() { Day = day, Hours = hours, Note = "" });
            var state = await unit.Db.Set<CalendarStateRow>().SingleAsync();
            (state.Version, state.ChangedAt) = (state.Version + 1, unit.Now);
        });
        await desk.Services.GetRequiredService<CalendarStore>().LoadAsync(CancellationToken.None);
    }
}
