using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Bots;

public sealed class InboxStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task An_update_delivered_twice_is_stored_once(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        await desk.Inbox().StoreAsync([NewUpdate("1"), NewUpdate("2"), NewUpdate("1")], Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Inbox().StoreAsync([NewUpdate("2"), NewUpdate("3")], Cancellation)));
        Assert.Equal(["1", "2", "3"], await WaitingAsync(desk));
    }

    [Theory, CombinatorialProviders]
    public async Task While_an_update_waits_for_a_retry_later_ones_of_its_chat_wait_behind_it(Provider provider)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await StartWithoutBotsAsync(provider, time);
        await desk.Inbox().StoreAsync([NewUpdate("1"), NewUpdate("2"), NewUpdate("3", "43"), NewUpdate("4", null), NewUpdate("5", null)],
            Cancellation);
        foreach (var item in await desk.Inbox().LoadDueAsync(ContactChannel.Telegram, 100, Cancellation))
            if (item.Update.UpdateId is "1" or "4") await desk.Inbox().RetryLaterAsync(item, "trouble", Cancellation);

        Assert.Equal(["3", "5"], await WaitingAsync(desk));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["1", "2", "3", "4", "5"], await WaitingAsync(desk));
    }

    [Fact]
    public async Task The_retry_delay_grows_to_five_minutes_and_no_further()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await StartWithoutBotsAsync(time: time);
        await desk.Inbox().StoreAsync([NewUpdate("1")], Cancellation);
        var delays = new List<TimeSpan>();
        for (var i = 0; i < 14; i++)
        {
            var item = Assert.Single(await desk.Inbox().LoadDueAsync(ContactChannel.Telegram, 1, Cancellation));
            Assert.Equal(i, item.Attempts);
            await desk.Inbox().RetryLaterAsync(item, "trouble", Cancellation);
            await using var db = desk.CreateDb();
            var row = await db.Inbox.SingleAsync(Cancellation);
            delays.Add(row.NextAttemptAt!.Value - time.GetUtcNow());
            time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.InRange(delays[0].TotalSeconds, 0.7, 1);
        Assert.InRange(delays[3].TotalSeconds, 5.9, 8);
        Assert.All(delays, delay => Assert.InRange(delay.TotalMinutes, 0, 5));
        Assert.InRange(delays[^1].TotalMinutes, 3.7, 5);
    }

    [Theory, CombinatorialProviders]
    public async Task An_update_has_its_effects_once(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        await desk.Inbox().StoreAsync([NewTextUpdate("1", "ئۈزۈمنى قانداق ساتىمەن؟")], Cancellation);
        var item = Assert.Single(await desk.Inbox().LoadDueAsync(ContactChannel.Telegram, 100, Cancellation));
        var processor = desk.Services.GetRequiredService<UpdateProcessor>();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => processor.ProcessAsync([item], Cancellation)));
        await desk.Inbox().RetryLaterAsync(item, "late", Cancellation);

        Assert.Empty(await WaitingAsync(desk));
        await using var db = desk.CreateDb();
        var sent = Assert.Single(await db.Outbox.ToListAsync(Cancellation));
        Assert.Equal(DeliveryState.Queued, sent.State);
        Assert.Single(await db.Messages.ToListAsync(Cancellation));
        var state = await ConversationStore.LoadAsync(db, Aygul, Cancellation);
        Assert.Equal((true, Language.Ug), (state.Greeted, state.Language));
        Assert.False((await ConversationStore.LoadAsync(db, Aygul with { Chat = "43" }, Cancellation)).Greeted);
        var buttons = await desk.Writer.WriteAsync(
            unit => desk.Services.GetRequiredService<ConversationStore>().LoadOfferedButtonsAsync(unit, Aygul, null), Cancellation);
        Assert.Contains(buttons, button => button.Code == "language:ug");
    }

    private static async Task<IEnumerable<string>> WaitingAsync(DeskApp desk) =>
        (await desk.Inbox().LoadDueAsync(ContactChannel.Telegram, 100, Cancellation)).Select(item => item.Update.UpdateId);
}
