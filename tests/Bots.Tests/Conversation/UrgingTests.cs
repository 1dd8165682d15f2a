using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Residents who wait for an answer.</summary>
public class UrgingTests
{
    private const string Number = "100-0179";

    [Theory]
    [InlineData("催办")]
    [InlineData("催一下，谢谢")]
    [InlineData("请快一点")]
    [InlineData("怎么还没答复？")]
    [InlineData("سۈيلەش")]
    [InlineData("تېزراق بولۇڭلار")]
    [InlineData("hurry up please")]
    [InlineData("why is there no answer yet?")]
    [InlineData("نېمىشقا تېخىچە جاۋاب يوق؟")]
    public async Task The_word_urges_the_only_answer_that_is_owed_and_tells_who_has_it_and_until_when(string text)
    {
        var chat = new ChatSession();
        chat.Desk.HandledBy = "综合部";
        await chat.SendTextAsync("我的快递丢了");
        var reply = await chat.SendTextOnPageAsync("zh-Hans", text);
        Assert.Equal("编号100-0179的催办记下了，工作人员会看到。现在由综合部在办。2026年11月25日 星期三 10:00（北京时间）前答复您。", reply.Text);
        Assert.Equal(Number, Assert.Single(chat.Desk.Urged).ToString());
        Assert.Single(chat.Desk.Submitted);
    }

    [Theory]
    [InlineData("zh-Hans", "催办", "编号100-0179刚才已经催过")]
    [InlineData("ug", "سۈيلەش", "\u2066100-0179\u2069 نومۇرلۇق ئىشنى سۈيلىگىنىڭىز بايا خاتىرىلەنگەن")]
    [InlineData("en", "urge", "Your reminder about 100-0179 was noted a moment ago")]
    public async Task Whoever_urges_again_at_once_hears_that_it_is_noted_already(string language, string text, string reply)
    {
        var chat = new ChatSession();
        await chat.SendTextOnPageAsync(language, "我的快递丢了");
        await chat.SendTextOnPageAsync(language, text);
        foreach (var _ in new[] { 2, 3 })
            Assert.StartsWith(reply, (await chat.SendTextOnPageAsync(language, text)).Text, StringComparison.Ordinal);
        Assert.Single(chat.Desk.Urged);
    }

    [Fact]
    public async Task Whoever_urges_several_again_at_once_hears_the_same()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我的快递丢了");
        await chat.SendTextAsync("催办");
        await chat.SendTextAsync("/new 苹果卖不出去");
        Assert.StartsWith("这几件事的催办都记下了", (await chat.SendTextAsync("催办")).Text, StringComparison.Ordinal);
        Assert.StartsWith("这几件事刚才都催过了", (await chat.SendTextAsync("催办")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("13899990001")]
    [InlineData("我的电话13899990001，晚上打")]
    public async Task A_phone_after_the_wish_for_a_person_is_for_the_call_at_every_question_and_is_asked_for_once(string phone)
    {
        foreach (var answers in (string[][])[[], ["投诉"], ["建议"], ["建议", "不留"], ["建议", "不留", "对"]])
        {
            foreach (var channel in (ContactChannel[])[ContactChannel.Telegram, ContactChannel.WebChat])
            {
                var chat = new RecordedChat(channel, Language.ZhHans);
                await chat.SendTextAsync("苹果卖不出去");
                foreach (var answer in answers) await chat.SendTextAsync(answer);
                await chat.SendTextAsync("人工");
                await chat.SendTextAsync(phone);
                Assert.Single(chat.Desk.Calls);
                Assert.Contains(ChatSession.Texts.Format(Language.ZhHans, "person.callBack"), chat.Last.Text, StringComparison.Ordinal);
                await chat.SendTextAsync("建议");
                Assert.NotEqual(QuestionKind.Phone, chat.State.PendingQuestion?.Kind);
                if (chat.State.PendingQuestion is { Kind: QuestionKind.Confirm }) Assert.Equal("13899990001", chat.State.Draft?.Phone);
            }
        }
    }

    [Fact]
    public async Task The_button_is_under_a_matter_that_waits_for_an_answer()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我的快递丢了");
        await chat.SendTextAsync(Number);
        await chat.PressLabelAsync("催办");
        Assert.Single(chat.Desk.Urged);

        chat.Desk.ChangeTicket(Number, ticket => ticket with { Unanswered = false });
        await chat.SendTextAsync(Number);
        Assert.DoesNotContain("催办", chat.Last.Buttons.SelectMany(row => row).Select(button => button.Label));
    }

    [Fact]
    public async Task After_a_miss_the_reply_is_sorry()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我的快递丢了");
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Cycle = CycleState.Missed });
        Assert.Contains("对不起，我们晚了", (await chat.SendTextAsync("催办")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_wants_a_person_is_called_once_a_phone_is_known()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("人工");
        Assert.Empty(chat.Desk.Calls);
        var reply = await chat.SendTextAsync("138 9999 0001");
        Assert.Equal("工作人员会在工作时间给您打电话。", reply.Text);
        Assert.Single(chat.Desk.Calls);

        reply = await chat.SendTextAsync("人工");
        Assert.StartsWith("工作人员会在工作时间给您打电话。\n\n收到了", reply.Text, StringComparison.Ordinal);
        Assert.Equal(2, chat.Desk.Calls.Count);
    }

    [Theory]
    [InlineData("人工", "13899990001")]
    [InlineData("خادىم", "138 9999 0001")]
    [InlineData("I want to talk to a person", "13899990001")]
    [InlineData("人工", "我的电话13899990001，下午打")]
    public async Task Whoever_wants_a_person_in_an_open_matter_is_asked_for_a_phone_and_called(string wish, string phone)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我的快递丢了");
        var reply = await chat.SendTextAsync(wish);
        Assert.Contains(ChatSession.Texts.Format(reply.Language, "person.askPhone"), reply.Text, StringComparison.Ordinal);
        reply = await chat.SendTextAsync(phone);
        Assert.StartsWith(ChatSession.Texts.Format(reply.Language, "person.callBack"), reply.Text, StringComparison.Ordinal);
        // The question about the kind is still open.
        Assert.Contains(reply.Buttons.SelectMany(row => row), button => button.Code.StartsWith("kind:", StringComparison.Ordinal));
        Assert.Equal(Number, Assert.Single(chat.Desk.Calls).ToString());
        Assert.Equal(phone.Any(char.IsLetter) ? 3 : 2, chat.Desk.Submitted.Count);
    }

    [Theory]
    [InlineData("人工，13899990001")]
    [InlineData("请打给我13899990001")]
    [InlineData("ماڭا تېلېفون قىلىڭ 13899990001")]
    [InlineData("call me on 13899990001")]
    public async Task A_phone_in_the_same_words_as_the_wish_is_called(string text)
    {
        foreach (var isOpen in new[] { false, true })
        {
            var chat = new ChatSession();
            if (isOpen) await chat.SendTextAsync("我的快递丢了");
            var reply = await chat.SendTextAsync(text);
            Assert.StartsWith(ChatSession.Texts.Format(reply.Language, "person.callBack"), reply.Text, StringComparison.Ordinal);
            Assert.Equal((text, 1), (chat.Desk.Submitted[^1].Text, chat.Desk.Calls.Count));
        }
    }

    [Fact]
    public async Task Whoever_gives_no_phone_is_not_called_and_goes_on()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我的快递丢了");
        await chat.SendTextAsync("人工");
        await chat.SendTextAsync("不写");
        Assert.Contains(chat.Last.Buttons.SelectMany(row => row), button => button.Code.StartsWith("kind:", StringComparison.Ordinal));
        await chat.SendTextAsync("13899990001");
        Assert.Empty(chat.Desk.Calls);
        Assert.Equal("13899990001", Assert.Single(chat.Desk.Amended).Amendment.Phone);
    }

    [Fact]
    public async Task Thanks_before_the_phone_lose_no_call_and_a_phone_of_another_is_none()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我的快递丢了");
        await chat.SendTextAsync("人工");
        await chat.SendTextAsync("好的，谢谢");
        await chat.SendTextAsync("13800001111是快递员的，打不通");
        Assert.Empty(chat.Desk.Calls);
        await chat.SendTextAsync("13899990001");
        Assert.Single(chat.Desk.Calls);
    }

    [Fact]
    public async Task Words_that_only_sound_like_it_are_a_matter()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("快点");
        await chat.SendTextAsync("你们催一下快递公司，我的货还没到");
        Assert.Equal(2, chat.Desk.Submitted.Count);
        Assert.Empty(chat.Desk.Urged);
    }

    [Fact]
    public async Task Whoever_adds_something_while_waiting_hears_who_has_it_and_until_when()
    {
        var chat = new ChatSession();
        chat.Desk.HandledBy = "物流配送";
        await chat.SendTextAsync("我的快递丢了");
        var joined = await chat.SendTextAsync("里面是红枣");
        Assert.StartsWith("收到了，一起放在100-0179里，2026年11月25日 星期三 10:00（北京时间）前答复您。现在由物流配送在办。",
            joined.Text, StringComparison.Ordinal);
    }
}
