using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Pages.PublicSite;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Promise;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace EcomCenter.Desk.Tests.Clock;

/// <summary>The times that a clock years ahead left behind hold up nothing once the clock is right again.</summary>
public sealed class StrayTimeTests
{
    private static readonly TimeSpan ThreeYears = TimeSpan.FromDays(3 * 365);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task Retries_claims_leases_sessions_and_codes_do_not_last_for_years(Provider provider)
    {
        var time = new SteppedTime(ManualClock.CreateTime().GetUtcNow());
        await using var desk = await ManualClock.StartAsync(provider, time);
        time.Step = ThreeYears;
        await desk.Writer.WriteAsync(AddRowsAsync, Cancellation);
        await desk.SweepAsync();
        await using (var ahead = desk.CreateDb())
            Assert.True((await ahead.Inbox.SingleAsync(Cancellation)).NextAttemptAt > time.GetUtcNow());

        time.Step = TimeSpan.Zero;
        await desk.SweepAsync();
        var now = time.GetUtcNow();
        await using var db = desk.CreateDb();
        var (sent, update, file) = (await db.Outbox.SingleAsync(Cancellation), await db.Inbox.SingleAsync(Cancellation),
            await db.Attachments.SingleAsync(Cancellation));
        Assert.True(sent.NextAttemptAt <= now && update.NextAttemptAt <= now && file.NextAttemptAt <= now);
        Assert.Null(sent.SendingSince);
        Assert.True((await db.Leases.SingleAsync(lease => lease.Name == "listen:test", Cancellation)).ExpiresAt <= now);
        Assert.True((await db.StaffSessions.SingleAsync(Cancellation)).SignedInAt <= now);
        Assert.Equal(now.AddDays(30), (await db.OneTimeCodes.SingleAsync(Cancellation)).ExpiresAt);
        Assert.Equal(now.AddHours(48), (await db.ReplyWindows.SingleAsync(Cancellation)).OpenUntil);
    }

    [Fact]
    public async Task No_code_expires_and_no_file_is_given_up_while_the_clock_is_doubted()
    {
        var time = new SteppedTime(ManualClock.CreateTime().GetUtcNow());
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        var codes = new OneTimeCodes(CodePurpose.PickUp, 6, TimeSpan.FromDays(30));
        var code = await desk.Writer.WriteAsync(unit => codes.CreateAsync(unit, "1", Cancellation), Cancellation);
        await desk.Writer.WriteAsync(AddRowsAsync, Cancellation);
        time.Step = ThreeYears;
        await desk.Writer.WriteAsync(unit => codes.ReplaceAsync(unit, "2", Cancellation), Cancellation);
        Assert.NotNull(await desk.Writer.WriteAsync(unit => codes.FindAsync(unit, code, Cancellation), Cancellation));
        await new FetchRecorder(desk.Writer).RecordAsync(3, new FetchResult.FetchLater(null, "noLine"));
        await using var db = desk.CreateDb();
        Assert.Equal(AttachmentState.Waiting, (await db.Attachments.SingleAsync(Cancellation)).State);
    }

    [Fact]
    public async Task The_check_for_a_backup_goes_on_after_the_clock_was_put_forward_and_back()
    {
        var time = new SteppedSystemTime();
        await using var desk = await DeskApp.StartAsync(time: time);
        var scheduler = await desk.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancellation);
        async Task<DateTimeOffset?> NextCheckAsync() =>
            (await scheduler.GetTrigger(NightlyBackupJob.CheckTrigger, Cancellation))?.NextFireTimeUtc;

        await Eventually.TrueAsync(() => desk.Services.GetRequiredService<SweepStatus>().LastSweepAt is not null);
        time.Step = ThreeYears;
        await Eventually.TrueAsync(async () => await NextCheckAsync() > TimeProvider.System.GetUtcNow().AddDays(2), 150);
        time.Step = TimeSpan.Zero;
        await Eventually.TrueAsync(async () => await NextCheckAsync() < TimeProvider.System.GetUtcNow().AddDays(2));
    }

    [Fact]
    public async Task What_is_kept_or_limited_in_memory_goes_on_after_the_clock_was_put_forward_and_back()
    {
        var time = new SteppedSystemTime();
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        var figures = desk.Services.GetRequiredService<PublicFigures>();
        var channels = desk.Services.GetRequiredService<ChannelStatusStore>();
        var lastMonth = figures.LastMonth;
        time.Step = ThreeYears;
        Assert.NotNull(desk.Services.GetRequiredService<HostClock>().FindDoubt());
        Assert.Equal(lastMonth, figures.LastMonth);
        await channels.MarkUpAsync(ContactChannel.WeChat, Cancellation);
        time.Step = TimeSpan.FromMinutes(1);
        await channels.MarkDownAsync(ContactChannel.WeChat, Cancellation);
        await channels.MarkUpAsync(ContactChannel.WeChat, Cancellation);
        await using var db = desk.CreateDb();
        var up = await db.Leases.SingleAsync(l => l.Name == ChannelAlerts.LeaseNameFor(ContactChannel.WeChat), Cancellation);
        Assert.True(up.ExpiresAt < TimeProvider.System.GetUtcNow().AddDays(1));
    }

    [Fact]
    public async Task A_calendar_that_was_changed_under_a_clock_ahead_is_dealt_with_once()
    {
        var time = new SteppedSystemTime { Step = ThreeYears };
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        await desk.Writer.WriteAsync(async unit =>
        {
            var state = await unit.Db.Set<CalendarStateRow>().SingleAsync(Cancellation);
            (state.Version, state.ChangedAt, state.RecomputedFor) = (state.Version + 1, unit.Now, "");
        }, Cancellation);
        time.Step = TimeSpan.Zero;
        await desk.Services.GetRequiredService<CalendarChanges>().RecomputeAsync(Cancellation);
        await using var db = desk.CreateDb();
        Assert.Equal(desk.Services.GetRequiredService<CalendarCache>().Calendars.Fingerprint,
            (await db.Set<CalendarStateRow>().SingleAsync(Cancellation)).RecomputedFor);
    }

    private static Task AddRowsAsync(WriteUnit unit)
    {
        var retry = unit.Now + TimeSpan.FromMinutes(5);
        unit.Db.AddRange(
            new OutboxRow
            {
                Id = 1, Channel = ContactChannel.Telegram, Bot = "1", Chat = "2", Language = Language.ZhHans, Text = "好",
                CreatedAt = unit.Now, State = DeliveryState.Queued, NextAttemptAt = retry, SendingSince = unit.Now,
            },
            new InboxRow
            {
                Id = 2, Channel = ContactChannel.Telegram, Bot = "1", UpdateId = "7", Raw = "{}", ReceivedAt = unit.Now,
                NextAttemptAt = retry,
            },
            new Attachment
            {
                Id = 3, Channel = ContactChannel.Telegram, Bot = "1", Owner = "2", Source = "photo", Kind = FileKind.Photo,
                CreatedAt = unit.Now, NextAttemptAt = retry, State = AttachmentState.Waiting,
            },
            new Lease { Name = "listen:test", Holder = "another node", ExpiresAt = unit.Now + Leases.Duration },
            new StaffSession { TokenHash = "ab", UserId = "1", SignedInAt = unit.Now, Address = "::1", Browser = "test" },
            new ReplyWindow
            {
                Channel = ContactChannel.WeChat, Bot = "1", Chat = "2", OpenUntil = unit.Now.AddHours(48), MessagesLeft = 5,
            });
        return new OneTimeCodes(CodePurpose.StaffChat, 8, TimeSpan.FromDays(30)).CreateAsync(unit, "target", Cancellation);
    }
}
