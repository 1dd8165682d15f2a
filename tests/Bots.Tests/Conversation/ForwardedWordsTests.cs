using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Forwarded words are somebody else's. They are kept, and answer, urge and withdraw nothing.</summary>
public class ForwardedWordsTests
{
    private static readonly string[] Forwarded =
    [
        "是", "撤回", "解决了", "没解决", "满意", "5", "投诉", "13900001234", "我的电话13900001234，投诉", "催一下", "人工", "不留", "对",
        "还有一件事", "第一个", "ھەئە", "yes",
    ];

    [Theory]
    [InlineData]
    [InlineData("咨询")]
    [InlineData("投诉")]
    [InlineData("建议")]
    [InlineData("建议", "不留")]
    [InlineData("建议", "不留", "对")]
    [InlineData("撤回")]
    [InlineData("人工")]
    public async Task They_answer_no_question_and_are_kept(params string[] answers)
    {
        foreach (var words in Forwarded)
        {
            var chat = new RecordedChat(ContactChannel.WebChat, Language.ZhHans);
            await chat.SendTextAsync("苹果卖不出去");
            foreach (var answer in answers) await chat.SendTextAsync(answer);
            var (asked, amended) = (chat.State.PendingQuestion?.Kind, chat.Desk.Amended.Count);
            await chat.ForwardAsync("客服", words);
            Assert.Equal($"[转发: 客服]\n{words}", chat.Desk.Submitted[^1].Text);
            Assert.Equal((asked, amended), (chat.State.PendingQuestion?.Kind, chat.Desk.Amended.Count));
            Assert.Empty(chat.Desk.Urged);
            Assert.Empty(chat.Desk.Calls);
            Assert.DoesNotContain(chat.Desk.ListTickets(chat.Last.To), ticket => ticket.Withdrawn);
        }
    }

    [Fact]
    public async Task They_rate_nothing()
    {
        foreach (var words in Forwarded)
        {
            var chat = new RecordedChat(ContactChannel.WebChat, Language.ZhHans);
            await chat.SendTextAsync("苹果卖不出去");
            chat.Desk.ChangeNewestTicket(ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
            await chat.SendTextAsync("解决了");
            await chat.ForwardAsync("客服", words);
            Assert.Empty(chat.Desk.Ratings);
            Assert.Contains(words, chat.Desk.Submitted[^1].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_code_of_a_ticket_in_them_is_read()
    {
        var chat = new RecordedChat(ContactChannel.Telegram, Language.ZhHans);
        await chat.SendTextAsync("苹果卖不出去");
        await chat.ForwardAsync("", "编号100-0179，查询码K7M2QX34");
        Assert.Contains("100-0179", chat.Last.Text, StringComparison.Ordinal);
        Assert.Single(chat.Desk.Submitted);
    }
}
