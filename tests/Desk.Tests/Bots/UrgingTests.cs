using EcomCenter.Contracts;
using EcomCenter.Desk.Bots.StaffChats;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>Residents who urge an answer, and the word that they get when it is late.</summary>
public sealed class UrgingTests
{
    private const long Resident = 4204, Boss = 4205;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static FakeTimeProvider NewTime() =>
        new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));

    [Theory, CombinatorialProviders]
    public async Task Urging_is_recorded_and_marks_the_card_until_the_answer(Provider provider)
    {
        var time = NewTime();
        await using var desk = await StartWithoutBotsAsync(provider, time);
        var number = (await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "网店打不开"), Cancellation)).Number;
        Assert.NotNull(await desk.DeskForBots().UrgeAsync(Aygul, number, Cancellation));
        time.Advance(TicketUrged.SameUrging);
        var receipt = await desk.DeskForBots().UrgeAsync(Aygul, number, Cancellation);
        Assert.False(receipt!.IsLate);

        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        Assert.Contains("催办 2 次", (await clerk.OpenAsync("/desk")).Document.QuerySelector(".row .facts")!.TextContent,
            StringComparison.Ordinal);
        Assert.Contains("催办，这是第 2 次", (await clerk.OpenAsync($"/desk/tickets/{number}")).Document.QuerySelector("#story")!.TextContent,
            StringComparison.Ordinal);

        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        using var call = new StringContent(
            """{"direction":"out","reached":true,"kind":"answer","text":"好了"}""", System.Text.Encoding.UTF8, "application/json");
        (await staff.PostAsync(new Uri($"/api/v1/tickets/{number}/call", UriKind.Relative), call, Cancellation)).EnsureSuccessStatusCode();
        Assert.Null(await desk.DeskForBots().UrgeAsync(Aygul, number, Cancellation));
        Assert.DoesNotContain("催办", (await clerk.OpenAsync("/desk")).Document.QuerySelector(".row .facts")!.TextContent,
            StringComparison.Ordinal);
        Assert.Null(await desk.DeskForBots().UrgeAsync(Aygul with { Chat = "43" }, number, Cancellation));
    }

    [Fact]
    public async Task The_card_of_somebody_in_danger_is_marked_and_the_reply_begins_with_the_emergency_numbers()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Resident, "救命，我家着火了");
        Assert.Equal(Priority.Urgent, (await desk.TicketAsync(number)).Priority);
        var sent = desk.Telegram.Sent.Where(message => message.Chat == Resident).Select(message => message.Text).ToList();
        Assert.StartsWith("如果有人有危险", sent[0], StringComparison.Ordinal);
        Assert.Contains(number.ToString(), sent[1], StringComparison.Ordinal);
        Assert.Equal(0, (await desk.TicketAsync(number)).Urged);

        // Where a ticket is open already, its card is marked as urged.
        var known = await desk.ReceiveAsync(Boss, "网店打不开");
        Assert.Equal(known, await desk.ReceiveAsync(Boss, "我不想活了"));
        Assert.Equal(1, (await desk.TicketAsync(known)).Urged);
    }

    [Theory, CombinatorialProviders]
    public async Task Presses_soon_after_each_other_are_answered_and_count_as_one(Provider provider)
    {
        var time = NewTime();
        await using var desk = await StartWithoutBotsAsync(provider, time);
        var number = (await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "网店打不开"), Cancellation)).Number;
        List<UrgeReceipt?> receipts = [];
        foreach (var pause in new[] { 0, 1, 3, 590, 5, 400, 500 })
        {
            time.Advance(TimeSpan.FromSeconds(pause));
            receipts.Add(await desk.DeskForBots().UrgeAsync(Aygul, number, Cancellation));
        }

        Assert.Equal([false, true, true, true, true, false, true], receipts.Select(receipt => receipt!.IsRepeat));

        await using var db = desk.CreateDb();
        var urgings = await db.Events.Where(e => e.Type == EventJson.NameOf<TicketUrged>()).OrderBy(e => e.Sequence)
            .ToListAsync(Cancellation);
        Assert.Equal([1, 2], urgings.Select(e => ((TicketUrged)EventJson.Read(e)).Times));
    }

    [Fact]
    public async Task At_the_third_time_supervisors_are_told_once()
    {
        await using var desk = await TelegramDesk.StartAsync();
        (await desk.App.ClientForStaffAsync(StaffRole.Supervisor, user: "boss")).Dispose();
        var code = await desk.App.Services.GetRequiredService<StaffChatLinks>().CreateCodeAsync("boss");
        desk.Telegram.SendText(Boss, $"/staff {code}", sentAt: desk.Time.GetUtcNow());
        await desk.Telegram.WaitForMessageAsync(Boss);
        var number = await desk.ReceiveAsync(Resident, "我的快递丢了");
        foreach (var times in new[] { 1, 2, 3, 4 })
        {
            desk.Time.Advance(TicketUrged.SameUrging);
            desk.Telegram.SendText(Resident, "催办", sentAt: desk.Time.GetUtcNow());
            await Eventually.TrueAsync(async () =>
            {
                await using var db = desk.App.CreateDb();
                return await db.Events.CountAsync(e => e.Type == EventJson.NameOf<TicketUrged>(), Cancellation) == times;
            });
        }

        var alert = await desk.Telegram.WaitForMessageAsync(
            Boss, sent => sent.Text.Contains("已经催了三次", StringComparison.Ordinal));
        Assert.Contains(number.ToString(), alert.Text, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => !(await desk.RowsAsync()).Exists(row => row.State is DeliveryState.Queued));
        Assert.Single(desk.Telegram.Sent, sent => sent.Chat == Boss && sent.Text.Contains("催了三次", StringComparison.Ordinal));
    }

    [Fact]
    public async Task At_a_miss_the_resident_gets_one_honest_word_with_phone_and_hours()
    {
        await using var desk = await TelegramDesk.StartAsync(settings: [("Centre:Phone", "0903-6712345")]);
        var number = await desk.ReceiveAsync(Resident, "我的快递丢了");
        desk.Time.Advance(TimeSpan.FromHours(49));
        var late = await desk.Telegram.WaitForMessageAsync(
            Resident, sent => sent.Text.StartsWith("对不起", StringComparison.Ordinal));
        Assert.Contains(number.ToString(), late.Text, StringComparison.Ordinal);
        Assert.Contains("我们晚了", late.Text, StringComparison.Ordinal);
        Assert.Contains("0903-6712345", late.Text, StringComparison.Ordinal);
        // A claim that runs out before its delivery is recorded would be sent again.
        await Eventually.TrueAsync(async () => !(await desk.RowsAsync()).Exists(row => row.State is DeliveryState.Queued));
        desk.Time.Advance(TimeSpan.FromHours(2));
        await Eventually.TrueAsync(async () => !(await desk.RowsAsync()).Exists(row => row.State is DeliveryState.Queued));
        Assert.Single(desk.Telegram.Sent, sent => sent.Chat == Resident && sent.Text.StartsWith("对不起", StringComparison.Ordinal));
        Assert.True((await desk.TicketAsync(number)).Unanswered);
    }

    [Theory, CombinatorialProviders]
    public async Task Whoever_wants_a_person_is_on_the_call_back_list_if_a_phone_is_known(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider, NewTime());
        var number = (await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "我想和工作人员说话。"), Cancellation)).Number;
        Assert.False(await desk.DeskForBots().RequestCallAsync(Aygul, number, Cancellation));

        await desk.DeskForBots().AmendAsync(Aygul, number, new() { Phone = "138 9999 0001" }, Cancellation);
        Assert.True(await desk.DeskForBots().RequestCallAsync(Aygul, number, Cancellation));
        Assert.True(await desk.DeskForBots().RequestCallAsync(Aygul, number, Cancellation));
        Assert.False(await desk.DeskForBots().RequestCallAsync(Aygul with { Chat = "43" }, number, Cancellation));

        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var story = (await clerk.OpenAsync($"/desk/tickets/{number}")).Document.QuerySelector("#story")!.TextContent;
        Assert.Contains("想和工作人员通话，请打电话", story, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        Assert.True((await db.Tickets.SingleAsync(Cancellation)).NeedsCallBack);
        Assert.Single(await db.Events.Where(e => e.Type == EventJson.NameOf<CallRequested>()).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Whoever_wants_a_person_hears_phone_and_hours()
    {
        await using var desk = await TelegramDesk.StartAsync(settings: [("Centre:Phone", "0903-6712345")]);
        desk.Telegram.SendText(Resident, "人工", sentAt: desk.Time.GetUtcNow());
        Assert.StartsWith("急事请打电话0903-6712345，",
            (await desk.Telegram.WaitForMessageAsync(Resident)).Text, StringComparison.Ordinal);
    }
}
