using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Outbox;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Bots;

public sealed class InvisibleMessageTests
{
    private const long Aygul = 4201;

    [Theory]
    [InlineData("\u200F")]
    [InlineData("\u200B\u2060")]
    [InlineData("\u0301")]
    [InlineData("/new \u202E")]
    public async Task Invisible_characters_are_answered_and_the_next_message_is_handled(string invisible)
    {
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.SendText(Aygul, invisible, sentAt: desk.Time.GetUtcNow());
        await desk.Telegram.WaitForMessageAsync(Aygul);
        var number = await desk.ReceiveAsync(Aygul, "苹果卖不出去");
        await using var db = desk.App.CreateDb();
        Assert.Equal(0, await db.Inbox.CountAsync(i => i.DoneAt == null, TestContext.Current.CancellationToken));
        Assert.Equal("苹果卖不出去", (await desk.TicketAsync(number)).Messages.Single().Text);
    }
}
