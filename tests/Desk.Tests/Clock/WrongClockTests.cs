using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tests.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Clock;

/// <summary>A wrong clock of the host judges nobody: no false misses, closings or erasures.</summary>
public sealed class WrongClockTests
{
    private static readonly TimeSpan ThreeDays = TimeSpan.FromDays(3);

    private static Actor Supervisor => TelegramDesk.Clerk with { Role = StaffRole.Supervisor };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_clock_three_days_ahead_and_back_records_no_false_miss(Provider provider)
    {
        var time = CreateTime();
        await using var desk = await ManualClock.StartAsync(provider, time);
        var number = (await desk.OpenTicketAsync()).Number;
        time.Step = ThreeDays;
        await desk.SweepAsync();
        await WriteAsync(desk, number, "还在吗?");
        await desk.SweepAsync();
        Assert.Equal(CycleState.Open, (await desk.TicketAsync(number)).CycleState);

        time.Step = TimeSpan.Zero;
        await desk.SweepAsync();
        Assert.Empty(await desk.EventsAsync("cycleMissed"));
        time.Advance(TimeSpan.FromHours(49));
        await desk.SweepAsync();
        Assert.Single(await desk.EventsAsync("cycleMissed"));
    }

    [Fact]
    public async Task A_restart_while_the_clock_is_ahead_records_no_false_miss()
    {
        using var directory = new TestDataDirectory();
        var time = CreateTime();
        TicketNumber number;
        await using (var before = await ManualClock.StartAsync(Provider.Sqlite, time, directory.Setting))
        {
            number = (await before.OpenTicketAsync()).Number;
            time.Step = ThreeDays;
            await before.OpenTicketAsync("又来一个");
        }

        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time, directory.Setting);
        await desk.SweepAsync();
        Assert.Empty(await desk.EventsAsync("cycleMissed"));
        time.Step = TimeSpan.Zero;
        time.Advance(TimeSpan.FromHours(49));
        await desk.SweepAsync();
        Assert.Equal(CycleState.Missed, (await desk.TicketAsync(number)).CycleState);
    }

    [Theory, CombinatorialProviders]
    public async Task A_clock_three_years_ahead_closes_and_erases_nothing(Provider provider)
    {
        var time = CreateTime();
        await using var desk = await ManualClock.StartAsync(provider, time);
        var (closed, resolved) = (await ResolveAsync(desk), await ResolveAsync(desk));
        await CloseAsync(desk, closed);
        await AddOldConversationAsync(desk);
        time.Step = TimeSpan.FromDays(3 * 365);
        for (var i = 0; i < 2; i++) await desk.SweepAsync();

        Assert.Null((await desk.TicketAsync(closed)).ErasedAt);
        Assert.Equal(TicketStatus.Resolved, (await desk.TicketAsync(resolved)).Status);
        await using var db = desk.CreateDb();
        Assert.Equal(1, await db.Conversations.CountAsync(Cancellation));
        time.Step = TimeSpan.Zero;
        time.Advance(TimeSpan.FromDays(16));
        await desk.SweepAsync();
        Assert.Equal(TicketStatus.Closed, (await desk.TicketAsync(resolved)).Status);
    }

    [Fact]
    public async Task A_start_three_years_after_the_newest_event_erases_nothing_until_a_person_confirms_the_time()
    {
        using var directory = new TestDataDirectory();
        var time = CreateTime();
        TicketNumber number;
        await using (var before = await ManualClock.StartAsync(Provider.Sqlite, time, directory.Setting))
        {
            number = await ResolveAsync(before);
            await CloseAsync(before, number);
        }

        time.Step = TimeSpan.FromDays(3 * 365);
        File.Delete(Path.Combine(directory.Setting.Item2, "clock.json"));
        for (var i = 0; i < 2; i++)
        {
            await using var waiting = await ManualClock.StartAsync(Provider.Sqlite, time, directory.Setting);
            await waiting.OpenTicketAsync();
            await waiting.SweepAsync();
            Assert.Null((await waiting.TicketAsync(number)).ErasedAt);
            if (i == 1) Assert.True(waiting.Services.GetRequiredService<HostClock>().Confirm("staff:boss"));
        }

        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time, directory.Setting);
        await desk.SweepAsync();
        Assert.NotNull((await desk.TicketAsync(number)).ErasedAt);
    }

    [Theory, CombinatorialProviders]
    public async Task An_answer_under_a_clock_that_is_ahead_is_not_recorded_as_late(Provider provider)
    {
        var time = CreateTime();
        await using var desk = await ManualClock.StartAsync(provider, time);
        var number = (await desk.OpenTicketAsync()).Number;
        time.Step = ThreeDays;
        await AnswerAsync(desk, number);
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((CycleState.Met, ticket.LatestCycle.DueAt), (ticket.CycleState, ticket.LatestCycle.MetAt));
        Assert.Empty(await desk.EventsAsync("cycleMissed"));
        Assert.Empty(await VerifyAsync(desk));
    }

    [Theory, CombinatorialProviders]
    public async Task A_ticket_cancelled_under_a_clock_that_is_ahead_is_not_missed(Provider provider)
    {
        var time = CreateTime();
        await using var desk = await ManualClock.StartAsync(provider, time);
        var number = (await desk.OpenTicketAsync()).Number;
        time.Step = ThreeDays;
        var actions = desk.Services.GetRequiredService<TicketActions>();
        await desk.Writer.WriteAsync(
            unit => actions.CancelAsync(unit, new(number, Supervisor), "不用了", Cancellation), Cancellation);
        Assert.Equal(CycleState.Cancelled, (await desk.TicketAsync(number)).CycleState);
        Assert.Empty(await desk.EventsAsync("cycleMissed"));
        Assert.Empty(await VerifyAsync(desk));
    }

    [Fact]
    public async Task The_sweep_of_the_job_goes_on_after_the_clock_was_put_forward_and_back()
    {
        var time = new SteppedSystemTime();
        await using var desk = await DeskApp.StartAsync(time: time);
        var status = desk.Services.GetRequiredService<SweepStatus>();
        await Eventually.TrueAsync(() => status.LastSweepAt is not null);
        time.Step = ThreeDays;
        await Eventually.TrueAsync(() => status.LastSweepAt > TimeProvider.System.GetUtcNow().AddDays(2), 60);
        time.Step = TimeSpan.Zero;
        await Eventually.TrueAsync(() => status.LastSweepAt < TimeProvider.System.GetUtcNow().AddDays(2), 60);
    }

    [Fact]
    public async Task The_date_that_a_messenger_states_holds_back_misses_and_lets_them_go_on()
    {
        await using var desk = await TelegramDesk.StartAsync(
            Provider.Sqlite, ManualClock.RemoveDeadlineJob, ("Clock:MaxDeviation", "00:05:00"));
        var number = await desk.ReceiveAsync(42, "سوئالىم بار ئىدى");
        desk.Telegram.StatedTime = () => desk.Time.GetUtcNow().AddDays(-3);
        desk.Time.Advance(TimeSpan.FromHours(49));
        await desk.ReceiveAsync(43, "يەنە بىر سوئال");
        await desk.App.SweepAsync();
        var clock = desk.App.Services.GetRequiredService<HostClock>();
        Assert.Equal(ClockWitness.Messenger, clock.FindDoubt()?.Witness);
        Assert.Equal(CycleState.Open, (await desk.TicketAsync(number)).CycleState);

        desk.Telegram.StatedTime = desk.Time.GetUtcNow;
        await desk.ReceiveAsync(44, "ئۈچىنچى سوئال");
        await desk.App.SweepAsync();
        Assert.Equal(CycleState.Missed, (await desk.TicketAsync(number)).CycleState);
    }

    [Theory]
    [InlineData("Clock:MaxDeviation", "00:00:01")]
    [InlineData("Clock:MaxDeviation", "2.00:00:00")]
    [InlineData("Clock:MaxAbsence", "01:00:00")]
    public async Task The_settings_are_validated_at_start(string setting, string value)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => DeskApp.StartAsync(settings: [(setting, value)]));
        Assert.Contains(setting, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_span_is_a_setting()
    {
        var time = CreateTime();
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time, ("Clock:MaxDeviation", "06:00:00"));
        time.Step = TimeSpan.FromHours(5);
        Assert.True(desk.Services.GetRequiredService<HostClock>().MayJudge());
        time.Step = TimeSpan.FromHours(7);
        Assert.False(desk.Services.GetRequiredService<HostClock>().MayJudge());
    }

    private static SteppedTime CreateTime() => new(ManualClock.CreateTime().GetUtcNow());

    private static Task WriteAsync(DeskApp desk, TicketNumber number, string text)
    {
        var actions = desk.Services.GetRequiredService<TicketActions>();
        return desk.Writer.WriteAsync(
            unit => actions.NoteAsync(unit, new(number, TelegramDesk.Clerk), text, Cancellation), Cancellation);
    }

    private static async Task AnswerAsync(DeskApp desk, TicketNumber number)
    {
        var actions = desk.Services.GetRequiredService<TicketActions>();
        Assert.IsType<TicketActionResult.ActionDone>(await desk.Writer.WriteAsync(
            unit => actions.AnswerAsync(unit, new(number, TelegramDesk.Clerk), new("这样办。"), Cancellation), Cancellation));
    }

    private static async Task<TicketNumber> ResolveAsync(DeskApp desk)
    {
        var number = (await desk.OpenTicketAsync()).Number;
        await AnswerAsync(desk, number);
        var actions = desk.Services.GetRequiredService<TicketActions>();
        await desk.Writer.WriteAsync(
            unit => actions.ResolveAsync(unit, new(number, TelegramDesk.Clerk), null, Cancellation), Cancellation);
        return number;
    }

    private static async Task CloseAsync(DeskApp desk, TicketNumber number)
    {
        var actions = desk.Services.GetRequiredService<TicketActions>();
        Assert.IsType<TicketActionResult.ActionDone>(await desk.Writer.WriteAsync(
            unit => actions.CloseAsync(unit, new(number, Supervisor), Cancellation), Cancellation));
    }

    // The test's clerk has no account, which is one finding.
    private static async Task<List<Finding>> VerifyAsync(DeskApp desk)
    {
        var verifier = new DeskVerifier(
            desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>());
        return [.. (await verifier.RunAsync(Cancellation).ToListAsync(Cancellation)).Where(finding => finding.Code != "astray")];
    }

    private static Task AddOldConversationAsync(DeskApp desk) => desk.Writer.WriteAsync(unit =>
    {
        unit.Add(new ConversationRow
        {
            Channel = ContactChannel.Telegram, Bot = "1", Chat = "42", UpdatedAt = unit.Now, State = "{}",
        });
        return Task.CompletedTask;
    }, Cancellation);
}
