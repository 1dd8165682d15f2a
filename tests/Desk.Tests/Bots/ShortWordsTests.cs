using System.Runtime.CompilerServices;
using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Pages.WebChat;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.WebChat;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>Short words in real chats: a courtesy starts no promise, and the same words are an answer where staff asked.</summary>
public sealed class ShortWordsTests
{
    private static readonly Actor Clerk = new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };

    private int _posts;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_courtesy_starts_a_clock_after_an_answer_or_opens_a_ticket_in_a_fresh_chat()
    {
        await using var desk = await DeskApp.StartAsync();
        var (started, expected) = (new List<string>(), 0);
        foreach (var courtesy in await ReadCourtesiesAsync())
        {
            var chat = $"after {courtesy}";
            var number = await OpenAsync(desk, chat);
            await AnswerAsync(desk, number, AnswerKind.Answer);
            await SayAsync(desk, chat, courtesy);
            await SayAsync(desk, $"fresh {courtesy}", courtesy);
            await using var db = desk.CreateDb();
            if (await db.Cycles.CountAsync(Cancellation) is var count && count != ++expected) started.Add(courtesy);
            expected = count;
        }

        Assert.True(started.Count == 0, string.Join('\n', started));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("1")]
    [InlineData("②")]
    [InlineData("好的")]
    [InlineData("嗯")]
    [InlineData("好")]
    [InlineData("谢谢")]
    [InlineData("👍")]
    [InlineData("在的")]
    [InlineData("对")]
    [InlineData("没有")]
    [InlineData("不是")]
    [InlineData("匿名")]
    [InlineData("汉语")]
    [InlineData("解决了")]
    [InlineData("135790")]
    [InlineData("24681357")]
    [InlineData("13900001234")]
    [InlineData("ماقۇل")]
    [InlineData("ياخشى")]
    [InlineData("ھەئە")]
    [InlineData("ياق")]
    [InlineData("ok")]
    public async Task Whatever_is_written_when_staff_asked_is_the_answer_and_starts_the_promise(string answer)
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk, "chat");
        await AnswerAsync(desk, number, AnswerKind.NeedFromYou);
        await SayAsync(desk, "chat", answer);
        await using var db = desk.CreateDb();
        var ticket = await db.Tickets.Include(t => t.Messages).Include(t => t.Cycles).SingleAsync(Cancellation);
        Assert.Equal((TicketStatus.InProgress, 2), (ticket.Status, ticket.Cycles.Count));
        Assert.Equal(answer, ticket.Messages.OrderBy(m => m.Id).Last().Text);
    }

    [Theory]
    [InlineData("人工")]
    [InlineData("转人工")]
    [InlineData("خادىم بىلەن سۆزلىشەي")]
    [InlineData("I want to talk to a person")]
    public async Task Whoever_asks_for_a_person_when_staff_asked_gets_one(string text)
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk, "chat");
        await AnswerAsync(desk, number, AnswerKind.NeedFromYou);
        await SayAsync(desk, "chat", text);
        await using var db = desk.CreateDb();
        var said = await db.Messages.OrderBy(m => m.Id).Select(m => m.Text).LastAsync(Cancellation);
        Assert.Contains(said, LanguageTag.All.Select(language => BotTexts(desk).Format(language, "person.said")));
    }

    [Theory]
    [InlineData("撤回")]
    [InlineData("不办了")]
    [InlineData("قايتۇرۇۋالىمەن")]
    [InlineData("cancel it")]
    public async Task Whoever_withdraws_when_staff_asked_is_asked_to_confirm(string text)
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await OpenAsync(desk, "chat");
        await AnswerAsync(desk, number, AnswerKind.NeedFromYou);
        await SayAsync(desk, "chat", text);
        await using (var db = desk.CreateDb())
            Assert.Equal(TicketStatus.WaitingForResident, await db.Tickets.Select(t => t.Status).SingleAsync(Cancellation));
        await SayAsync(desk, "chat", "是的，撤回");
        await using (var db = desk.CreateDb())
            Assert.Equal(TicketStatus.Closed, await db.Tickets.Select(t => t.Status).SingleAsync(Cancellation));
    }

    [Theory]
    [InlineData("135790")]
    [InlineData("90210")]
    [InlineData("100-0178")]
    [InlineData("催办")]
    [InlineData("你们不管吗")]
    [InlineData("نېمىشقا جاۋاب بەرمەيسىلەر")]
    public async Task Numbers_and_urging_start_no_promise_where_everything_is_answered(string text)
    {
        await using var desk = await DeskApp.StartAsync();
        await AnswerAsync(desk, await OpenAsync(desk, "chat"), AnswerKind.Answer);
        await SayAsync(desk, "chat", text);
        await using var db = desk.CreateDb();
        Assert.Equal((1, 1), (await db.Cycles.CountAsync(Cancellation), await db.Tickets.CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData("请帮忙")]
    [InlineData("我要投诉你们")]
    [InlineData("ياردەم قىلىڭلار")]
    public async Task Words_after_an_answer_are_no_choice_that_the_bot_offered_before_it(string text)
    {
        await using var desk = await DeskApp.StartAsync();
        await AnswerAsync(desk, await OpenAsync(desk, "chat"), AnswerKind.Answer);
        await SayAsync(desk, "chat", text);
        await using var db = desk.CreateDb();
        Assert.Contains(text, await db.Messages.Select(m => m.Text).ToListAsync(Cancellation));
        Assert.Equal(2, await db.Cycles.CountAsync(Cancellation));
    }

    private static BotTexts BotTexts(DeskApp desk) => desk.Services.GetRequiredService<BotTexts>();

    private async Task<TicketNumber> OpenAsync(DeskApp desk, string chat)
    {
        await SayAsync(desk, chat, "快递没到");
        await using var db = desk.CreateDb();
        return await db.Tickets.OrderByDescending(t => t.Id).Select(t => t.Number).FirstAsync(Cancellation);
    }

    private Task SayAsync(DeskApp desk, string chat, string text) =>
        desk.PostAsync(new WebChatPost { Id = $"{++_posts}", Chat = chat, Text = text, Language = "zh-Hans" });

    private static async Task AnswerAsync(DeskApp desk, TicketNumber number, AnswerKind kind)
    {
        var actions = desk.Services.GetRequiredService<TicketActions>();
        Assert.IsType<TicketActionResult.ActionDone>(await desk.Writer.WriteAsync(unit =>
            actions.AnswerAsync(unit, new(number, Clerk), new("请看一下。", kind), Cancellation), Cancellation));
        await Eventually.TrueAsync(async () =>
        {
            await using var db = desk.CreateDb();
            return await db.Messages.AnyAsync(m => m.Delivery == DeliveryState.Sent, Cancellation)
                && !await db.Messages.AnyAsync(m => m.Delivery == DeliveryState.Queued, Cancellation);
        });
    }

    private static Task<string[]> ReadCourtesiesAsync([CallerFilePath] string here = "") => File.ReadAllLinesAsync(
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Bots.Tests", "Residents", "courtesies.txt"), Cancellation);
}
