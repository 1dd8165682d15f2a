using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Outbox;

public sealed class TwoNodeDeliveryTests
{
    private const int Chats = 6, AnswersPerChat = 4;

    [Fact]
    public async Task A_message_queued_on_a_node_without_the_channel_is_sent_at_once_by_the_other()
    {
        await using var desk = await TelegramDesk.StartAsync(Provider.Postgres);
        var number = await desk.ReceiveAsync(1, "快递没到");
        var database = desk.App.Services.GetRequiredService<IConfiguration>().GetConnectionString("Postgres")!;
        await using var other = await DeskApp.StartAsync(
            Provider.Postgres, desk.Time, null, ("ConnectionStrings:Postgres", database), ("Bots:Hosted", "false"));
        var actions = other.Services.GetRequiredService<TicketActions>();
        await other.Writer.WriteAsync(unit => actions.AnswerAsync(
            unit, new(number, TelegramDesk.Clerk), new("明天到"), TestContext.Current.CancellationToken));
        // No time passes here, so no regular check finds the message.
        Assert.Contains("明天到", (await desk.Telegram.WaitForMessageAsync(1, skip: 1)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_nodes_send_every_message_once_and_each_chat_in_order()
    {
        await using var desk = await TelegramDesk.StartAsync(Provider.Postgres);
        var numbers = new List<TicketNumber>();
        for (var chat = 1; chat <= Chats; chat++) numbers.Add(await desk.ReceiveAsync(chat, $"第 {chat} 位居民的问题"));
        var database = desk.App.Services.GetRequiredService<IConfiguration>().GetConnectionString("Postgres")!;
        await using var other = await DeskApp.StartAsync(Provider.Postgres, desk.Time, null, ("ConnectionStrings:Postgres", database),
            ("Bots:Hosted", "false"), ("Telegram:Token", desk.Telegram.Token), ("Telegram:BaseUrl", desk.Telegram.BaseUrl));

        var actions = desk.App.Services.GetRequiredService<TicketActions>();
        for (var i = 1; i <= AnswersPerChat; i++)
            await Task.WhenAll(numbers.Select((number, at) => ((i + at) % 2 == 0 ? desk.App : other).Writer.WriteAsync(
                unit => actions.AnswerAsync(
                    unit, new(number, TelegramDesk.Clerk), new($"答复 {i}"), TestContext.Current.CancellationToken))));

        // The time stays below the claim timeout, so that no claim expires.
        var passed = TimeSpan.Zero;
        await Eventually.TrueAsync(async () =>
        {
            if (passed < OutboxBatch.ClaimTimeout / 2) desk.Time.Advance(TimeSpan.FromSeconds(1));
            passed += TimeSpan.FromSeconds(1);
            return (await desk.RowsAsync()).TrueForAll(row => row.State is not DeliveryState.Queued);
        }, 60);

        Assert.All(await desk.RowsAsync(), row => Assert.Equal((DeliveryState.Sent, 1), (row.State, row.Attempts)));
        for (var chat = 1; chat <= Chats; chat++)
        {
            var answers = desk.Telegram.Sent.Where(sent => sent.Chat == chat).Skip(1).Select(sent => sent.Text[^4..]);
            Assert.Equal(Enumerable.Range(1, AnswersPerChat).Select(i => $"答复 {i}"), answers);
        }
    }
}
