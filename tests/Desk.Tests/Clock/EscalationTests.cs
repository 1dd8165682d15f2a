using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Clock;

/// <summary>The warnings of response cycles in the running program: rows, events, and the work in a storm.</summary>
public sealed class EscalationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task Each_level_is_recorded_once_at_its_time_and_the_audit_agrees(Provider provider)
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await ManualClock.StartAsync(provider, time);
        var number = (await desk.OpenTicketAsync()).Number;
        for (var hour = 0; hour < 80; hour++)
        {
            await desk.SweepAsync();
            time.Advance(TimeSpan.FromHours(1));
        }

        await using var db = desk.CreateDb();
        var levels = await db.RaisedEscalations.OrderBy(level => level.DueAt).ThenByDescending(level => level.IsSkipped)
            .ToListAsync(Cancellation);
        // From noon to noon: three quarters of the time end at midnight, four hours before the due time the centre is still closed.
        Assert.Equal(
            [("half", 24d, false), ("lateSoon", 31, true), ("lastCall", 31, false), ("missed", 48, false), ("head", 72, false)],
            levels.Select(level => (level.Level, (level.DueAt - Noon).TotalHours, level.IsSkipped)));
        Assert.All(levels, level => Assert.Equal(level.DueAt, level.IsSkipped ? level.DueAt : level.NoticedAt));
        Assert.Equal(["half", "lastCall", "head"],
            (await desk.EventsAsync("levelRaised")).Select(e => ((LevelRaised)EventJson.Read(e)).Level));
        Assert.Equal((5, null), ((await desk.TicketAsync(number)).Version, (await desk.TicketAsync(number)).LatestCycle.NextCheckAt));
        Assert.Empty(await FindingsAsync(desk));
    }

    [Fact]
    public async Task A_level_that_was_changed_outside_the_desk_is_found()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        await desk.OpenTicketAsync();
        time.Advance(TimeSpan.FromHours(25));
        await desk.SweepAsync();
        Assert.Empty(await FindingsAsync(desk));
        foreach (var sql in new[] { "UPDATE fired_rungs SET IsSkipped = 1", "DELETE FROM fired_rungs" })
        {
            await using var db = desk.CreateDb();
            await db.Database.ExecuteSqlRawAsync(sql, Cancellation);
            Assert.Contains("levelChanged", (await FindingsAsync(desk)).Select(finding => finding.Code));
        }
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Five_thousand_levels_due_at_once_are_recorded_in_few_commands_and_once_each(Provider provider)
    {
        const int tickets = 5_000;
        var time = new FakeTimeProvider(Noon);
        await using var desk = await ManualClock.StartAsync(provider, time);
        foreach (var batch in Enumerable.Range(0, tickets).Chunk(500)) await Task.WhenAll(batch.Select(_ => desk.OpenTicketAsync()));
        foreach (var hours in new[] { 24, 24 })
        {
            time.Advance(TimeSpan.FromHours(hours));
            var before = desk.Writer.WrittenCommands;
            await desk.SweepAsync();
            // One command for each would take many times longer.
            Assert.InRange(desk.Writer.WrittenCommands - before, 1, tickets / 25);
        }

        await using var db = desk.CreateDb();
        var counts = await db.RaisedEscalations.GroupBy(level => level.Level).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, Cancellation);
        Assert.Equal([tickets, tickets, tickets, tickets], new[] { "half", "lateSoon", "lastCall", "missed" }.Select(name => counts[name]));
        Assert.Equal(tickets, await db.Tickets.CountAsync(ticket => ticket.CycleState == CycleState.Missed, Cancellation));
    }

    [Theory]
    [InlineData("Promise:Rungs:half:Fraction", "1.5", "Promise:Rungs:half:Fraction")]
    [InlineData("Promise:Rungs:half:To", "everybody", "Promise:Rungs:half:To")]
    [InlineData("Promise:Rungs:missed:Off", "true", "Promise:Rungs:missed")]
    [InlineData("Promise:Rungs:early:To", "clerks", "Promise:Rungs:early")]
    [InlineData("Promise:Rungs:head:AfterDue", "-1", "Promise:Rungs:head:AfterDue")]
    [InlineData("Promise:Rungs:head:After", "1", "Promise:Rungs:head:After")]
    [InlineData("Promise:QuietHours", "late", "Promise:QuietHours")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string value, string named)
    {
        var stopped = await Assert.ThrowsAnyAsync<Exception>(() => DeskApp.StartAsync(settings: [(key, value)]));
        Assert.Contains(named, stopped.Message, StringComparison.Ordinal);
        Assert.True(stopped is OptionsValidationException or InvalidOperationException, stopped.GetType().Name);
    }

    [Fact]
    public async Task A_centre_changes_leaves_out_and_adds_levels()
    {
        var time = new FakeTimeProvider(Noon);
        (string, string)[] settings =
        [
            ("Promise:Rungs:half:Off", "true"), ("Promise:Rungs:lateSoon:Fraction", "0.125"), ("Promise:Rungs:lastCall:Off", "true"),
            ("Promise:Rungs:mayor:AfterDue", "05:00:00"), ("Promise:Rungs:mayor:To", "heads, clerks"),
        ];
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time, settings);
        await desk.OpenTicketAsync();
        for (var hour = 0; hour < 80; hour++)
        {
            await desk.SweepAsync();
            time.Advance(TimeSpan.FromHours(1));
        }

        await using var db = desk.CreateDb();
        var levels = await db.RaisedEscalations.OrderBy(level => level.DueAt).ToListAsync(Cancellation);
        Assert.Equal([("lateSoon", 6d), ("missed", 48), ("mayor", 53), ("head", 72)],
            levels.Select(level => (level.Level, (level.DueAt - Noon).TotalHours)));
    }

    private static async Task<List<Finding>> FindingsAsync(DeskApp desk)
    {
        var verifier = new DeskVerifier(
            desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>());
        var findings = new List<Finding>();
        await foreach (var finding in verifier.RunAsync(Cancellation)) findings.Add(finding);
        return findings;
    }
}
