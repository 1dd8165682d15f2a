using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

public class ThreeLanguagesTests
{
    [Fact]
    public async Task A_Chinese_message_gets_number_due_time_and_code_and_its_kind_by_one_button()
    {
        var chat = new ChatSession("zh-CN");
        var receipt = await chat.SendTextAsync("苹果卖不出去,怎么办?");
        Assert.StartsWith(
            "收到了。您的编号：100-0179。我们会在2026年11月25日 星期三 10:00（北京时间）之前由工作人员答复您。\n查询码：K7M2QX",
            receipt.Text, StringComparison.Ordinal);
        Assert.Equal("咨询", receipt.Buttons[0][0].Label);
        Assert.StartsWith("记下了：投诉。", (await chat.PressLabelAsync("投诉")).Text, StringComparison.Ordinal);
        Assert.StartsWith("收到了，一起放在100-0179里，", (await chat.SendTextAsync("有三吨")).Text, StringComparison.Ordinal);
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    [Fact]
    public async Task A_Uyghur_message_gets_a_Uyghur_reply_even_from_a_phone_set_to_Chinese()
    {
        var chat = new ChatSession("zh-CN");
        var receipt = await chat.SendTextAsync("ئالمىلىرىم سېتىلمايۋاتىدۇ");
        Assert.StartsWith(
            "تاپشۇرۇۋالدۇق. نومۇرىڭىز: \u2066100-0179\u2069. "
            + "خادىملىرىمىز 2026-يىلى 11-ئاينىڭ 25-كۈنى، چارشەنبە، سائەت 10:00 (بېيجىڭ ۋاقتى) دىن بۇرۇن جاۋاب بېرىدۇ.",
            receipt.Text, StringComparison.Ordinal);
        Assert.Equal(Language.Ug, chat.Desk.Submitted[0].Language);
        Assert.Contains("شىكايەت", (await chat.PressLabelAsync("شىكايەت")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_English_message_gets_an_English_reply()
    {
        var receipt = await new ChatSession("en-US").SendTextAsync("My parcel is lost");
        Assert.StartsWith(
            "We have it. Your number: 100-0179. A person will answer you before Wednesday 25 November 2026, 10:00 (Beijing time).",
            receipt.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ug", "ياخشىمۇسىز!", "ئۇيغۇرچە")]
    [InlineData("zh-Hans", "您好！", "中文")]
    [InlineData("en", "Hello!", "English")]
    public async Task First_contact_greets_in_the_hinted_language_and_offers_all_three(string hint, string hello, string first)
    {
        var greeting = await new ChatSession(hint).SendTextAsync("/start");
        Assert.StartsWith(hello, greeting.Text, StringComparison.Ordinal);
        Assert.Equal(first, greeting.Buttons[0][0].Label);
        Assert.Equal(3, greeting.Buttons[0].Count);
    }

    [Fact]
    public async Task A_chosen_language_stays_after_messages_in_another_language()
    {
        var chat = new ChatSession("zh");
        await chat.SendTextAsync("/start");
        Assert.StartsWith("ياخشىمۇسىز!", (await chat.PressLabelAsync("ئۇيغۇرچە")).Text, StringComparison.Ordinal);
        Assert.StartsWith("تاپشۇرۇۋالدۇق.", (await chat.SendTextAsync("苹果卖不出去")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_chosen_on_the_page_stays_after_messages_in_another_language()
    {
        var chat = new ChatSession("zh");
        Assert.StartsWith("تاپشۇرۇۋالدۇق.", (await chat.SendTextOnPageAsync("ug", "苹果卖不出去")).Text, StringComparison.Ordinal);
        Assert.Equal(Language.Ug, chat.Desk.Submitted[0].Language);
    }

    [Fact]
    public async Task Changing_the_language_of_the_page_changes_the_later_replies()
    {
        var chat = new ChatSession("zh");
        await chat.SendTextAsync("/start");
        await chat.PressLabelAsync("ئۇيغۇرچە");
        Assert.StartsWith("We have it.", (await chat.SendTextOnPageAsync("en", "苹果卖不出去")).Text, StringComparison.Ordinal);
        Assert.Contains("100-0179", (await chat.SendTextAsync("有三吨")).Text, StringComparison.Ordinal);
        Assert.Equal(Language.En, chat.Last.Language);
    }

    [Fact]
    public async Task Changing_the_language_while_the_kind_is_asked_repeats_the_question()
    {
        var chat = new ChatSession("zh");
        await chat.SendTextAsync("苹果卖不出去");
        var again = await chat.PressLabelAsync("English");
        Assert.Equal("Inquiry", again.Buttons[0][0].Label);
        Assert.Equal("kind:Inquiry:100-0179", again.Buttons[0][0].Code);
    }

    [Fact]
    public async Task The_new_button_opens_a_second_ticket()
    {
        var chat = new ChatSession("en");
        await chat.SendTextAsync("My parcel is lost");
        await chat.PressAsync("new");
        Assert.Contains("100-0187", (await chat.SendTextAsync("And a question about training")).Text, StringComparison.Ordinal);
        var list = (await chat.PressAsync("matters")).Text;
        Assert.Contains("100-0179 · Inquiry · received, not yet begun", list, StringComparison.Ordinal);
        Assert.Contains("100-0187", list, StringComparison.Ordinal);
        Assert.Contains("together with number 100-0187", (await chat.SendTextAsync("more words")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_after_the_new_command_opens_a_new_ticket()
    {
        var chat = new ChatSession("en");
        await chat.SendTextAsync("my parcel is lost");
        await chat.SendTextAsync("/new my shop is closed");
        Assert.True(chat.Desk.Submitted[^1] is { Text: "my shop is closed", OpensNewTicket: true });
    }

    [Theory]
    [InlineData("谢谢", "不客气")]
    [InlineData("رەھمەت", "不客气")]
    public async Task Thanks_get_a_friendly_reply_without_ticket_number(string thanks, string word)
    {
        var chat = new ChatSession("zh");
        await chat.SendTextAsync("苹果卖不出去");
        var answer = await chat.SendTextAsync(thanks);
        Assert.StartsWith(word, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("100-0179", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("谢谢", "不客气", "您现在没有")]
    [InlineData("رەھمەت", "ئەرزىمەيدۇ", "")]
    public async Task Thanks_in_a_chat_without_tickets_get_a_friendly_reply_and_open_no_ticket(string thanks, string word, string more)
    {
        var chat = new ChatSession("zh");
        var answer = await chat.SendTextAsync(thanks);
        Assert.StartsWith(word, answer.Text, StringComparison.Ordinal);
        Assert.Contains(more, answer.Text, StringComparison.Ordinal);
        Assert.Equal(("new", 0, 1), (answer.Buttons[0][0].Code, chat.Desk.Submitted.Count, chat.Desk.StoredUpdates.Count));
        Assert.Contains("100-0179", (await chat.SendTextAsync("苹果卖不出去")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind:Complaint:100-0178")]
    [InlineData("kind:99:100-0179")]
    [InlineData("language:fr")]
    [InlineData("")]
    [InlineData("whatever")]
    public async Task An_unknown_button_gets_a_helpful_reply(string code)
    {
        var chat = new ChatSession("en");
        await chat.PressAsync(code);
        Assert.NotEmpty(chat.Last.Buttons);
        Assert.Empty(chat.Desk.Submitted);
    }

    [Fact]
    public async Task A_kind_button_for_a_ticket_of_another_chat_is_refused()
    {
        var chat = new ChatSession("en");
        await chat.SendTextAsync("mine");
        var reply = await chat.InOtherChat("chat-2").PressAsync("kind:Praise:100-0179");
        Assert.Contains("can no longer be changed", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_too_long_for_one_message_is_submitted_whole()
    {
        var chat = new ChatSession("en");
        var text = string.Concat(Enumerable.Repeat("🍎", 12_000));
        await chat.SendTextAsync(text);
        Assert.Equal(text, string.Concat(chat.Desk.Submitted.Select(piece => piece.Text)));
        Assert.All(chat.Desk.Submitted, piece => Assert.True(piece.Text.EnumerateRunes().Count() <= 10_000));
        Assert.Equal(chat.Desk.Submitted.Count, chat.Desk.Submitted.Select(piece => piece.ExternalId).Distinct().Count());
        Assert.Single(chat.Desk.SentMessages);
    }
}
