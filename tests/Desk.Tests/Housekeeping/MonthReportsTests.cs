using EcomCenter.Contracts;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Housekeeping;

/// <summary>The monthly report that makes itself.</summary>
public sealed class MonthReportsTests
{
    /// <summary>The last hour of October in Shanghai.</summary>
    private static readonly DateTimeOffset LastHour = new(2026, 10, 31, 23, 30, 0, TimeSpan.FromHours(8));

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task It_is_made_once_when_the_month_is_over_mailed_to_supervisors_and_shown_to_them(Provider provider)
    {
        var time = new FakeTimeProvider(LastHour);
        await using var desk = await ManualClock.StartAsync(provider, time, ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", "9"),
            ("Smtp:From", "desk@example.com"), ("Desk:PublicUrl", "https://desk.example"));
        await AddStaffAsync(desk, ("boss", StaffRole.Supervisor), ("clerk1", StaffRole.Clerk));
        await desk.OpenTicketAsync("核桃", "brand");
        await MakeAsync(desk);
        await using var db = desk.CreateDb();
        Assert.Empty(await db.MonthReports.ToListAsync(Now));

        time.Advance(TimeSpan.FromHours(1));
        for (var check = 0; check < 3; check++) await MakeAsync(desk);
        Assert.Equal(new(2026, 10, 1), (await db.MonthReports.SingleAsync(Now)).Month);
        var mail = await db.StaffMails.AsNoTracking().SingleAsync(Now);
        Assert.Equal("boss@example.com", mail.Address);
        Assert.Contains("2026-10 月报", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("https://desk.example/desk/reports?month=2026-10", mail.Text, StringComparison.Ordinal);
        Assert.Contains("不足 20", mail.Text, StringComparison.Ordinal);
        var supervisor = await desk.ClientForStaffAsync(StaffRole.Supervisor, user: "deputy");
        Assert.Contains("/desk/reports?month=2026-10", await supervisor.GetStringAsync("/desk/supervisor", Now), StringComparison.Ordinal);

        time.Advance(TimeSpan.FromDays(31));
        await MakeAsync(desk);
        Assert.Equal(2, await db.MonthReports.CountAsync(Now));
    }

    [Fact]
    public async Task A_desk_that_was_off_on_the_first_makes_it_later_and_a_new_one_makes_none()
    {
        var time = new FakeTimeProvider(LastHour);
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        await using var db = desk.CreateDb();
        time.Advance(TimeSpan.FromHours(1));
        await desk.OpenTicketAsync("核桃", "brand");
        await MakeAsync(desk);
        Assert.Empty(await db.MonthReports.ToListAsync(Now));
        time.Advance(TimeSpan.FromDays(50));
        await MakeAsync(desk);
        Assert.Equal(new(2026, 11, 1), (await db.MonthReports.SingleAsync(Now)).Month);
    }

    [Fact]
    public async Task Two_nodes_make_it_once()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.First.OpenTicketAsync("核桃", "brand");
        await using var db = nodes.First.CreateDb();
        await db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(t => t.ReceivedAt, DateTimeOffset.UnixEpoch), Now);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => MakeAsync(n % 2 == 0 ? nodes.First : nodes.Second)));
        Assert.Equal(1, await db.MonthReports.Where(r => r.Month == db.MonthReports.Min(m => m.Month)).CountAsync(Now));
    }

    private static Task MakeAsync(DeskApp desk) => desk.Services.GetRequiredService<MonthReports>().MakeIfDueAsync(Now);

    private static async Task AddStaffAsync(DeskApp desk, params (string User, StaffRole Role)[] staff)
    {
        foreach (var (user, role) in staff)
        {
            await desk.ClientForStaffAsync(role, user: user);
            await using var db = desk.CreateDb();
            await db.Users.Where(member => member.UserName == user)
                .ExecuteUpdateAsync(set => set.SetProperty(member => member.Email, $"{user}@example.com"), Now);
        }
    }
}
