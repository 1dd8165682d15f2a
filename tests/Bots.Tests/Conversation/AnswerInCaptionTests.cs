using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Photos whose caption answers whether a matter is solved, and words that were changed to the answer.</summary>
public class AnswerInCaptionTests
{
    private const string First = "苹果卖不出去，怎么办？", Number = "100-0179";

    [Theory]
    [InlineData("解决了")]
    [InlineData("收到货了谢谢")]
    [InlineData("卖完了 满意")]
    [InlineData("解决了，就是慢了点")]
    [InlineData("ھەل بولدى")]
    [InlineData("solved")]
    public async Task A_photo_with_solved_is_kept_asks_for_the_rating_and_reopens_nothing(string caption)
    {
        var chat = await AskIfSolvedAsync();
        await chat.SendMediaAsync(MediaKind.Photo, caption);
        Assert.Contains(chat.Last.Buttons.SelectMany(row => row), button => button.Code == $"rate:5:{Number}");
        AssertKept(chat, caption);
    }

    [Theory]
    [InlineData("满意", 4)]
    [InlineData("非常满意", 5)]
    [InlineData("ناھايىتى رازى", 5)]
    public async Task A_photo_with_satisfied_rates(string caption, int score)
    {
        var chat = await AskIfSolvedAsync();
        await chat.SendMediaAsync(MediaKind.Photo, caption);
        Assert.Equal(score, Assert.Single(chat.Desk.Ratings).Value.Score);
        AssertKept(chat, caption);
    }

    [Fact]
    public async Task A_photo_in_reply_to_the_question_answers_it_too()
    {
        var chat = await AskIfSolvedAsync();
        await chat.SendAsync("> (reply) (Photo) 解决了", origin => new ChatInput.MediaInput(
            origin with { RepliesTo = new("b2", Number, null) }, MediaKind.Photo, Caption: "解决了"));
        AssertKept(chat, "解决了");
    }

    [Fact]
    public async Task A_photo_with_satisfied_at_the_question_for_the_rating_rates_too()
    {
        var chat = await AskIfSolvedAsync();
        await chat.SendTextAsync("解决了");
        await chat.SendMediaAsync(MediaKind.Photo, "满意");
        Assert.Equal(4, Assert.Single(chat.Desk.Ratings).Value.Score);
        AssertKept(chat, "满意");
    }

    [Theory]
    [InlineData("服务真好")]
    [InlineData("很满意")]
    public async Task A_photo_with_praise_after_the_rating_is_kept_and_opens_nothing(string caption)
    {
        var chat = await AskIfSolvedAsync();
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync("5");
        await chat.SendMediaAsync(MediaKind.Photo, caption);
        AssertKept(chat, caption);
    }

    [Fact]
    public async Task The_other_photos_of_an_album_belong_to_the_one_that_answered()
    {
        var chat = await AskIfSolvedAsync();
        await chat.SendMediaAsync(MediaKind.Photo, "解决了", "A");
        var bubbles = chat.Desk.SentMessages.Count;
        await chat.SendMediaAsync(MediaKind.Photo, null, "A");
        Assert.Equal(bubbles, chat.Desk.SentMessages.Count);
        Assert.Equal(2, chat.Desk.Files.Count);
        AssertKept(chat, "解决了");
    }

    [Theory]
    [InlineData("还没解决")]
    [InlineData("怎么又坏了")]
    [InlineData("谢谢，可是还有一半烂了")]
    [InlineData(null)]
    public async Task A_photo_with_other_words_reopens_and_nobody_asks_for_its_kind(string? caption)
    {
        var chat = await AskIfSolvedAsync();
        await chat.SendMediaAsync(MediaKind.Photo, caption);
        Assert.Equal(TicketStatus.InProgress, Assert.Single(chat.Desk.ListTickets(chat.Last.To)).Status);
        Assert.DoesNotContain(chat.Last.Buttons.SelectMany(row => row),
            button => button.Code.StartsWith("kind:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("解决了", null)]
    [InlineData("ھەل بولدى", null)]
    [InlineData("满意", 4)]
    public async Task The_first_message_changed_to_solved_while_that_is_asked_answers_it(string text, int? score)
    {
        var chat = await AskIfSolvedAsync();
        await chat.EditAsync(1, text);
        Assert.Equal(score, chat.Desk.Ratings.Count == 0 ? null : chat.Desk.Ratings.Single().Value.Score);
        Assert.True(score is not null || chat.Last.Buttons.SelectMany(row => row).Any(button => button.Code == $"rate:5:{Number}"));
        AssertKept(chat, text);
    }

    [Theory]
    [InlineData("没解决")]
    [InlineData("苹果卖不出去，怎么办？烂了一半")]
    public async Task The_first_message_changed_to_anything_else_reopens(string text)
    {
        var chat = await AskIfSolvedAsync();
        await chat.EditAsync(1, text);
        Assert.Equal(TicketStatus.InProgress, Assert.Single(chat.Desk.ListTickets(chat.Last.To)).Status);
        Assert.Contains(text, chat.Desk.Submitted[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_to_solved_while_an_answer_is_owed_the_promise_stays()
    {
        var chat = new RecordedChat(ContactChannel.Telegram, Language.ZhHans);
        await chat.SendTextAsync(First);
        await chat.EditAsync(1, "解决了");
        Assert.True(Assert.Single(chat.Desk.ListTickets(chat.Last.To)).Unanswered);
        Assert.False(chat.Desk.Submitted[^1].IsCourtesy);
    }

    private static async Task<RecordedChat> AskIfSolvedAsync()
    {
        var chat = new RecordedChat(ContactChannel.Telegram, Language.ZhHans);
        await chat.SendTextAsync(First);
        chat.AskIfSolved(Number);
        return chat;
    }

    private static void AssertKept(RecordedChat chat, string words)
    {
        Assert.Equal(TicketStatus.Resolved, Assert.Single(chat.Desk.ListTickets(chat.Last.To)).Status);
        Assert.True(chat.Desk.Submitted[1].IsCourtesy);
        Assert.Contains(words, chat.Desk.Submitted[1].Text, StringComparison.Ordinal);
    }
}
