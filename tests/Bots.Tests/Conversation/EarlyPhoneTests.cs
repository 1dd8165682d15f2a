using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Phones that residents tell when another question is open, or with a slip in them.</summary>
public class EarlyPhoneTests
{
    private const string Matter = "苹果卖不出去，怎么办？";

    [Theory]
    [InlineData("13899990001", "13899990001")]
    [InlineData("138九九九九0001", "13899990001")]
    [InlineData("我电话13899990001，下午打", "13899990001")]
    [InlineData("تېلېفونۇم 138 9999 0001", "138 9999 0001")]
    [InlineData("my number is 13899990001", "13899990001")]
    public async Task A_phone_before_it_is_asked_for_is_taken_and_the_open_question_comes_again(string text, string phone)
    {
        foreach (var answers in (string[][])[[], ["咨询"], ["投诉"]])
        {
            var chat = new ChatSession();
            await chat.SendTextAsync(Matter);
            foreach (var answer in answers) await chat.SendTextAsync(answer);
            var asked = CodesOf(chat.Last);
            var submitted = chat.Desk.Submitted.Count;
            await chat.SendTextAsync(text);
            Assert.Equal(phone, chat.Desk.Amended[^1].Amendment.Phone);
            Assert.Equal(asked, CodesOf(chat.Last));
            if (text == phone || text.Length < phone.Length + 2) Assert.Equal(submitted, chat.Desk.Submitted.Count);
            else Assert.Equal(text, chat.Desk.Submitted[^1].Text);
        }
    }

    [Theory]
    [InlineData("我的电话13899990001，投诉")]
    [InlineData("投诉，我的电话13899990001")]
    [InlineData("我叫阿不都，电话13899990001，我要投诉")]
    [InlineData("电话13899990001。这个算投诉吧")]
    [InlineData("电话13899990001 晚上打，投诉")]
    [InlineData("تېلېفونۇم 13899990001، شىكايەت")]
    [InlineData("شىكايەت قىلىمەن تېلېفون نومۇرۇم 13899990001")]
    [InlineData("mening nomurum 13899990001 shikayet")]
    [InlineData("my number is 13899990001, complaint")]
    public async Task A_phone_and_a_kind_in_one_message_are_both_taken_and_the_words_are_kept(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(Matter);
        await chat.SendTextAsync(text);
        Assert.Equal("13899990001", Assert.Single(chat.Desk.Amended).Amendment.Phone);
        Assert.Equal(TicketKind.Complaint, chat.Desk.Amended[0].Amendment.Kind);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
        Assert.Contains(CodesOf(chat.Last), code => code.StartsWith("who:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("13900001234 投诉")]
    [InlineData("投诉 13900001234")]
    public async Task A_bare_number_beside_a_complaint_may_be_that_of_the_accused(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(Matter);
        await chat.SendTextAsync(text);
        Assert.Null(Assert.Single(chat.Desk.Amended).Amendment.Phone);
        Assert.Equal(TicketKind.Complaint, chat.Desk.Amended[0].Amendment.Kind);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
    }

    [Theory]
    [InlineData("卖家电话13900001234，投诉")]
    [InlineData("快递单号13900001234，投诉")]
    public async Task A_number_of_somebody_else_beside_a_kind_is_no_phone(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(Matter);
        await chat.SendTextAsync(text);
        Assert.DoesNotContain(chat.Desk.Amended, amended => amended.Amendment.Phone is not null);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
    }

    [Fact]
    public async Task It_is_not_asked_for_again()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(Matter);
        await chat.SendTextAsync("13899990001");
        await chat.SendTextAsync("建议");
        Assert.Contains(CodesOf(chat.Last), code => code.StartsWith("right:", StringComparison.Ordinal));
        Assert.Contains("13899990001", chat.Last.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("快递单号 13899990001 还没到")]
    [InlineData("卖家13900001234把我拉黑了")]
    [InlineData("6712345678")]
    public async Task Other_numbers_stay_words(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(Matter);
        await chat.SendTextAsync(text);
        Assert.Empty(chat.Desk.Amended);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
    }

    [Fact]
    public async Task A_second_phone_with_words_of_its_own_replaces_none()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(Matter);
        await chat.SendTextAsync("13899990001");
        await chat.SendTextAsync("我孙子的电话是13900001234");
        Assert.Equal("13899990001", Assert.Single(chat.Desk.Amended).Amendment.Phone);
        Assert.Equal("我孙子的电话是13900001234", chat.Desk.Submitted[^1].Text);
    }

    [Fact]
    public async Task A_phone_for_a_ticket_that_was_closed_meanwhile_is_kept()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(Matter);
        chat.Desk.ChangeTicket("100-0179", ticket => ticket with { Status = TicketStatus.Closed, Unanswered = false });
        await chat.SendTextAsync("13899990001");
        Assert.Equal("13899990001", chat.Desk.Submitted[^1].Text);
    }

    [Theory]
    [InlineData("138 9999 000")]
    [InlineData("138999900011")]
    public async Task A_slip_in_a_mobile_phone_is_asked_about_once(string slip)
    {
        var chat = await AskPhoneAsync();
        await chat.SendTextAsync(slip);
        Assert.Empty(chat.Desk.Amended.FindAll(amended => amended.Amendment.Phone is not null));
        Assert.StartsWith(ChatSession.Texts.Format(Language.ZhHans, "phone.slip"), chat.Last.Text, StringComparison.Ordinal);
        Assert.Equal(slip, chat.Desk.Submitted[^1].Text);
        await chat.SendTextAsync(slip);
        Assert.Equal(slip, chat.Desk.Amended[^1].Amendment.Phone);
    }

    [Theory]
    [InlineData("改一下电话")]
    [InlineData("电话错了")]
    [InlineData("تېلېفوننى ئۆزگەرتەي")]
    [InlineData("my number is wrong")]
    public async Task Whoever_wants_to_change_the_phone_is_asked_for_it(string text)
    {
        var chat = await AskPhoneAsync();
        await chat.SendTextAsync("13900001234");
        await chat.SendTextAsync(text);
        await chat.SendTextAsync("13899990001");
        Assert.Equal("13899990001", chat.Desk.Amended[^1].Amendment.Phone);
        Assert.Contains(CodesOf(chat.Last), code => code.StartsWith("right:", StringComparison.Ordinal));
    }

    private static async Task<ChatSession> AskPhoneAsync()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(Matter);
        await chat.SendTextAsync("建议");
        return chat;
    }

    private static List<string> CodesOf(OutgoingMessage message) =>
        [.. message.Buttons.SelectMany(row => row).Select(button => button.Code)
            .Where(code => !code.StartsWith("language:", StringComparison.Ordinal))];
}
