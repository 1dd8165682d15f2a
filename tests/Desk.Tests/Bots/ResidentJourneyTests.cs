using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tickets;
using EcomCenter.FakeBotApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>Whole journeys of residents through the real program, with a fake Bot API server at the other end.</summary>
public sealed class ResidentJourneyTests
{
    private const long Aygul = 4201;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task Kind_service_and_confirmation_amend_the_ticket_that_the_first_message_opened(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var number = await desk.ReceiveAsync(Aygul, "ئالمىلىرىم سېتىلمايۋاتىدۇ");
        Assert.Null((await desk.TicketAsync(number)).ConfirmedAt);
        await PressAsync(desk, "kind:ServiceRequest");
        await PressAsync(desk, "service:market");
        await PressAsync(desk, "right");
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((TicketKind.ServiceRequest, "market", true), (ticket.Kind, ticket.ServiceItem, ticket.ConfirmedAt is not null));
    }

    [Fact]
    public async Task An_anonymous_complaint_stores_no_person_and_still_gets_its_answer()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "钱付了，货一直没来");
        await PressAsync(desk, "kind:Complaint");
        await PressAsync(desk, "who:Anonymous");
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((Anonymity.Anonymous, null), (ticket.Anonymity, ticket.Person));
        await desk.AnswerAsync(number, "我们去查。");
        Assert.Equal(CycleState.Met, (await desk.WaitUntilAsync(number, DeliveryState.Sent)).CycleState);
    }

    [Theory, CombinatorialProviders]
    public async Task A_message_with_two_open_tickets_joins_the_newest_and_moves_with_its_due_time_by_one_button(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var first = await desk.ReceiveAsync(Aygul, "苹果卖不出去");
        var second = await desk.ReceiveAsync(Aygul, "/new 想参加培训");
        await desk.AnswerAsync(first, "请来柜台。");
        await desk.WaitUntilAsync(first, DeliveryState.Sent);
        await desk.AnswerAsync(second, "下周有培训。");
        await desk.WaitUntilAsync(second, DeliveryState.Sent);
        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.ReceiveAsync(Aygul, "一共有三吨");
        var before = await desk.TicketAsync(second);
        Assert.Equal((true, true), (before.Unanswered, before.Messages.MaxBy(m => m.Id)!.IsUncertain));

        await PressAsync(desk, "move:1:" + first);
        var (from, to) = (await desk.TicketAsync(second), await desk.TicketAsync(first));
        Assert.Equal((false, true), (from.Unanswered, to.Unanswered));
        Assert.Equal(before.DueAt, to.DueAt);
        Assert.Equal("一共有三吨", to.Messages.MaxBy(m => m.Id)!.Text);
    }

    [Theory, CombinatorialProviders]
    public async Task Two_messages_about_the_other_ticket_both_move_there_in_any_order(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var first = await desk.ReceiveAsync(Aygul, "苹果卖不出去");
        await desk.AnswerAsync(first, "请来柜台。");
        await desk.WaitUntilAsync(first, DeliveryState.Sent);
        var second = await desk.ReceiveAsync(Aygul, "/new 想参加培训");
        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.ReceiveAsync(Aygul, "一共有三吨");
        var asked = desk.Time.GetUtcNow();
        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.ReceiveAsync(Aygul, "都是红富士");

        await PressAsync(desk, "move:2:" + first);
        await PressAsync(desk, "move:1:" + first);
        var to = await desk.TicketAsync(first);
        Assert.Equal(["苹果卖不出去", "都是红富士", "一共有三吨"],
            to.Messages.Where(m => m.Kind is MessageKind.FromResident).OrderBy(m => m.Id).Select(m => m.Text));
        Assert.Equal(asked.AddHours(48), to.DueAt, TimeSpan.FromMinutes(5));
        Assert.Equal(1, to.Cycles.Count(c => c.Unanswered));
        Assert.Single((await desk.TicketAsync(second)).Messages, m => m is { Kind: MessageKind.FromResident, MovedToTicketId: null });
    }

    [Fact]
    public async Task After_a_split_the_resident_gets_the_number_of_the_new_ticket()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "苹果卖不出去");
        await desk.ReceiveAsync(Aygul, "还想参加培训");
        var (ticket, before) = (await desk.TicketAsync(number), desk.Telegram.Sent.Count(sent => sent.Chat == Aygul));
        var lastMessage = ticket.Messages.MaxBy(m => m.Id)!.Id;
        var actions = desk.App.Services.GetRequiredService<TicketActions>();
        var result = await desk.App.Writer.WriteAsync(
            unit => actions.SplitAsync(unit, new(number, TelegramDesk.Clerk), [lastMessage], Cancellation), Cancellation);
        var newNumber = Assert.IsType<TicketActionResult.ActionDone>(result).Ticket.Number;
        var notice = await desk.Telegram.WaitForMessageAsync(Aygul, skip: before);
        Assert.Contains("还想参加培训", notice.Text, StringComparison.Ordinal);
        Assert.Contains(newNumber.ToString(), notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_resolution_a_low_rating_calls_a_supervisor_and_not_solved_reopens()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "苹果卖不出去");
        await desk.AnswerAsync(number, "请来柜台。");
        await desk.WaitUntilAsync(number, DeliveryState.Sent);
        await ResolveAsync(desk, number);
        await PressAsync(desk, "solved");
        await PressAsync(desk, "rate:1");
        await SayAsync(desk, "没人理我");
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((1, "没人理我", true, TicketStatus.Resolved),
            (ticket.Ratings[0].Score, ticket.Ratings[0].Comment, ticket.NeedsSupervisor, ticket.Status));

        await PressAsync(desk, "notSolved");
        ticket = await desk.TicketAsync(number);
        Assert.Equal((TicketStatus.InProgress, 2), (ticket.Status, ticket.Cycles.Count));
    }

    [Theory, CombinatorialProviders]
    public async Task A_thousand_messages_of_one_chat_join_one_ticket_and_get_few_replies(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        for (var i = 0; i < 1_000; i++) desk.Telegram.SendText(Aygul, $"word {i:0000}", sentAt: desk.Time.GetUtcNow());
        await Eventually.TrueAsync(async () =>
        {
            await using var db = desk.App.CreateDb();
            return await db.Messages.CountAsync(Cancellation) == 1_000;
        }, 600);
        await using var db = desk.App.CreateDb();
        Assert.Single(await db.Tickets.Select(t => t.Id).ToListAsync(Cancellation));
        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => $"word {i:0000}"),
            await db.Messages.OrderBy(m => m.Id).Select(m => m.Text).ToListAsync(Cancellation));
        Assert.InRange(await db.Outbox.CountAsync(Cancellation), 2, 40);
    }

    private static async Task ResolveAsync(TelegramDesk desk, TicketNumber number)
    {
        var before = desk.Telegram.Sent.Count;
        var actions = desk.App.Services.GetRequiredService<TicketActions>();
        var result = await desk.App.Writer.WriteAsync(
            unit => actions.ResolveAsync(unit, new(number, TelegramDesk.Clerk), "办好了。", Cancellation), Cancellation);
        Assert.IsType<TicketActionResult.ActionDone>(result);
        await desk.Telegram.WaitForMessageAsync(Aygul, skip: before);
    }

    private static async Task SayAsync(TelegramDesk desk, string text)
    {
        var before = desk.Telegram.Sent.Count;
        desk.Telegram.SendText(Aygul, text, sentAt: desk.Time.GetUtcNow());
        await desk.Telegram.WaitForMessageAsync(Aygul, skip: before);
    }

    /// <summary>Presses the newest button with this code prefix, and waits for the reply.</summary>
    private static async Task PressAsync(TelegramDesk desk, string code)
    {
        var before = desk.Telegram.Sent.Count;
        var message = desk.Telegram.Sent.Last(sent => ButtonOf(sent, code) is not null);
        desk.Telegram.PressButton(Aygul, ButtonOf(message, code)!, message);
        await desk.Telegram.WaitForMessageAsync(Aygul, skip: before);
        await Eventually.TrueAsync(async () => !(await desk.RowsAsync()).Exists(row => row.State is DeliveryState.Queued));
    }

    private static string? ButtonOf(SentMessage sent, string code) =>
        sent.Buttons.Select(button => button.Code).FirstOrDefault(c => c.StartsWith(code, StringComparison.Ordinal));
}
