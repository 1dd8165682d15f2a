using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

public class NothingIsLost
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SubmitAsync")]
    [InlineData("CompleteAsync")]
    public async Task What_fails_at_any_step_is_tried_again_and_has_one_effect(string step)
    {
        var talk = new Talk("en");
        var failures = 2;
        talk.Desk.Trip = at => { if (at == step && failures-- > 0) throw new IOException("disk"); };
        await StoreAsync(talk.Desk, "chat-1", "m1", "My parcel is lost");
        for (var i = 0; i < 3; i++) await WorkAsync(talk);
        Assert.Single(talk.Desk.Submitted);
        Assert.Contains("100-0179", Assert.Single(talk.Desk.Said).Text, StringComparison.Ordinal);
        Assert.Equal(0, talk.Desk.Waiting);
    }

    [Fact]
    public async Task A_chat_keeps_its_order_when_its_first_word_fails_and_other_chats_go_on()
    {
        var talk = new Talk("en");
        var failures = 1;
        talk.Desk.Trip = at => { if (at == "SubmitAsync" && Interlocked.Decrement(ref failures) == 0) throw new IOException("disk"); };
        foreach (var word in new[] { "one", "two", "three" }) await StoreAsync(talk.Desk, "chat-1", word, word);
        await WorkAsync(talk);
        Assert.Empty(talk.Desk.Submitted);
        await StoreAsync(talk.Desk, "chat-2", "four", "four");
        await WorkAsync(talk);
        Assert.Equal(["one", "two", "three"], talk.Desk.Submitted.Where(message => message.From.Chat == "chat-1").Select(message => message.Text));
        Assert.Equal(4, talk.Desk.Submitted.Count);
    }

    [Fact]
    public async Task The_same_post_delivered_twice_is_one_matter()
    {
        var talk = new Talk("en");
        await StoreAsync(talk.Desk, "chat-1", "m1", "My parcel is lost");
        await StoreAsync(talk.Desk, "chat-1", "m1", "My parcel is lost");
        await StoreAsync(talk.Desk, "chat-2", "m1", "Another person's first word");
        await WorkAsync(talk);
        Assert.Equal(2, talk.Desk.Submitted.Count);
    }

    [Theory]
    [InlineData("{\"id\":\"1\",\"chat\":\"c\",\"text\":\"a\\u0000b\\ud83cc\"}", "a\uFFFDb\uFFFDc")]
    [InlineData("{\"id\":\"1\",\"chat\":\"c\",\"text\":\"\\ud83c\\udf4e \\\\ud83c\"}", "🍎 \\ud83c")]
    public async Task Broken_characters_are_mended_not_refused(string raw, string heard)
    {
        var talk = new Talk("en");
        await talk.Desk.StoreAsync([new(ContactChannel.WebChat, WebChatPost.Bot, "c:1", "c", raw, DeskInMemory.Due)], Cancellation);
        await WorkAsync(talk);
        Assert.Equal(heard, Assert.Single(talk.Desk.Submitted).Text);
    }

    [Fact]
    public async Task What_nobody_can_read_is_set_aside_with_a_code()
    {
        var talk = new Talk("en");
        await talk.Desk.StoreAsync([new(ContactChannel.WebChat, WebChatPost.Bot, "c:1", "c", "{\"id\":", DeskInMemory.Due)], Cancellation);
        await WorkAsync(talk);
        Assert.Equal(["unreadable"], talk.Desk.SetAside);
    }

    private static Task StoreAsync(DeskInMemory desk, string chat, string id, string text) =>
        desk.StoreAsync([new WebChatPost { Id = id, Chat = chat, Text = text, Language = "en" }.ToRaw(DeskInMemory.Due)], Cancellation);

    private static async Task WorkAsync(Talk talk) =>
        await talk.Conversations().WorkThroughAsync(await talk.Desk.WaitingAsync(ContactChannel.WebChat, 100, Cancellation), Cancellation);
}
