using System.Globalization;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Commands;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Housekeeping;

/// <summary>The daily limit of the erasure, and its dry run.</summary>
public sealed class ErasureLimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task No_more_tickets_are_erased_in_a_day_than_the_setting_allows(Provider provider)
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(provider, time, ("Erasure:MaxPerDay", "2"));
        for (var i = 0; i < 5; i++) await OpenAndCloseAsync(desk);
        time.Advance(TimeSpan.FromDays(732));
        for (var i = 0; i < 3; i++) await desk.SweepAsync();
        Assert.Equal(2, await CountErasedAsync(desk));
        time.Advance(TimeSpan.FromHours(24));
        for (var i = 0; i < 2; i++) await desk.SweepAsync();
        Assert.Equal(4, await CountErasedAsync(desk));
        time.Advance(TimeSpan.FromHours(24));
        await desk.SweepAsync();
        Assert.Equal(5, await CountErasedAsync(desk));
    }

    [Theory, CombinatorialProviders]
    public async Task A_dry_run_lists_the_due_tickets_by_month_and_erases_nothing(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var first = new DateTimeOffset(TimeProvider.System.GetUtcNow().Year - 3, 5, 10, 4, 0, 0, TimeSpan.Zero);
        var time = new FakeTimeProvider(first);
        await using var desk = await ManualClock.StartAsync(provider, time, database.Settings);
        // A new desk does not believe a year before the program was released.
        desk.Services.GetRequiredService<HostClock>().Confirm("staff:boss");
        for (var i = 0; i < 2; i++) await OpenAndCloseAsync(desk);
        time.Advance(TimeSpan.FromDays(60));
        await OpenAndCloseAsync(desk);
        time.Advance(TimeSpan.FromDays(900));
        await OpenAndCloseAsync(desk);

        var result = await DeskProgram.RunAsync(database.DataDirectory, ["erase", "--dry-run", "--Erasure:MaxPerDay=2",
            .. database.Settings.Where(s => s.Key != "Desk:DataDirectory").Select(s => $"--{s.Key}={s.Value}")]);
        result.AssertSuccess();
        var lines = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var year = first.Year.ToString(CultureInfo.InvariantCulture);
        Assert.Equal([$"{year}-05  2", $"{year}-07  1"], lines[1..3]);
        Assert.Contains((first.Year + 1).ToString(CultureInfo.InvariantCulture), lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Tickets in all: 3;", lines[3], StringComparison.Ordinal);
        Assert.Equal(0, await CountErasedAsync(desk));
    }

    private static async Task<int> CountErasedAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Tickets.CountAsync(t => t.ErasedAt != null, Cancellation);
    }

    private static async Task OpenAndCloseAsync(DeskApp desk)
    {
        var number = (await desk.OpenTicketAsync()).Number;
        var actions = desk.Services.GetRequiredService<TicketActions>();
        var supervisor = TelegramDesk.Clerk with { Role = StaffRole.Supervisor };
        Assert.IsType<TicketActionResult.ActionDone>(await desk.Writer.WriteAsync(
            unit => actions.CancelAsync(unit, new(number, supervisor), "不用了", Cancellation), Cancellation));
    }
}
