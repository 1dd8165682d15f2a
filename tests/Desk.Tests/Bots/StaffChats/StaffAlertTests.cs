using System.Globalization;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots.StaffChats;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tickets;
using EcomCenter.FakeBotApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Bots.StaffChats;

public sealed class StaffAlertTests
{
    private const long Boss = 9001, Helper = 9002, Driver = 9005;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_missed_cycle_is_reported_to_supervisors_and_the_assignee_with_number_and_link_only(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider, settings: [("Desk:PublicUrl", "https://desk.example")]);
        await LinkAsync(desk, "boss", StaffRole.Supervisor, Boss, Language.Ug);
        await LinkAsync(desk, "helper", StaffRole.Clerk, Helper, Language.ZhHans);
        var (mine, others) = (await desk.ReceiveAsync(1, "包裹没有到"), await desk.ReceiveAsync(2, "店铺被封了"));
        await desk.App.Writer.WriteAsync(async unit => (await unit.Db.FindFullTicketAsync(mine, Cancellation))!.Assign(
            Author.Staff("boss"), "helper", unit.CreateChangeContext(Due)), Cancellation);
        desk.Time.Advance(TimeSpan.FromHours(49));

        var alert = await desk.Telegram.WaitForMessageAsync(Helper);
        Assert.Contains("超时未答复", alert.Text, StringComparison.Ordinal);
        Assert.Contains($"https://desk.example/desk/tickets/{mine}", alert.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(others.ToString(), alert.Text, StringComparison.Ordinal);
        await WaitForAllAsync(desk, Boss, mine, others);
        Assert.All(SentTo(desk, Boss), sent => Assert.Contains("ۋاقتى ئۆتتى", sent.Text, StringComparison.Ordinal));
        Assert.All(SentTo(desk, Boss).Concat(SentTo(desk, Helper)),
            sent => Assert.DoesNotContain("包裹", sent.Text, StringComparison.Ordinal));
        Assert.Single(SentTo(desk, Helper));
    }

    [Fact]
    public async Task A_department_hears_of_its_new_slip_and_of_its_due_time_and_the_desk_of_the_result()
    {
        await using var desk = await TelegramDesk.StartAsync();
        await LinkAsync(desk, "helper", StaffRole.Clerk, Helper, Language.En);
        await LinkAsync(desk, "lorry", StaffRole.Agent, Driver, Language.En, "logistics");
        await LinkAsync(desk, "boss", StaffRole.Supervisor, Boss, Language.En);
        await Eventually.TrueAsync(async () => await PositionAsync(desk) is not null);
        var number = await desk.ReceiveAsync(1, "My parcel is lost");
        var clerk = new Actor { Author = Author.Staff("helper"), Role = StaffRole.Clerk };
        var actions = desk.App.Services.GetRequiredService<TicketActions>();
        await desk.App.Writer.WriteAsync(unit =>
            actions.TransferAsync(unit, new(number, clerk), "logistics", "Where is it?", null, Cancellation), Cancellation);

        var told = await desk.Telegram.WaitForMessageAsync(Driver);
        Assert.Contains("New slips for your department (1)", told.Text, StringComparison.Ordinal);
        Assert.Contains(number.ToString(), told.Text, StringComparison.Ordinal);
        var due = (await desk.TicketAsync(number)).Slips[0].DueAt;
        await AdvanceUntilAsync(desk, () => desk.Time.GetUtcNow() > due - TimeSpan.FromHours(8), TimeSpan.FromMinutes(20));
        // A clock that runs past the due time before the desk has seen the warning leaves the warning out.
        await AdvanceUntilAsync(desk, () => IsTold(desk, Driver, "Slips due soon"), TimeSpan.FromMinutes(2));
        await AdvanceUntilAsync(desk, () => IsTold(desk, Boss, "Slips late"), TimeSpan.FromMinutes(20));
        await desk.App.Writer.WriteAsync(async unit =>
        {
            var ticket = (await unit.Db.FindFullTicketAsync(number, Cancellation))!;
            return ticket.AnswerSlip(Author.Staff("lorry"), ticket.Slips[0], TicketActions.NewMessageBody(unit, "Tomorrow"),
                unit.CreateChangeContext(Due));
        }, Cancellation);
        await AdvanceUntilAsync(desk, () => IsTold(desk, Helper, "Results or returns"), TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(SentTo(desk, Driver), sent => sent.Text.Contains("parcel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_warning_before_the_due_time_goes_to_the_assignee_and_one_who_is_told_twice_gets_one_message()
    {
        await using var desk = await TelegramDesk.StartAsync();
        await LinkAsync(desk, "boss", StaffRole.Supervisor, Boss, Language.En);
        await LinkAsync(desk, "helper", StaffRole.Clerk, Helper, Language.En);
        await Eventually.TrueAsync(async () => await PositionAsync(desk) is not null);
        var number = await desk.ReceiveAsync(1, "My parcel is lost");
        await desk.App.Writer.WriteAsync(async unit => (await unit.Db.FindFullTicketAsync(number, Cancellation))!.Assign(
            Author.Staff("boss"), "boss", unit.CreateChangeContext(Due)), Cancellation);
        await AdvanceUntilAsync(desk, () => SentTo(desk, Boss).Count > 0, TimeSpan.FromMinutes(40));
        var warning = Assert.Single(SentTo(desk, Boss));
        Assert.Contains("◐ 1 unanswered with", warning.Text, StringComparison.Ordinal);
        Assert.Contains(number.ToString(), warning.Text, StringComparison.Ordinal);

        // At the due time the assignee, who is a supervisor, too, is told once.
        await AdvanceUntilAsync(desk, () => SentTo(desk, Boss).Exists(sent => sent.Text.Contains("missed", StringComparison.Ordinal)),
            TimeSpan.FromMinutes(40));
        Assert.Single(SentTo(desk, Boss), sent => sent.Text.Contains("missed", StringComparison.Ordinal));
        Assert.Empty(SentTo(desk, Helper));
    }

    [Fact]
    public async Task In_quiet_hours_nothing_is_sent_and_afterwards_one_message_without_what_was_answered_meanwhile()
    {
        var now = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        // From now on it is quiet for 23 hours.
        var quiet = $"{now:HH:mm}-{now.AddHours(-1):HH:mm}";
        await using var desk = await TelegramDesk.StartAsync(settings: [("Promise:QuietHours", quiet), ("Promise:Response", "02:00:00")]);
        await LinkAsync(desk, "boss", StaffRole.Supervisor, Boss, Language.En);
        await Eventually.TrueAsync(async () => await PositionAsync(desk) is not null);
        var (late, answered) = (await desk.ReceiveAsync(1, "My parcel is lost"), await desk.ReceiveAsync(2, "My shop is closed"));
        await AdvanceUntilAsync(desk, async () => (await desk.TicketAsync(late)).CycleState is CycleState.Missed
            && (await desk.TicketAsync(answered)).CycleState is CycleState.Missed, TimeSpan.FromMinutes(20));
        await desk.CallAsync(answered, "It is open again");
        Assert.Empty(SentTo(desk, Boss));
        await AdvanceUntilAsync(desk, () => SentTo(desk, Boss).Count > 0, TimeSpan.FromMinutes(20));
        var only = Assert.Single(SentTo(desk, Boss));
        Assert.Contains("1 missed", only.Text, StringComparison.Ordinal);
        Assert.Contains(late.ToString(), only.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(answered.ToString(), only.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(49)]
    [InlineData(49 + (4 * 24))]
    public async Task Cycles_missed_while_the_desk_was_down_are_reported_once_and_in_few_messages(int hours)
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        (string, string)[] settings = [("Desk:DataDirectory", database.DataDirectory)];
        await using var desk = await TelegramDesk.StartAsync(settings: settings);
        await LinkAsync(desk, "boss", StaffRole.Supervisor, Boss, Language.En);
        var numbers = new List<TicketNumber>();
        for (var chat = 1; chat <= 8; chat++) numbers.Add(await desk.ReceiveAsync(chat, "My parcel is lost"));
        await Eventually.TrueAsync(async () => await PositionAsync(desk) is not null);
        await desk.RestartAsync(stoppedFor: TimeSpan.FromHours(hours), settings);
        await desk.Telegram.WaitUntilAsync(() => { desk.Time.Advance(TimeSpan.FromSeconds(1)); return SentTo(desk, Boss).Sum(Lines) == 8; },
            "all eight");
        Assert.True(SentTo(desk, Boss).Count <= 3, "Too many messages.");
        await desk.RestartAsync(settings);
        desk.Time.Advance(StaffAlertWorker.PauseAfterAlert * 3);
        await Task.Delay(300, Cancellation);
        Assert.Equal(8, SentTo(desk, Boss).Sum(Lines));

        // "▲ 8 missed" states the number, even if not every ticket has its line.
        static int Lines(SentMessage sent) => int.Parse(sent.Text.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Staff_without_rights_or_with_an_unlinked_chat_get_no_alerts()
    {
        await using var desk = await TelegramDesk.StartAsync();
        await LinkAsync(desk, "boss", StaffRole.Supervisor, Boss, Language.En);
        await LinkAsync(desk, "chief", StaffRole.Supervisor, Helper, Language.En);
        await Eventually.TrueAsync(async () => await PositionAsync(desk) is not null);
        await Chats(desk).UnlinkAsync("chief", Chat(Helper), new("chief", "203.0.113.5"));
        await desk.App.Writer.WriteAsync(async unit => (await unit.Db.Users.SingleAsync(u => u.UserName == "boss")).Active = false,
            Cancellation);
        var number = await desk.ReceiveAsync(1, "My parcel is lost");
        desk.Time.Advance(TimeSpan.FromHours(49));
        await Eventually.TrueAsync(async () => (await desk.TicketAsync(number)).CycleState is CycleState.Missed);
        desk.Time.Advance(TimeSpan.FromSeconds(20));
        await Task.Delay(300, Cancellation);
        Assert.Empty(SentTo(desk, Boss).Concat(SentTo(desk, Helper)));
    }

    [Fact]
    public async Task A_code_links_one_chat_once_within_ten_minutes_and_guesses_are_limited()
    {
        await using var desk = await TelegramDesk.StartAsync();
        await AccountAsync(desk, "boss", StaffRole.Supervisor);
        var code = await Chats(desk).CreateCodeAsync("boss");
        Assert.True(await LinkAsync(desk, Boss, $"{code[..4]} {code[4..]}"));
        // The same chat may repeat the code, because the reply may have been lost. Another chat may not.
        Assert.True(await LinkAsync(desk, Boss, code));
        Assert.False(await LinkAsync(desk, Helper, code));
        var late = await Chats(desk).CreateCodeAsync("boss");
        desk.Time.Advance(StaffChatLinks.CodeLifetime);
        Assert.False(await LinkAsync(desk, Helper, late));
        for (var guess = 0; guess < 5; guess++) await LinkAsync(desk, 9003, $"0000000{guess}");
        var good = await Chats(desk).CreateCodeAsync("boss");
        Assert.False(await LinkAsync(desk, 9003, good));
        desk.Time.Advance(TimeSpan.FromHours(1));
        Assert.True(await LinkAsync(desk, 9003, await Chats(desk).CreateCodeAsync("boss")));
        Assert.False(await LinkAsync(desk, 9004, ""));
    }

    [Fact]
    public async Task A_chat_that_is_linked_or_unlinked_is_recorded_in_the_security_log()
    {
        await using var desk = await TelegramDesk.StartAsync();
        await LinkAsync(desk, "boss", StaffRole.Supervisor, Boss, Language.En);
        for (var i = 0; i < 2; i++) await Chats(desk).UnlinkAsync("boss", Chat(Boss), new("boss", "203.0.113.5"));
        await using var db = desk.App.CreateDb();
        var recorded = await db.SecurityEvents.OrderBy(e => e.Id).ToListAsync(Cancellation);
        Assert.Equal(
            [
                (SecurityEventKind.ChatLinked, "boss", "telegram", ""), (SecurityEventKind.ChatUnlinked, "boss", "telegram", "203.0.113.5"),
            ], recorded.Select(e => (e.Kind, e.User, e.Subject, e.Address)));
    }

    private static readonly DueTimeRule Due = (_, start) => start.AddDays(2);

    private static StaffChatLinks Chats(TelegramDesk desk) => desk.App.Services.GetRequiredService<StaffChatLinks>();

    private static ChatAddress Chat(long id) => new(ContactChannel.Telegram, "123456789", id.ToString(CultureInfo.InvariantCulture));

    private static List<SentMessage> SentTo(TelegramDesk desk, long chat) => [.. desk.Telegram.Sent.Where(sent => sent.Chat == chat)];

    private static Task<bool> LinkAsync(TelegramDesk desk, long chat, string code, Language language = Language.En) =>
        desk.App.Writer.WriteAsync(unit => Chats(desk).LinkAsync(unit, Chat(chat), code, language), Cancellation);

    private static async Task LinkAsync(TelegramDesk desk, string user, StaffRole role, long chat, Language language,
        string? department = null)
    {
        await AccountAsync(desk, user, role, department);
        Assert.True(await LinkAsync(desk, chat, await Chats(desk).CreateCodeAsync(user), language));
    }

    private static async Task AccountAsync(TelegramDesk desk, string user, StaffRole role, string? department = null) =>
        (await desk.App.ClientForStaffAsync(role, department, user)).Dispose();

    private static async Task WaitForAllAsync(TelegramDesk desk, long chat, params TicketNumber[] numbers) =>
        await desk.Telegram.WaitUntilAsync(() =>
    {
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        return numbers.All(number => SentTo(desk, chat).Exists(sent => sent.Text.Contains(number.ToString(), StringComparison.Ordinal)));
    }, "every number");

    private static bool IsTold(TelegramDesk desk, long chat, string words) =>
        SentTo(desk, chat).Exists(sent => sent.Text.Contains(words, StringComparison.Ordinal));

    private static Task AdvanceUntilAsync(TelegramDesk desk, Func<bool> condition, TimeSpan step) =>
        AdvanceUntilAsync(desk, () => Task.FromResult(condition()), step);

    private static Task AdvanceUntilAsync(TelegramDesk desk, Func<Task<bool>> condition, TimeSpan step) =>
        Eventually.TrueAsync(async () =>
        {
            if (await condition()) return true;
            // A send whose claim runs out meanwhile would be repeated.
            if (!(await desk.RowsAsync()).Exists(row => row.State is DeliveryState.Queued)) desk.Time.Advance(step);
            await Task.Delay(50, Cancellation);
            return false;
        });

    private static async Task<long?> PositionAsync(TelegramDesk desk)
    {
        await using var db = desk.App.CreateDb();
        return await db.Counters.Where(c => c.Name == SequenceCounter.Alerts).Select(c => (long?)c.Next)
            .FirstOrDefaultAsync(Cancellation);
    }
}
