using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Words that are typed instead of pressing a button.</summary>
public class TypedAnswerTests
{
    private const string Number = "100-0179";

    private static readonly TicketNumber Ticket = TicketNumber.Read(Number).Number!.Value;

    [Theory]
    [InlineData("解决了", "solved")]
    [InlineData("已经解决了，谢谢", "solved")]
    [InlineData("办好了！", "solved")]
    [InlineData("是的", "solved")]
    [InlineData("ھەل بولدى", "solved")]
    [InlineData("yes", "solved")]
    [InlineData("还没", "notSolved")]
    [InlineData("还没有呢", "notSolved")]
    [InlineData("没有", "notSolved")]
    [InlineData("بولمىدى", "notSolved")]
    [InlineData("ياق", "notSolved")]
    [InlineData("第一个", "solved")]
    [InlineData("②", "notSolved")]
    public void The_question_if_a_matter_is_solved_is_answered_in_words(string text, string word) =>
        Assert.Equal($"{word}:-:{Number}", Find(text, AnswerButtons.ForResolved(Language.ZhHans, Ticket)));

    [Theory]
    [InlineData("谢谢")]
    [InlineData("好的")]
    [InlineData("收到")]
    [InlineData("解决了一半")]
    [InlineData("没有收到货，请再查一下")]
    public void Other_words_stay_words(string text) => Assert.Null(Find(text, AnswerButtons.ForResolved(Language.ZhHans, Ticket)));

    [Theory]
    [InlineData("投诉")]
    [InlineData("我要投诉")]
    [InlineData("3")]
    [InlineData("３")]
    [InlineData("٣")]
    [InlineData("③")]
    [InlineData("3️⃣")]
    [InlineData("三")]
    [InlineData("第三个")]
    [InlineData("3 投诉")]
    [InlineData("3.投诉")]
    [InlineData("شىكايەت")]
    [InlineData("complaint")]
    [InlineData("ئۈچىنچى")]
    public void A_kind_is_chosen_by_label_number_or_word_in_any_language(string text) =>
        Assert.Equal($"kind:Complaint:{Number}", Find(text, ChatSession.Texts.KindKeyboard(Language.Ug, Number)));

    [Theory]
    [InlineData("匿名", "who:Anonymous")]
    [InlineData("谁都不让知道", "who:Anonymous")]
    [InlineData("ئىسىمسىز", "who:Anonymous")]
    [InlineData("只让中心知道", "who:Hidden")]
    [InlineData("实名", "who:Named")]
    public void Anonymity_is_chosen_in_words(string text, string code) =>
        Assert.Equal($"{code}:{Number}", Find(text, ChatSession.Texts.AnonymityKeyboard(Language.ZhHans, Number)));

    [Theory]
    [InlineData("5分", 5)]
    [InlineData("非常满意", 5)]
    [InlineData("5", 5)]
    [InlineData("很不满意", 1)]
    [InlineData("一般", 3)]
    public void A_rating_is_given_in_words_and_its_number_is_the_score_where_no_numbers_are_shown(string text, int score) =>
        Assert.Equal($"rate:{score}:{Number}", Find(text, ChatSession.Texts.RatingKeyboard(Language.ZhHans, Number)));

    [Fact]
    public void A_number_presses_the_line_with_that_number_where_buttons_are_numbered() => Assert.Equal(
        $"rate:1:{Number}",
        TypedAnswer.Find("5", [.. ChatSession.Texts.RatingKeyboard(Language.ZhHans, Number).SelectMany(row => row)], areNumbered: true));

    [Fact]
    public void A_number_answers_the_question_of_staff_and_presses_nothing() =>
        Assert.Null(Find("1", AnswerButtons.ForQuestion(Language.ZhHans, Ticket)));

    [Fact]
    public void Nothing_is_pressed_where_nothing_was_offered() => Assert.Null(Find("1", []));

    [Fact]
    public async Task Words_that_answer_no_question_join_and_the_question_is_asked_once_more()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去，怎么办？");
        var joined = await chat.SendTextAsync("一共有三吨，在策勒乡");
        Assert.Contains("这是哪一类事情", joined.Text, StringComparison.Ordinal);
        var again = await chat.SendTextAsync("都是红富士");
        Assert.DoesNotContain("这是哪一类事情", again.Text, StringComparison.Ordinal);

        var noted = await chat.SendTextAsync("求助");
        Assert.Contains("哪一项服务", noted.Text, StringComparison.Ordinal);
        Assert.Equal(TicketKind.ServiceRequest, Assert.Single(chat.Desk.Amended).Amendment.Kind);
        Assert.Equal(3, chat.Desk.Submitted.Count);
    }

    [Fact]
    public async Task Words_instead_of_a_press_do_what_the_press_does_and_reopen_with_those_words()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去，怎么办？");
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
        await chat.SendTextAsync("谢谢");
        var asked = await chat.SendTextAsync("解决了");
        Assert.Contains("办得怎么样", asked.Text, StringComparison.Ordinal);

        var reopened = await chat.SendTextAsync("还没");
        Assert.Contains("重新办理", reopened.Text, StringComparison.Ordinal);
        Assert.Equal(["苹果卖不出去，怎么办？", "谢谢"], chat.Desk.Submitted.Select(message => message.Text));
    }

    [Theory]
    [InlineData("撤回")]
    [InlineData("我要撤回")]
    public async Task Withdrawing_is_understood_at_any_time(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去，怎么办？");
        Assert.Contains("真的要撤回", (await chat.SendTextAsync(text)).Text, StringComparison.Ordinal);
        Assert.Contains("撤回了", (await chat.SendTextAsync("是的")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_greeting_opens_nothing_and_becomes_the_first_line_of_what_follows()
    {
        var chat = new ChatSession();
        foreach (var greeting in new[] { "你好", "在吗？", "1" })
            Assert.StartsWith("您好", (await chat.SendTextAsync(greeting)).Text, StringComparison.Ordinal);
        Assert.Empty(chat.Desk.Submitted);

        await chat.SendTextAsync("我的快递丢了");
        Assert.Equal("你好\n在吗？\n1\n我的快递丢了", Assert.Single(chat.Desk.Submitted).Text);
        await chat.SendTextAsync("是红枣");
        Assert.Equal("是红枣", chat.Desk.Submitted[^1].Text);
    }

    [Theory]
    [InlineData("二")]
    [InlineData("第二个")]
    [InlineData("③")]
    [InlineData("ئىككى")]
    [InlineData("ئىككىنچىسى")]
    [InlineData("two")]
    [InlineData("the second one")]
    public async Task A_number_in_words_that_answers_nothing_opens_nothing(string number)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(number);
        Assert.Empty(chat.Desk.Submitted);
        await chat.SendTextAsync("我的快递丢了");
        Assert.Equal(number + "\n我的快递丢了", Assert.Single(chat.Desk.Submitted).Text);
    }

    private static string? Find(string text, IReadOnlyList<IReadOnlyList<ChatButton>> buttons) =>
        TypedAnswer.Find(text, [.. buttons.SelectMany(row => row)], areNumbered: false);
}
