using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Messages that answer what was asked and go on with a matter of its own: nothing of either is lost.</summary>
public class AnswerAndMatterTests
{
    private const string Number = "100-0179";

    private static readonly TicketNumber Ticket = TicketNumber.Read(Number).Number!.Value;

    [Theory]
    [InlineData("解决了，还有一个事，我的快递丢了")]
    [InlineData("解决了还有一个事我的快递丢了")]
    [InlineData("办好了，谢谢！对了，还有个问题想问：补贴什么时候发")]
    [InlineData("ھەل بولدى، يەنە بىر ئىشىم بار، پوسۇلكام يوقاپ كەتتى")]
    [InlineData("hel boldi, yene bir ishim bar, posulkam yoqap ketti")]
    [InlineData("it is solved, one more thing: my parcel is lost")]
    [InlineData("解决了，还有一个事，快递没到")]
    [InlineData("解决了 但是 还有一个问题 快递费谁出")]
    [InlineData("hel boldi, yene bir ish bar, posulkam kelmidi")]
    [InlineData("һәл болди, йәнә бир иш бар, посулкам кәлмиди")]
    public async Task Solved_is_no_reopening_and_the_matter_opens_a_ticket(string text)
    {
        var chat = await ResolvedAsync();
        await chat.SendTextAsync(text);
        AssertNewTicketFor(chat, text);
        Assert.Equal(TicketStatus.Resolved, StatusOfFirst(chat));
    }

    [Fact]
    public async Task A_long_matter_after_the_answer_is_understood_too()
    {
        var chat = await ResolvedAsync();
        var text = "解决了，还有一个事，" + string.Concat(Enumerable.Repeat("我在网上买的滴灌带到现在还没有收到货，", 8));
        await chat.SendTextAsync(text);
        AssertNewTicketFor(chat, text);
        Assert.Equal(TicketStatus.Resolved, StatusOfFirst(chat));
    }

    [Fact]
    public async Task Not_solved_reopens_the_ticket_and_the_matter_opens_another_one()
    {
        var chat = await ResolvedAsync();
        await chat.SendTextAsync("还没有，还有一个事，我的快递丢了");
        AssertNewTicketFor(chat, "还没有，还有一个事，我的快递丢了");
        Assert.Equal(TicketStatus.InProgress, StatusOfFirst(chat));
    }

    [Theory]
    [InlineData("5分，还有一个事，我的快递丢了", 5)]
    [InlineData("不满意，还有一个事，我的快递丢了", 2)]
    [InlineData("满意，但还有一个问题想请教，怎么交税", 4)]
    [InlineData("رازى، يەنە بىر ئىشىم بار، پوسۇلكام يوقاپ كەتتى", 4)]
    [InlineData("satisfied, one more thing: my parcel is lost", 4)]
    public async Task A_rating_is_kept_and_the_matter_opens_a_ticket(string text, int score)
    {
        var chat = await ResolvedAsync();
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(text);
        Assert.Equal(score, chat.Desk.Ratings[Ticket].Score);
        AssertNewTicketFor(chat, text);
        Assert.Equal(TicketStatus.Resolved, StatusOfFirst(chat));
    }

    [Theory]
    [InlineData("2分", "态度太差了，还有一个事，我的快递丢了", "态度太差了")]
    [InlineData("1", "你们办得太慢，还有一个事，我的快递丢了", "你们办得太慢")]
    [InlineData("5", "答复得很清楚，就是慢了点。对了，我还有个事，我的快递丢了", "答复得很清楚")]
    [InlineData("2", "خىزمەت ناچار، يەنە بىر ئىشىم بار، پوسۇلكام يوقاپ كەتتى", "خىزمەت ناچار")]
    [InlineData("2", "slow service, one more thing: my parcel is lost", "slow service")]
    public async Task A_comment_is_kept_with_the_rating_and_the_matter_opens_a_ticket(string score, string text, string comment)
    {
        var chat = await ResolvedAsync();
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(score);
        await chat.SendTextAsync(text);
        Assert.StartsWith(comment, chat.Desk.Ratings[Ticket].Comment, StringComparison.Ordinal);
        AssertNewTicketFor(chat, text);
        Assert.Equal(TicketStatus.Resolved, StatusOfFirst(chat));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("5")]
    public async Task A_matter_after_a_rating_opens_a_ticket_of_its_own(string score)
    {
        var chat = await ResolvedAsync();
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(score);
        await chat.SendTextAsync("还有一个事，我的快递丢了");
        AssertNewTicketFor(chat, "还有一个事，我的快递丢了");
        Assert.Equal(TicketStatus.Resolved, StatusOfFirst(chat));
    }

    [Theory]
    [InlineData("投诉，还有一个事，我的快递丢了", TicketKind.Complaint)]
    [InlineData("3，还有一个事，我的快递丢了", TicketKind.Complaint)]
    [InlineData("شىكايەت، يەنە بىر ئىشىم بار، پوسۇلكام يوقاپ كەتتى", TicketKind.Complaint)]
    public async Task A_kind_is_that_of_the_first_ticket(string text, TicketKind kind)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去");
        await chat.SendTextAsync(text);
        Assert.Equal((Ticket, kind), (chat.Desk.Amended[0].Number, chat.Desk.Amended[0].Amendment.Kind));
        AssertNewTicketFor(chat, text);
    }

    [Fact]
    public async Task A_phone_and_a_confirmation_are_taken_too()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去");
        await chat.SendTextAsync("建议");
        await chat.SendTextAsync("13900001234，还有一个事，我的快递丢了");
        Assert.Contains(chat.Desk.Amended, amended => amended.Number == Ticket && amended.Amendment.Phone == "13900001234");
        AssertNewTicketFor(chat, "13900001234，还有一个事，我的快递丢了");
    }

    [Fact]
    public async Task Only_announced_it_is_invited()
    {
        var chat = await ResolvedAsync();
        await chat.SendTextAsync("解决了，我还有一个事");
        Assert.StartsWith("好的，这是一件新的事情", chat.Last.Text, StringComparison.Ordinal);
        Assert.Single(chat.Desk.Submitted);
        await chat.SendTextAsync("化肥没到");
        AssertNewTicketFor(chat, "化肥没到");
    }

    [Theory]
    [InlineData("苹果又烂了一筐，还有一个事，我的快递丢了")]
    [InlineData("我还有一个问题没弄明白")]
    public async Task Words_that_answer_nothing_stay_whole(string text)
    {
        var chat = await ResolvedAsync();
        await chat.SendTextAsync(text);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
    }

    [Fact]
    public async Task The_answer_to_a_question_of_staff_stays_whole()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去");
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.WaitingForResident });
        chat.Desk.SentMessages.Add(new()
        {
            To = chat.Last.To, Text = "有多少斤？", Language = Language.ZhHans, Buttons = AnswerButtons.ForQuestion(Language.ZhHans, Ticket),
        });
        await chat.SendTextAsync("500斤，还有一个事，我的快递丢了");
        Assert.Equal("500斤，还有一个事，我的快递丢了", chat.Desk.Submitted[^1].Text);
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    private static void AssertNewTicketFor(ChatSession chat, string text)
    {
        Assert.Equal(2, chat.Desk.ListTickets(chat.Last.To).Count);
        Assert.Equal(text, Assert.Single(chat.Desk.Submitted, message => message.OpensNewTicket).Text);
    }

    private static TicketStatus StatusOfFirst(ChatSession chat) =>
        chat.Desk.ListTickets(chat.Last.To).Single(ticket => ticket.Number == Ticket).Status;

    private static async Task<ChatSession> ResolvedAsync()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去，怎么办？");
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
        chat.Desk.SentMessages.Add(new()
        {
            To = chat.Last.To, Text = "办好了。您的事情解决了吗？", Language = Language.ZhHans,
            Buttons = AnswerButtons.ForResolved(Language.ZhHans, Ticket),
        });
        return chat;
    }
}
