using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

public class UpdateRetries
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SubmitAsync")]
    [InlineData("CompleteAsync")]
    public async Task An_update_that_fails_at_any_step_is_retried_and_has_one_effect(string step)
    {
        var chat = new ChatSession("en");
        var failures = 2;
        chat.Desk.BeforeCall = method => { if (method == step && failures-- > 0) throw new IOException("disk"); };
        await StoreAsync(chat.Desk, "chat-1", "m1", "My parcel is lost");
        for (var i = 0; i < 3; i++) await WorkAsync(chat);
        Assert.Single(chat.Desk.Submitted);
        Assert.Contains("100-0179", Assert.Single(chat.Desk.SentMessages).Text, StringComparison.Ordinal);
        Assert.Equal(0, chat.Desk.PendingCount);
    }

    [Fact]
    public async Task A_chat_keeps_its_order_if_its_first_message_fails_and_other_chats_continue()
    {
        var chat = new ChatSession("en");
        var failures = 1;
        chat.Desk.BeforeCall = method =>
        {
            if (method == "SubmitAsync" && Interlocked.Decrement(ref failures) == 0) throw new IOException("disk");
        };
        foreach (var text in new[] { "one", "two", "three" }) await StoreAsync(chat.Desk, "chat-1", text, text);
        await WorkAsync(chat);
        Assert.Empty(chat.Desk.Submitted);
        await StoreAsync(chat.Desk, "chat-2", "four", "four");
        await WorkAsync(chat);
        var texts = chat.Desk.Submitted.Where(message => message.From.Chat == "chat-1").Select(message => message.Text);
        Assert.Equal(["one", "two", "three"], texts);
        Assert.Equal(4, chat.Desk.Submitted.Count);
    }

    [Fact]
    public async Task The_same_message_delivered_twice_is_submitted_once()
    {
        var chat = new ChatSession("en");
        await StoreAsync(chat.Desk, "chat-1", "m1", "My parcel is lost");
        await StoreAsync(chat.Desk, "chat-1", "m1", "My parcel is lost");
        await StoreAsync(chat.Desk, "chat-2", "m1", "Another person's first word");
        await WorkAsync(chat);
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    [Theory]
    [InlineData("{\"id\":\"1\",\"chat\":\"c\",\"text\":\"a\\u0000b\\ud83cc\"}", "a\uFFFDb\uFFFDc")]
    [InlineData("{\"id\":\"1\",\"chat\":\"c\",\"text\":\"\\ud83c\\udf4e \\\\ud83c\"}", "🍎 \\ud83c")]
    public async Task Invalid_characters_are_replaced_and_the_message_is_accepted(string payload, string text)
    {
        var chat = new ChatSession("en");
        await chat.Desk.StoreAsync([new(ContactChannel.WebChat, WebChatPost.BotName, "c:1", "c", payload, InMemoryDesk.Due)], Cancellation);
        await WorkAsync(chat);
        Assert.Equal(text, Assert.Single(chat.Desk.Submitted).Text);
    }

    [Fact]
    public async Task An_unreadable_update_is_marked_done_with_a_code()
    {
        var chat = new ChatSession("en");
        await chat.Desk.StoreAsync([new(ContactChannel.WebChat, WebChatPost.BotName, "c:1", "c", "{\"id\":", InMemoryDesk.Due)],
            Cancellation);
        await WorkAsync(chat);
        Assert.Equal(["unreadable"], chat.Desk.Outcomes);
    }

    private static Task StoreAsync(InMemoryDesk desk, string chat, string id, string text) =>
        desk.StoreAsync([new WebChatPost { Id = id, Chat = chat, Text = text, Language = "en" }.ToRawUpdate(InMemoryDesk.Due)],
            Cancellation);

    private static async Task WorkAsync(ChatSession chat)
    {
        var updates = await chat.Desk.LoadDueAsync(ContactChannel.WebChat, 100, Cancellation);
        await chat.CreateProcessor().ProcessAsync(updates, Cancellation);
    }
}
