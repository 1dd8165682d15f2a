using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

public class TalksInThreeLanguages
{
    [Fact]
    public async Task A_Chinese_matter_gets_number_promise_and_code_and_its_kind_by_one_tap()
    {
        var talk = new Talk("zh-CN");
        var receipt = await talk.SayAsync("苹果卖不出去,怎么办?");
        Assert.StartsWith("收到了。您的编号：100-0179。我们会在2026年11月25日 星期三 10:00（北京时间）之前由工作人员答复您。\n查询码：K7M2QX", receipt.Text, StringComparison.Ordinal);
        Assert.Equal("咨询", receipt.Buttons[0][0].Label);
        Assert.StartsWith("记下了：投诉。", (await talk.PressShownAsync("投诉")).Text, StringComparison.Ordinal);
        Assert.StartsWith("收到了，已加到编号100-0179里。", (await talk.SayAsync("有三吨")).Text, StringComparison.Ordinal);
        Assert.Equal(2, talk.Desk.Submitted.Count);
    }

    [Fact]
    public async Task A_Uyghur_matter_is_answered_in_Uyghur_even_from_a_phone_set_to_Chinese()
    {
        var talk = new Talk("zh-CN");
        var receipt = await talk.SayAsync("ئالمىلىرىم سېتىلمايۋاتىدۇ");
        Assert.StartsWith("تاپشۇرۇۋالدۇق. نومۇرىڭىز: \u2066100-0179\u2069. خادىملىرىمىز 2026-يىلى 11-ئاينىڭ 25-كۈنى، چارشەنبە، سائەت 10:00 (بېيجىڭ ۋاقتى) دىن بۇرۇن جاۋاب بېرىدۇ.", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(Language.Ug, talk.Desk.Submitted[0].Language);
        Assert.Contains("شىكايەت", (await talk.PressShownAsync("شىكايەت")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_English_matter_is_answered_in_English()
    {
        var receipt = await new Talk("en-US").SayAsync("My parcel is lost");
        Assert.StartsWith("We have it. Your number: 100-0179. A person will answer you before Wednesday 25 November 2026, 10:00 (Beijing time).", receipt.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ug", "ياخشىمۇسىز!", "ئۇيغۇرچە")]
    [InlineData("zh-Hans", "您好！", "中文")]
    [InlineData("en", "Hello!", "English")]
    public async Task First_contact_greets_in_the_hinted_language_and_offers_all_three(string hint, string hello, string first)
    {
        var greeting = await new Talk(hint).SayAsync("/start");
        Assert.StartsWith(hello, greeting.Text, StringComparison.Ordinal);
        Assert.Equal(first, greeting.Buttons[0][0].Label);
        Assert.Equal(3, greeting.Buttons[0].Count);
    }

    [Fact]
    public async Task A_chosen_language_stays_whatever_is_written()
    {
        var talk = new Talk("zh");
        await talk.SayAsync("/start");
        Assert.StartsWith("ياخشىمۇسىز!", (await talk.PressShownAsync("ئۇيغۇرچە")).Text, StringComparison.Ordinal);
        Assert.StartsWith("تاپشۇرۇۋالدۇق.", (await talk.SayAsync("苹果卖不出去")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_chosen_for_the_page_stays_whatever_is_written()
    {
        var talk = new Talk("zh");
        Assert.StartsWith("تاپشۇرۇۋالدۇق.", (await talk.SayOnPageAsync("ug", "苹果卖不出去")).Text, StringComparison.Ordinal);
        Assert.Equal(Language.Ug, talk.Desk.Submitted[0].Language);
    }

    [Fact]
    public async Task Changing_the_language_of_the_page_changes_the_talk_from_then_on()
    {
        var talk = new Talk("zh");
        await talk.SayAsync("/start");
        await talk.PressShownAsync("ئۇيغۇرچە");
        Assert.StartsWith("We have it.", (await talk.SayOnPageAsync("en", "苹果卖不出去")).Text, StringComparison.Ordinal);
        Assert.Contains("100-0179", (await talk.SayAsync("有三吨")).Text, StringComparison.Ordinal);
        Assert.Equal(Language.En, talk.Last.Language);
    }

    [Fact]
    public async Task Changing_the_language_while_the_kind_is_open_asks_for_it_again()
    {
        var talk = new Talk("zh");
        await talk.SayAsync("苹果卖不出去");
        var again = await talk.PressShownAsync("English");
        Assert.Equal("Inquiry", again.Buttons[0][0].Label);
        Assert.Equal("kind:Inquiry:100-0179", again.Buttons[0][0].Code);
    }

    [Fact]
    public async Task A_new_matter_opens_a_second_number()
    {
        var talk = new Talk("en");
        await talk.SayAsync("My parcel is lost");
        await talk.PressAsync("new");
        Assert.Contains("100-0187", (await talk.SayAsync("And a question about training")).Text, StringComparison.Ordinal);
        var list = (await talk.PressAsync("matters")).Text;
        Assert.Contains("100-0179 · Inquiry · received, not yet begun", list, StringComparison.Ordinal);
        Assert.Contains("100-0187", list, StringComparison.Ordinal);
        Assert.Contains("added it to number 100-0187", (await talk.SayAsync("more words")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_matter_may_follow_the_command_at_once()
    {
        var talk = new Talk("en");
        await talk.SayAsync("first");
        await talk.SayAsync("/new second");
        Assert.True(talk.Desk.Submitted[^1] is { Text: "second", NewMatter: true });
    }

    [Theory]
    [InlineData("谢谢", "不客气")]
    [InlineData("رەھمەت", "ئەرزىمەيدۇ")]
    public async Task Thanks_get_a_friendly_word_and_no_promise(string thanks, string word)
    {
        var talk = new Talk("zh");
        await talk.SayAsync("苹果卖不出去");
        var answer = await talk.SayAsync(thanks);
        Assert.StartsWith(word, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("100-0179", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("谢谢", "不客气", "您现在没有")]
    [InlineData("رەھمەت", "ئەرزىمەيدۇ", "")]
    public async Task Thanks_with_nothing_to_thank_for_get_a_friendly_word_and_open_nothing(string thanks, string word, string more)
    {
        var talk = new Talk("zh");
        var answer = await talk.SayAsync(thanks);
        Assert.StartsWith(word, answer.Text, StringComparison.Ordinal);
        Assert.Contains(more, answer.Text, StringComparison.Ordinal);
        Assert.Equal(("new", 0, 1), (answer.Buttons[0][0].Code, talk.Desk.Submitted.Count, talk.Desk.Stored.Count));
        Assert.Contains("100-0179", (await talk.SayAsync("苹果卖不出去")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind:Complaint:100-0178")]
    [InlineData("kind:99:100-0179")]
    [InlineData("language:fr")]
    [InlineData("")]
    [InlineData("whatever")]
    public async Task An_unknown_button_gets_a_helpful_word(string code)
    {
        var talk = new Talk("en");
        await talk.PressAsync(code);
        Assert.NotEmpty(talk.Last.Buttons);
        Assert.Empty(talk.Desk.Submitted);
    }

    [Fact]
    public async Task A_kind_for_a_matter_that_is_not_of_this_chat_says_so()
    {
        var talk = new Talk("en");
        await talk.SayAsync("mine");
        Assert.Contains("can no longer be changed", (await talk.Beside("chat-2").PressAsync("kind:Praise:100-0179")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_too_long_for_one_message_reaches_the_desk_whole()
    {
        var talk = new Talk("en");
        var text = string.Concat(Enumerable.Repeat("🍎", 12_000));
        await talk.SayAsync(text);
        Assert.Equal(text, string.Concat(talk.Desk.Submitted.Select(piece => piece.Text)));
        Assert.All(talk.Desk.Submitted, piece => Assert.True(piece.Text.EnumerateRunes().Count() <= 10_000));
        Assert.Equal(talk.Desk.Submitted.Count, talk.Desk.Submitted.Select(piece => piece.ExternalId).Distinct().Count());
        Assert.Single(talk.Desk.Said);
    }
}
