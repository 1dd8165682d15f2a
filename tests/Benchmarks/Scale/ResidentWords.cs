using EcomCenter.Contracts;

namespace EcomCenter.Benchmarks.Scale;

/// <summary>The words of made-up residents and staff, in Chinese and Uyghur, with two common words and a rare one to search for.</summary>
internal sealed class ResidentWords(Random random)
{
    public const string CommonChinese = "红枣", CommonUyghur = "سودىگەرلىك", Rare = "骆驼刺";

    private static readonly string[] ChineseGoods =
        ["红枣", "红枣", "红枣", "红枣", "核桃", "石榴", "杏干", "羊肉", "馕", "葡萄干", "手工地毯", "艾德莱斯绸", "玫瑰花酱", "土鸡蛋", "大芸"];

    private static readonly string[] ChineseQuestions =
    [
        "我家的{0}想放到网上卖,要办什么手续?", "{0}寄到乌鲁木齐,快递费怎么算?", "上个月交的{0}的货款到现在还没有到账。",
        "直播卖{0}需要营业执照吗?", "{0}的包装箱什么时候能领?", "网店里的{0}下架了,不知道什么原因。",
        "想参加下一期电商培训,主要想学怎么卖{0}。", "收到的{0}坏了三箱,要求退款。", "村里的服务站不收{0},请帮忙问一下。",
    ];

    private static readonly string[] UyghurGoods =
        ["چىلان", "ياڭاق", "ئانار", "ئۈرۈك قېقى", "قوي گۆشى", "نان", "كىشمىش", "گىلەم", "ئەتلەس"];

    private static readonly string[] UyghurQuestions =
    [
        "ئېلېكترونلۇق سودىگەرلىك ئۈچۈن {0} ساتماقچى، قانداق رەسمىيەت كېرەك؟", "{0} نى ئۈرۈمچىگە ئەۋەتىش قانچە پۇل بولىدۇ؟",
        "ئۆتكەن ئايدىكى {0} نىڭ پۇلى تېخى كەلمىدى.", "نەق مەيداندا {0} سېتىش ئۈچۈن كىنىشكا كېرەكمۇ؟",
        "سودىگەرلىك كۇرسىغا قاتناشماقچى، {0} نى تونۇشتۇرىمەن.",
        "{0} نىڭ ساندۇقىنى قاچان ئالىمەن؟", "كەنتتىكى مۇلازىمەت پونكىتى {0} نى تاپشۇرۇۋالمىدى.",
    ];

    private static readonly string[] Details =
        ["", "麻烦尽快答复。", "我是合作社的。", "电话打不通的话请发微信。", "家里一共有两百公斤。", "رەھمەت سىزگە.", "تېز جاۋاب بېرىڭ."];

    private static readonly string[] ChineseAnswers =
    [
        "您好,需要身份证和营业执照,带到中心一楼前台办理,当天可以办完。", "已经和物流公司联系,明天上午到您村里取货。",
        "货款已在本周三转出,请查看银行卡;没有到账请再告诉我们。", "培训下周一上午十点开始,在中心二楼,带好手机就可以。",
    ];

    private static readonly string[] UyghurAnswers =
    [
        "كىملىك ۋە تىجارەت كىنىشكىسىنى ئېلىپ مەركەزگە كېلىڭ، شۇ كۈنى پۈتىدۇ.", "ئەشيا ئوبوروتى شىركىتى ئەتە ئەتىگەن كېلىپ ئالىدۇ.",
        "پۇل چارشەنبە كۈنى ئەۋەتىلدى، بانكا كارتىڭىزنى كۆرۈڭ.",
    ];

    private static readonly string[] Names =
        ["阿依古丽", "买买提", "古丽娜尔", "艾尼瓦尔", "王建国", "李秀英", "ئايگۈل", "مەمەت", "گۈلنار", "ئەنۋەر", "پاتىگۈل", "ئابدۇللا"];

    private static readonly string[] Villages = ["一村", "二村", "巴格其村", "托万村", "阿热勒村", "بازار كەنتى", "يېڭى كەنت"];

    public Language PickLanguage() => random.NextDouble() < 0.5 ? Language.Ug : Language.ZhHans;

    public string Question(Language language, bool isRare)
    {
        var text = language is Language.Ug
            ? string.Format(Pick(UyghurQuestions), Pick(UyghurGoods)) : string.Format(Pick(ChineseQuestions), Pick(ChineseGoods));
        return $"{text} {Pick(Details)} {random.Next(10, 9_999)}{(isRare ? " " + Rare : "")}".Trim();
    }

    public string Answer(Language language) => Pick(language is Language.Ug ? UyghurAnswers : ChineseAnswers);

    public string Name() => Pick(Names) + random.Next(1, 200);

    public string Village() => Pick(Villages);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
