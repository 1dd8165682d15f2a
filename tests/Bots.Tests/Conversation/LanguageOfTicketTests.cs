using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>The language that a resident writes or chooses, and the language of the ticket.</summary>
public class LanguageOfTicketTests
{
    [Fact]
    public async Task A_name_in_another_language_changes_no_language()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("دۇكىنىم ئېچىلمىدى، نېمە قىلىمەن");
        await chat.SendTextAsync("淘宝");
        Assert.StartsWith("تاپشۇرۇۋالدۇق", (await chat.SendTextAsync("+++ 123 abc")).Text, StringComparison.Ordinal);
        await chat.SendTextAsync("我的网店一直打不开");
        Assert.StartsWith("收到了", (await chat.SendTextAsync("密码输进去没反应")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("苹果卖不出去", "ئالما چىرىپ كەتتى", "我有三吨", Language.ZhHans)]
    [InlineData("苹果卖不出去", "ok thank you", "رەھمەت", Language.ZhHans)]
    [InlineData("苹果卖不出去", "salam", "my apples are red and sweet", Language.ZhHans)]
    [InlineData("ئالما سېتىلمىدى", "老板说明天来收", "ئۈچ توننا بار", Language.Ug)]
    [InlineData("ئالما سېتىلمىدى", "谢谢", "好的知道了", Language.Ug)]
    [InlineData("快递 تېخى كەلمىدى", "投诉 qilimen 他们", "我的钱也 bermidi", Language.Ug)]
    [InlineData("My parcel has not come, what can I do?", "顺丰快递的", "it was sent on monday", Language.En)]
    public async Task Replies_do_not_jump_with_each_message(string first, string second, string third, Language language)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(first);
        foreach (var text in (string[])[second, third]) Assert.Equal(language, (await chat.SendTextAsync(text)).Language);
        Assert.Equal(language, chat.Desk.Languages[First]);
    }

    [Theory]
    [InlineData("苹果卖不出去", Language.Ug, "ئالما چىرىپ كەتتى", "ئۈچ توننا بار")]
    [InlineData("苹果卖不出去", Language.Ug, "ئالما چىرىپ كەتتى، نېمە قىلىمەن؟ بالامنىڭ ئوقۇش پۇلى يوق.")]
    [InlineData("ئالما سېتىلمىدى", Language.ZhHans, "老板说明天来收", "谢谢", "价格太低了我不想卖")]
    [InlineData("苹果卖不出去", Language.En, "my apples are red and sweet", "when will you come and see them")]
    [InlineData("你好", Language.Ug, "ئالما سېتىلمىدى")]
    [InlineData("سالام", Language.ZhHans, "苹果卖不出去")]
    public async Task Whoever_goes_on_in_another_language_is_answered_in_it(string first, Language language, params string[] texts)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(first);
        foreach (var text in texts) await chat.SendTextAsync(text);
        Assert.Equal(language, chat.Last.Language);
    }

    [Fact]
    public async Task Words_of_somebody_else_change_no_language()
    {
        var chat = new RecordedChat(ContactChannel.Telegram, Language.Ug);
        await chat.SendTextAsync("ئالما سېتىلمىدى");
        await chat.ForwardAsync("客服", "亲，您的包裹已经发出。请耐心等待。有问题联系客服。");
        Assert.Equal(Language.Ug, chat.Last.Language);
    }

    private static readonly TicketNumber First = TicketNumber.FromCounter(100_017);

    [Fact]
    public async Task A_first_voice_note_gets_the_receipt_in_both_languages()
    {
        var chat = new RecordedChat(ContactChannel.Telegram, Language.ZhHans);
        await chat.SendMediaAsync(MediaKind.Voice);
        Assert.StartsWith("收到了。您的编号：100-0179。", chat.Last.Text, StringComparison.Ordinal);
        Assert.Contains("تاپشۇرۇۋالدۇق. نومۇرىڭىز:", chat.Last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_chosen_after_the_first_voice_note_becomes_that_of_the_ticket_and_number_and_promise_are_told_in_it()
    {
        var chat = new RecordedChat(ContactChannel.Telegram, Language.ZhHans);
        await chat.SendMediaAsync(MediaKind.Voice);
        Assert.Equal(Language.ZhHans, chat.Desk.Languages[First]);
        await chat.PressAsync("language:ug");

        Assert.Equal(Language.Ug, chat.Desk.Languages[First]);
        Assert.Contains("100-0179", chat.Last.Text, StringComparison.Ordinal);
        Assert.Contains("جاۋاب بېرىش مۆھلىتى: 2026-يىلى 11-ئاينىڭ 25-كۈنى", chat.Last.Text, StringComparison.Ordinal);
        Assert.Contains("بۇ قايسى تۈردىكى ئىش؟", chat.Last.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("说维语")]
    [InlineData("ئۇيغۇرچە")]
    [InlineData("uyghurche")]
    public async Task A_language_is_also_chosen_in_words(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("苹果卖不出去");
        await chat.SendTextAsync(text);
        Assert.Equal(Language.Ug, chat.Desk.Languages[First]);
        Assert.Single(chat.Desk.Submitted);
    }

    [Fact]
    public async Task A_language_chosen_on_the_page_wins_over_what_is_written_until_another_is_chosen()
    {
        var chat = new ChatSession();
        Assert.StartsWith("تاپشۇرۇۋالدۇق", (await chat.SendTextOnPageAsync("ug", "网店打不开")).Text, StringComparison.Ordinal);
        Assert.StartsWith("تاپشۇرۇۋالدۇق", (await chat.SendTextOnPageAsync("ug", "密码也不对")).Text, StringComparison.Ordinal);
        Assert.Equal(Language.Ug, chat.Desk.Languages[First]);

        // The page stays in Uyghur, but words in the chat choose, too.
        await chat.SendTextOnPageAsync("ug", "说汉语");
        Assert.StartsWith("收到了", (await chat.SendTextOnPageAsync("ug", "تېخى ئېچىلمىدى")).Text, StringComparison.Ordinal);
        Assert.Equal(Language.ZhHans, chat.Desk.Languages[First]);
        Assert.StartsWith("We have it", (await chat.SendTextOnPageAsync("en", "还是打不开")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("en")]
    public async Task A_link_with_a_language_does_not_beat_Uyghur_that_is_written_first(string page)
    {
        var chat = new ChatSession();
        Assert.StartsWith("تاپشۇرۇۋالدۇق", (await chat.SendTextOnPageAsync(page, "ئۈزۈمىم سېتىلمىدى")).Text, StringComparison.Ordinal);
        Assert.StartsWith("تاپشۇرۇۋالدۇق", (await chat.SendTextOnPageAsync(page, "ئىككى توننا بار")).Text, StringComparison.Ordinal);
        Assert.Equal(Language.Ug, chat.Desk.Languages[First]);
        Assert.StartsWith("We have it",
            (await chat.SendTextOnPageAsync(page == "en" ? "zh-Hans" : "en", "ھەممىسى قارا")).Text.Replace("收到了", "We have it",
                StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/report")]
    [InlineData("/help")]
    [InlineData("/matters")]
    public async Task A_command_after_Uyghur_in_Latin_letters_is_answered_in_Uyghur(string command)
    {
        var chat = new ChatSession("en");
        await chat.SendTextAsync("mening dukanim echilmaywatidu");
        Assert.Equal(Language.Ug, (await chat.SendTextAsync(command)).Language);
    }

    [Fact]
    public async Task A_language_chosen_elsewhere_is_that_of_every_open_ticket_from_the_next_message_on()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("网店打不开");
        await chat.SendTextAsync("/new 还想学直播");
        await chat.SendTextOnPageAsync("ug", "什么时候开课");
        Assert.All(chat.Desk.Languages.Values, language => Assert.Equal(Language.Ug, language));
    }

    [Fact]
    public async Task A_language_that_is_only_that_of_the_browser_yields_to_what_is_written()
    {
        var chat = new ChatSession("ug");
        Assert.StartsWith("收到了", (await chat.SendTextAsync("网店打不开")).Text, StringComparison.Ordinal);
        Assert.Equal(Language.ZhHans, chat.Desk.Languages[First]);
    }

    [Theory]
    [InlineData("salam, mening uzum satalmay qaldim")]
    [InlineData("pulumni bermidi, qandaq qilimen")]
    [InlineData("Yaxshimusiz, posulka kelmidi")]
    [InlineData("мениң пулум кәлмиди")]
    [InlineData("Яхшимусиз, сизгә соалим бар")]
    [InlineData("қачан келиду")]
    [InlineData("mening dukanim echilmaywatidu")]
    [InlineData("üzümlirimni kim sétip béridu")]
    [InlineData("qoghunlar bek erzan ketti")]
    [InlineData("balamni kursqa bersem bolamdu")]
    [InlineData("ish heqqimni bermeywatidu")]
    [InlineData("mal kelmidi, pulumni qayturung")]
    [InlineData("tor dukinigha qandaq tizimlitimen")]
    [InlineData("bu yerde adem barmu")]
    [InlineData("aldamchigha aldinip qaldim")]
    [InlineData("siyasetni soraydighan ishim bar")]
    [InlineData("ismimni demeymen, bir ish dep qoyay")]
    public async Task Uyghur_in_Latin_or_Cyrillic_letters_is_answered_in_Uyghur(string text)
    {
        var receipt = await new ChatSession("zh-CN").SendTextAsync(text);
        Assert.Equal(Language.Ug, receipt.Language);
        Assert.Contains("تاپشۇرۇۋالدۇق.", receipt.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("алма сатимән, пулумни бәрмиди")]
    [InlineData("мал кәлмиди, пулумни бәрмиди")]
    [InlineData("پۇل كەلمىدى، قانداق قىلىمەن")]
    [InlineData("مېنىڭ مېلىم ەمەس")]
    [InlineData("نەگە بارىمەن")]
    [InlineData("рәһмәт, һәл болди")]
    [InlineData("السلام عليكم")]
    public void Uyghur_is_not_taken_for_Kazakh(string text) => Assert.Equal(Language.Ug, LanguageDetector.DetectInText(text));

    [Theory]
    [InlineData("my parcel is lost")]
    [InlineData("WhatsApp 13899990001")]
    [InlineData("моя посылка потерялась")]
    [InlineData("Is there a training course in town for young people")]
    [InlineData("The specimen is broken")]
    [InlineData("Good morning, my apples are not selling")]
    [InlineData("please help me with my order")]
    [InlineData("kilogram of dried apricots costs how much in Urumqi")]
    [InlineData("wo de kuaidi hai mei dao")]
    public void Other_words_in_those_letters_are_not_taken_for_Uyghur(string text) =>
        Assert.NotEqual(Language.Ug, LanguageDetector.DetectInText(text));
}
