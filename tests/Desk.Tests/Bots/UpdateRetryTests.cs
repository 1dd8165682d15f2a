using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Contracts;
using EcomCenter.Desk.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>Everything that an update causes is one write, so an update that fails leaves nothing behind and is processed again.</summary>
public sealed class UpdateRetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    /// <summary>The tables in the order in which an update writes them.</summary>
    public static TheoryData<Provider, string> Tables() =>
        new MatrixTheoryData<Provider, string>([Provider.Sqlite, Provider.Postgres],
            ["people", "tickets", "messages", "conversations", "outbox"]);

    [Theory, MemberData(nameof(Tables))]
    public async Task An_update_that_fails_at_any_step_leaves_nothing_behind_and_has_one_effect_when_it_is_retried(
        Provider provider, string table)
    {
        await using var desk = await StartWithoutBotsAsync(provider, _time);
        await desk.Inbox().StoreAsync([NewTextUpdate("1", "My parcel is lost")], Cancellation);
        await using (await BrokenTable.BreakAsync(desk, table))
            Assert.Equal(0, await desk.ProcessDueAsync(ContactChannel.Telegram));

        Assert.Equal(new(0, 0, 0, 0, 0), await CountRowsAsync(desk));
        await using var db = desk.CreateDb();
        var waiting = await db.Inbox.AsNoTracking().SingleAsync(Cancellation);
        Assert.Equal((1, false), (waiting.Attempts, waiting.DoneAt is not null));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await desk.ProcessDueAsync(ContactChannel.Telegram));
        Assert.Equal(0, await desk.ProcessDueAsync(ContactChannel.Telegram));
        Assert.Equal(new(1, 1, 1, 1, 1), await CountRowsAsync(desk));
        var number = await db.Tickets.Select(t => t.Number).SingleAsync(Cancellation);
        Assert.Contains(number.ToString(), (await db.Outbox.SingleAsync(Cancellation)).Text, StringComparison.Ordinal);
    }

    [Theory, CombinatorialProviders]
    public async Task A_chat_keeps_its_order_if_its_first_message_fails_and_other_chats_continue(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider, _time);
        foreach (var text in new[] { "wool one", "wool two", "wool three" }) await StoreAsync(desk, "chat-1", text, text);
        await StoreAsync(desk, "chat-2", "another", "another");
        await using (await BrokenTable.BreakAsync(desk, "messages", """NEW."Text" = 'wool one'"""))
            Assert.Equal(1, await desk.ProcessDueAsync(ContactChannel.WebChat));
        Assert.Equal(["another"], await SubmittedAsync(desk));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, await desk.ProcessDueAsync(ContactChannel.WebChat));
        Assert.Equal(["another", "wool one", "wool two", "wool three"], await SubmittedAsync(desk));
    }

    [Fact]
    public async Task The_same_message_delivered_twice_is_submitted_once()
    {
        await using var desk = await StartWithoutBotsAsync();
        await StoreAsync(desk, "chat-1", "m1", "My parcel is lost");
        await StoreAsync(desk, "chat-1", "m1", "My parcel is lost");
        await StoreAsync(desk, "chat-2", "m1", "Another person's first word");
        await desk.ProcessDueAsync(ContactChannel.WebChat);
        Assert.Equal(2, (await SubmittedAsync(desk)).Count);
    }

    [Theory]
    [InlineData("{\"id\":\"1\",\"chat\":\"c\",\"text\":\"a\\u0000b\\ud83cc\"}", "a\uFFFDb\uFFFDc")]
    [InlineData("{\"id\":\"1\",\"chat\":\"c\",\"text\":\"\\ud83c\\udf4e \\\\ud83c\"}", "🍎 \\ud83c")]
    public async Task Invalid_characters_are_replaced_and_the_message_is_accepted(string payload, string text)
    {
        await using var desk = await StartWithoutBotsAsync();
        await StorePayloadAsync(desk, payload);
        await desk.ProcessDueAsync(ContactChannel.WebChat);
        Assert.Equal([text], await SubmittedAsync(desk));
    }

    [Fact]
    public async Task An_unreadable_update_is_marked_done_with_a_code()
    {
        await using var desk = await StartWithoutBotsAsync();
        await StorePayloadAsync(desk, "{\"id\":");
        Assert.Equal(1, await desk.ProcessDueAsync(ContactChannel.WebChat));
        await using var db = desk.CreateDb();
        var row = await db.Inbox.SingleAsync(Cancellation);
        Assert.Equal(("unreadable", null), (row.Outcome, row.NextAttemptAt));
    }

    [Theory, CombinatorialProviders]
    public async Task A_text_too_long_for_one_message_becomes_one_ticket(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        await StoreAsync(desk, "chat-1", "m1", new string('好', 25_000));
        Assert.Equal(1, await desk.ProcessDueAsync(ContactChannel.WebChat));
        await using var db = desk.CreateDb();
        Assert.Equal(1, await db.Tickets.CountAsync(Cancellation));
        Assert.Equal([10_000, 10_000, 5_000], (await SubmittedAsync(desk)).Select(text => text.Length));
    }

    private static Task StoreAsync(DeskApp desk, string chat, string id, string text) => desk.Inbox().StoreAsync(
        [new WebChatPost { Id = id, Chat = chat, Text = text, Language = "en" }.ToRawUpdate(TimeProvider.System.GetUtcNow())],
        Cancellation);

    private static Task StorePayloadAsync(DeskApp desk, string payload) => desk.Inbox().StoreAsync(
        [new(ContactChannel.WebChat, WebChatPost.BotName, "c:1", "c", payload, TimeProvider.System.GetUtcNow())], Cancellation);

    private static async Task<List<string>> SubmittedAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Messages.OrderBy(m => m.Id).Select(m => m.Text).ToListAsync(Cancellation);
    }

    private static async Task<RowCounts> CountRowsAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return new(await db.Tickets.CountAsync(Cancellation), await db.Messages.CountAsync(Cancellation),
            await db.Events.CountAsync(Cancellation), await db.Conversations.CountAsync(Cancellation),
            await db.Outbox.CountAsync(Cancellation));
    }

    private sealed record RowCounts(int Tickets, int Messages, int Events, int Conversations, int Outbox);
}
