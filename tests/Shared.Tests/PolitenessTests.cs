using EcomCenter.Texts;

namespace EcomCenter.Shared.Tests;

public class PolitenessTests
{
    /// <summary>Everyday courtesies of residents: none of them may start a promise.</summary>
    public static TheoryData<string> Courtesies =>
    [
        "谢谢", "谢谢您！", "谢谢你们", "多谢多谢", "非常感谢您", "太感谢了！！", "感谢老师", "谢谢啦～", "谢谢您的帮助", "感谢您的回复",
        "收到", "收到，谢谢", "好的，收到，谢谢", "已收到", "知道了", "我知道了", "明白了", "好的明白", "了解", "懂了谢谢",
        "好", "好的", "好的好的", "好滴", "好嘞", "那好吧", "嗯", "嗯嗯", "哦哦", "哦，知道了",
        "辛苦了", "您辛苦了", "你们辛苦啦", "麻烦你们了", "给你们添麻烦了", "不客气", "没关系", "太好了", "真棒", "服务真好",
        "嗯呐", "得嘞", "妥了", "收到，等您消息", "好，等你们通知", "好的我等着", "客气了", "好人一生平安",
        "知道了，谢谢您的耐心解答", "太感谢了！真是好人",
        "ھارمىغايسىلەر", "ئاللا رازى بولسۇن", "ماقۇل، ساقلايمەن", "كۆپتىن كۆپ رەھمەت ياردىمىڭىزگە", "ئوبدان", "قۇللۇق", "ھەشقاللا",
        "بارىكاللا", "barikalla",
        "hop", "рахмат сизгә", "خاتىرجەم بولۇڭ",
        "再见", "晚安", "祝您工作顺利", "新年快乐", "节日快乐，万事如意",
        "رەھمەت", "رەخمەت سىزگە", "كۆپ رەھمەت", "رەھمەت، خەير خوش", "ماقۇل", "ماقۇل، رەھمەت", "بىلدىم", "چۈشەندىم", "ياخشى", "خوپ بولىدۇ",
        "ھارمىغايسىز", "ئاللاھ رازى بولسۇن", "rehmet", "Rexmet!", "köp rehmet", "maqul", "рәһмәт", "көп рәһмәт",
        "thanks", "Thank you so much!", "ok, thanks", "got it", "Noted, thank you", "okay bye",
        "👍", "👍🏽👍", "🙏🙏🙏", "❤️", "😀", "[强]", "[玫瑰][玫瑰]", "/:strong", "/::)", "谢谢[抱拳]", "[ThumbsUp] 好的", "谢谢🌹", "好的/:ok", "[OK]",
    ];

    public static TheoryData<string> Greetings =>
        ["你好", "您好！", "你好，在吗", "在吗", "在吗？", "有人吗", "早上好", "老师您好", "请问",
            "سالام", "بارمۇسىلەر", "ئەسسالامۇئەلەيكۇم", "ياخشىمۇسىز؟", "yaxshimusiz", "салам", "你好呀😊", "喂，有人不",
            "hello", "Hi there!", "?", "？", "。", "...", "!!"];

    /// <summary>Polite, but with something in it: each of them must be answered.</summary>
    public static TheoryData<string> Matters =>
    [
        "谢谢，但是还没发货", "好吗", "好的，什么时候", "رەھمەت، يەنە بىر سوئال", "👎", "[弱]", "[强] 还有一个问题", "谢谢，麻烦您帮我查一下", "你好，我的快递到了吗",
        "好的，我下午过去？", "我明天去办？", "好的？", "ماقۇل؟", "fine?",
        "收到货了", "没收到", "收到没有", "好了吗", "不好", "不用了", "谢谢帮我转给领导", "嗯，还有一件事", "ماقۇل، قاچان", "بولىدىمۇ", "ok when",
        "thanks but no reply yet",
        "好的，但是钱还没到", "收到假货了", "解决了一半，还差运费", "谢谢，还有个事", "好的等到什么时候", "等了三天了", "没等到电话", "不客气地说，服务太差",
        "感谢帮我查一下", "你们态度不好", "太慢了", "服务真差", "客气话不要说了", "放心不下", "妥不妥", "得等多久", "行不行", "中不中", "平安保险的事",
        "祝福卡没收到", "好人卡怎么办", "没收到通知", "我等不了了", "麻烦帮我转一下", "知道怎么办吗", "明白人来处理", "好评返现没给我", "老师没来", "领导不管",
        "ماقۇل، پۇل كەلمىدى", "رەھمەت، يەنە بىر ئىش بار", "ساقلاپ بولالمىدىم", "قاچانغىچە ساقلايمەن", "ياخشى ئەمەس", "خاتىرجەم ئەمەسمەن",
        "ئوبدان كۆرۈڭلار", "بارمۇ بۇ مال", "رەھمەت قاچان كېلىدۇ", "maqul, pul kelmidi", "rehmet, yene bir ish bar",
        "thanks, one more thing", "i will wait how long", "good but expensive", "no answer", "ok is it open", "waiting for my money",
        "[快递单号]", "[语音: 0:12]", "", " ",
    ];

    [Theory, MemberData(nameof(Courtesies))]
    public void Courtesies_are_recognised_by_what_is_left_without_them(string text) =>
        Assert.Contains(Politeness.Judge(text), new PoliteMeaning?[] { PoliteMeaning.Courtesy, PoliteMeaning.Agreement });

    [Theory, MemberData(nameof(Greetings))]
    public void A_greeting_alone_is_recognised(string text) => Assert.Equal(PoliteMeaning.Greeting, Politeness.Judge(text));

    [Theory, MemberData(nameof(Matters))]
    public void A_text_with_something_in_it_is_more_than_polite(string text) => Assert.Null(Politeness.Judge(text));

    [Theory]
    [InlineData("可以")]
    [InlineData("行，谢谢")]
    [InlineData("ھەئە")]
    [InlineData("yes please")]
    public void Agreement_is_told_apart_because_it_may_answer_a_question(string text) =>
        Assert.Equal(PoliteMeaning.Agreement, Politeness.Judge(text));

    [Theory]
    [InlineData("你好\n在吗？\n我的快递丢了", "我的快递丢了")]
    [InlineData("> 您的快递单号是多少？\nYT88123", "YT88123")]
    [InlineData("谢谢", "谢谢")]
    [InlineData("你好\n👍", "你好")]
    [InlineData("", "")]
    public void The_line_that_names_a_text_is_no_greeting_and_no_quotation(string text, string line) =>
        Assert.Equal(line, Politeness.FirstLineOfSubstance(text));

    [Fact]
    public void A_long_or_strange_text_is_judged_quickly_and_as_a_matter()
    {
        Assert.Null(Politeness.Judge(new string('好', 10_000)));
        Assert.Null(Politeness.Judge(string.Concat(Enumerable.Repeat("谢谢好的", 40))));
        Assert.Null(Politeness.Judge("\ud800好x"));
    }
}
