using System.Net;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tests.Promise;
using EcomCenter.Desk.Tests.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Admin;

public sealed class ClockPageTests
{
    private const string Path = "/desk/admin/clock";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StaffRole.Supervisor, HttpStatusCode.OK)]
    [InlineData(StaffRole.Admin, HttpStatusCode.OK)]
    [InlineData(StaffRole.Clerk, HttpStatusCode.Forbidden)]
    [InlineData(StaffRole.Agent, HttpStatusCode.Forbidden)]
    public async Task Supervisors_and_administrators_see_the_page(StaffRole role, HttpStatusCode status)
    {
        await using var desk = await DeskApp.StartAsync();
        using var client = await desk.ClientForStaffAsync(role);
        using var answer = await client.GetAsync(Path, Cancellation);
        Assert.Equal(status, answer.StatusCode);
        using var forged = await client.PostAsync(Path, null, Cancellation);
        Assert.Equal(status is HttpStatusCode.OK ? HttpStatusCode.Found : status, forged.StatusCode);
    }

    [Theory]
    [InlineData("zh-Hans", "时钟可能不对", "2026年12月1日", "工作台快 3 天")]
    [InlineData("ug", "سائەت خاتا بولۇشى مۇمكىن", "2026", "3 كۈن")]
    [InlineData("en", "The clock may be wrong", "1 December 2026", "3 days ahead")]
    public async Task Every_staff_page_says_that_the_clock_is_doubted(string language, string sign, string shown, string deviation)
    {
        var time = CreateTime();
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        using var boss = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        using var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        Assert.DoesNotContain(sign, await clerk.GetStringAsync($"/desk?lang={language}", Cancellation), StringComparison.Ordinal);
        time.Step = TimeSpan.FromDays(3);
        foreach (var page in (string[])["/desk", "/desk/counter", "/desk/badges"])
            Assert.Contains(sign, await clerk.GetStringAsync($"{page}?lang={language}", Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain(Path, await clerk.GetStringAsync("/desk", Cancellation), StringComparison.Ordinal);
        Assert.Contains($"href=\"{Path}\"", await boss.GetStringAsync("/desk", Cancellation), StringComparison.Ordinal);
        var details = await boss.GetStringAsync($"{Path}?lang={language}", Cancellation);
        Assert.Contains(shown, details, StringComparison.Ordinal);
        Assert.Contains(deviation, details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_doubted_clock_calls_no_open_deadline_late()
    {
        var time = CreateTime();
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        var number = (await desk.OpenTicketAsync()).Number;
        using var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        time.Step = TimeSpan.FromDays(3 * 365);
        foreach (var page in (string[])["/desk", $"/desk/tickets/{number}"])
        {
            var shown = await clerk.GetStringAsync(page, Cancellation);
            Assert.Contains("class=\"left wait\"", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("class=\"left late\"", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_supervisor_confirms_the_time_and_work_goes_on_also_after_a_restart()
    {
        using var directory = new TestDataDirectory();
        var time = new SteppedTime(ManualClock.CreateTime().GetUtcNow());
        await using (var desk = await ManualClock.StartAsync(Provider.Sqlite, time, directory.Setting))
        {
            await desk.OpenTicketAsync();
            time.Step = TimeSpan.FromDays(3);
            await desk.AddStaffAsync("boss", StaffRole.Supervisor);
            await desk.SweepAsync();
            Assert.Empty(await desk.EventsAsync("cycleMissed"));
            using var boss = await desk.SignedInAsync("boss");
            using var confirmed = await boss.FillInAsync(Path, Path);
            Assert.Equal(Path, confirmed.Headers.Location?.ToString());
            using var shown = await boss.GetAsync(Path);
            var page = await CookieBrowser.ReadAsync(shown);
            Assert.Contains("Last confirmed by a person", page, StringComparison.Ordinal);
            Assert.Contains("· boss", page, StringComparison.Ordinal);
            await using var db = desk.CreateDb();
            Assert.Equal("boss", (await db.SecurityEvents.SingleAsync(e => e.Kind == SecurityEventKind.ClockConfirmed, Cancellation)).User);
            Assert.DoesNotContain("The time is right", page, StringComparison.Ordinal);
        }

        await using var again = await ManualClock.StartAsync(Provider.Sqlite, time, directory.Setting);
        Assert.Null(again.Services.GetRequiredService<HostClock>().FindDoubt());
        await again.SweepAsync();
        Assert.Single(await again.EventsAsync("cycleMissed"));
    }

    private static SteppedTime CreateTime() => new(new DateTimeOffset(2026, 11, 28, 2, 0, 0, TimeSpan.Zero));
}
