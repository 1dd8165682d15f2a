using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Bots.WeChat;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>
/// A question of staff in the messengers, with buttons and without: whatever the resident writes is the answer, and starts the promise.
/// </summary>
public sealed class StaffQuestionTests
{
    private const long Aygul = 4209;

    [Theory]
    [InlineData("好的")]
    [InlineData("1")]
    [InlineData("②")]
    [InlineData("对")]
    [InlineData("解决了")]
    [InlineData("ماقۇل")]
    [InlineData("ok")]
    [InlineData("13900001234")]
    [InlineData("店名叫红枣之家")]
    public async Task On_Telegram_it_is_the_answer(string words)
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "网店打不开");
        await desk.AnswerAsync(number, "网店叫什么名字？", AnswerKind.NeedFromYou);
        await desk.WaitUntilAsync(number, DeliveryState.Sent);
        await desk.ReceiveAsync(Aygul, words);
        AssertAnswered(await desk.TicketAsync(number), words);
    }

    [Theory]
    [InlineData("好的")]
    [InlineData("1")]
    [InlineData("②")]
    [InlineData("对")]
    [InlineData("解决了")]
    [InlineData("ماقۇل")]
    [InlineData("ok")]
    [InlineData("13900001234")]
    [InlineData("店名叫红枣之家")]
    public async Task On_WeChat_it_is_the_answer(string words)
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Aygul, "网店打不开");
        await desk.AskAsync(number, "网店叫什么名字？");
        await desk.SendTextAsync(WeChatDesk.Aygul, words);
        AssertAnswered(await desk.TicketAsync(number), words);
    }

    [Fact]
    public async Task On_both_a_wish_to_withdraw_is_asked_about_and_answers_nothing()
    {
        await using var telegram = await TelegramDesk.StartAsync();
        var first = await telegram.ReceiveAsync(Aygul, "网店打不开");
        await telegram.AnswerAsync(first, "网店叫什么名字？", AnswerKind.NeedFromYou);
        await telegram.WaitUntilAsync(first, DeliveryState.Sent);
        await telegram.ReceiveAsync(Aygul, "撤回");
        Assert.Equal(TicketStatus.WaitingForResident, (await telegram.TicketAsync(first)).Status);

        await using var wechat = await WeChatDesk.StartAsync();
        var second = await wechat.SendTextAsync(WeChatDesk.Aygul, "网店打不开");
        await wechat.AskAsync(second, "网店叫什么名字？");
        await wechat.SendTextAsync(WeChatDesk.Aygul, "撤回");
        Assert.Equal(TicketStatus.WaitingForResident, (await wechat.TicketAsync(second)).Status);
    }

    private static void AssertAnswered(Ticket ticket, string words)
    {
        Assert.Equal((TicketStatus.InProgress, 2), (ticket.Status, ticket.Cycles.Count));
        Assert.Equal(words, ticket.Messages.OrderBy(message => message.Id).Last().Text);
    }
}
