using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Catalogue;

/// <summary>
/// The frequent questions and offices that are shipped. A centre edits them on its pages, so the texts fit any county.
/// </summary>
internal static class ShippedCatalogue
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<FrequentQuestion>().HasData(Questions.Select((question, i) => WithSort(question, i + 1)));
        model.Entity<Office>().HasData(
            CreateOffice(1, "market", "12315", "市场监督管理局", "بازار نازارەت قىلىپ باشقۇرۇش ئىدارىسى", "Market supervision administration"),
            CreateOffice(2, "hotline", "12345", "政务服务便民热线", "ھۆكۈمەت مۇلازىمىتى قۇلايلىق تېلېفونى", "Government service hotline"),
            CreateOffice(3, "labour", "12333", "人力资源和社会保障局（劳动监察）",
                "ئادەم كۈچى بايلىقى ۋە ئىجتىمائىي كاپالەت ئىدارىسى (ئەمگەك نازارىتى)",
                "Human resources and social security bureau (labour inspection)"),
            CreateOffice(4, "post", "11183", "中国邮政", "جۇڭگو پوچتىسى", "China Post"),
            CreateOffice(5, "police", "110", "公安局", "جامائەت خەۋپسىزلىك ئىدارىسى", "Police"));
    }

    private static readonly FrequentQuestion[] Questions =
    [
        new()
        {
            Code = "open-shop",
            QuestionZh = "怎么开网店？要准备什么？",
            QuestionUg = "تور دۇكىنىنى قانداق ئاچىمەن؟ نېمە تەييارلايمەن؟",
            QuestionEn = "How do I open an online shop, and what do I need?",
            AnswerZh = "带上身份证和手机，到我们的服务前台来，我们帮您注册、拍照、上架。卖自家种的、自家养的，一般不用办营业执照；长期做买卖的，请先到市场监督管理局登记（电话 12315）。",
            AnswerUg =
                "كىملىك بىلەن يانفونىڭىزنى ئېلىپ مۇلازىمەت پوكەيىمىزگە كېلىڭ، تىزىملىتىش، رەسىمگە تارتىش ۋە مالنى چىقىرىشقا "
                + "ياردەملىشىمىز. ئۆزىڭىز تېرىغان ياكى باققان نەرسىنى ساتسىڭىز، ئادەتتە تىجارەت كىنىشكىسى كېرەك ئەمەس؛ ئۇزۇن مۇددەت "
                + "تىجارەت قىلسىڭىز، ئاۋۋال بازار نازارەت قىلىپ باشقۇرۇش ئىدارىسىدا تىزىملىتىڭ (تېلېفون 12315).",
            AnswerEn =
                "Bring your identity card and your phone to our front desk: we help you register, take pictures and put your goods up. "
                + "For what you grow or raise yourself you usually need no business licence; if you trade for a living, register with "
                + "the market supervision administration first (phone 12315).",
            Keywords =
                "怎么开网店\n如何开网店\n想开网店\n怎么开淘宝店\n怎么开拼多多店\nتور دۇكىنىنى قانداق ئاچ\nقانداق تور دۇكىنى ئاچىمەن\nتور دۇكىنى ئاچماقچى\nopen an "
                + "online shop\nopen an online store",
        },
        new()
        {
            Code = "training",
            QuestionZh = "有没有电商培训？怎么报名？",
            QuestionUg = "ئېلېكترونلۇق سودا كۇرسى بارمۇ؟ قانداق تىزىملىتىمەن؟",
            QuestionEn = "Are there e-commerce courses, and how do I sign up?",
            AnswerZh = "有，开店、直播、客服、拍照都教。最近一期的时间贴在中心和村级便民服务站，直接到服务前台报名就行。",
            AnswerUg =
                "بار، دۇكان ئېچىش، نەق مەيدان تارقىتىش، خېرىدارلار مۇلازىمىتى ۋە رەسىمگە تارتىش ئۆگىتىلىدۇ. يېقىنقى كۇرسنىڭ ۋاقتى "
                + "مەركەز ۋە كەنت قۇلايلىق مۇلازىمەت پونكىتىغا چاپلاندى، بىۋاسىتە مۇلازىمەت پوكەيىدە تىزىملىتىڭ.",
            AnswerEn =
                "Yes: opening a shop, live selling, serving customers, taking pictures. The next dates hang out at the centre and at "
                + "the village stations; sign up at our front desk.",
            Keywords =
                "电商培训怎么报名\n有没有电商培训\n有没有直播培训\n培训怎么报名\n想参加电商培训\nئېلېكترونلۇق سودا كۇرسى بارمۇ\nكۇرسقا قانداق تىزىملىتىمەن\ncommerce "
                + "courses\nsign up for training",
        },
        new()
        {
            Code = "sell-produce",
            QuestionZh = "家里的红枣、核桃怎么拿到网上卖？",
            QuestionUg = "ئۆيدىكى چىلان، ياڭاقنى توردا قانداق ساتىمەن؟",
            QuestionEn = "How do I sell my dates and walnuts online?",
            AnswerZh = "先把品种、数量、照片和村名发给我们，或者带一点样品到服务前台。自己开店的，我们教；不想开店的，可以交给中心合作的网店代卖，价钱当面商量。",
            AnswerUg =
                "ئاۋۋال سورتى، مىقدارى، رەسىمى ۋە كەنت نامىنى بىزگە يوللاڭ، ياكى ئازراق ئەۋرىشكە ئېلىپ مۇلازىمەت پوكەيىگە كېلىڭ. "
                + "ئۆزىڭىز دۇكان ئاچسىڭىز ئۆگىتىمىز؛ ئاچمىسىڭىز، مەركەز بىلەن ھەمكارلىشىدىغان تور دۇكانلىرى ساتسا بولىدۇ، باھاسى "
                + "يۈزتۇرانە كېلىشىلىدۇ.",
            AnswerEn =
                "Send us the sort, the amount, pictures and your village, or bring some to our front desk. We teach you to run a shop "
                + "yourself; or shops that work with the centre sell for you, at a price you agree on face to face.",
            Keywords =
                "红枣怎么拿到网上卖\n核桃怎么拿到网上卖\n怎么在网上卖红枣\n怎么在网上卖核桃\n农产品怎么上网卖\nچىلاننى توردا قانداق ساتىمەن\nياڭاقنى توردا قانداق ساتىمەن\nsell "
                + "walnuts online\nsell dates online",
        },
        new()
        {
            Code = "money",
            QuestionZh = "网店的货款什么时候到账？",
            QuestionUg = "تور دۇكىنىنىڭ مال پۇلى قاچان كېلىدۇ؟",
            QuestionEn = "When does the money of my online shop arrive?",
            AnswerZh = "买家确认收货以后，货款先到您的平台账户；您点“提现”，一般一到三个工作日到银行卡。",
            AnswerUg =
                "سېتىۋالغۇچى مالنى تاپشۇرۇۋالغانلىقىنى جەزملەشتۈرگەندىن كېيىن، پۇل ئاۋۋال سۇپىدىكى ھېساباتىڭىزغا كېلىدۇ؛ "
                + "«نەقلەشتۈرۈش»نى باسسىڭىز، ئادەتتە بىردىن ئۈچكىچە خىزمەت كۈنى ئىچىدە بانكا كارتىڭىزغا كېلىدۇ.",
            AnswerEn =
                "When the buyer confirms that the goods came, the money goes to your account with the platform; press “withdraw”, and "
                + "it is usually on your bank card in one to three working days.",
            Keywords = "货款什么时候到账\n货款多久到账\n提现多久到账\nمال پۇلى قاچان كېلىدۇ\nپۇل قاچان كارتىغا كېلىدۇ\nwhen does the money arrive",
        },
        new()
        {
            Code = "return-goods",
            QuestionZh = "网上买的东西能退吗？",
            QuestionUg = "توردىن ئالغان نەرسىنى قايتۇرسام بولامدۇ؟",
            QuestionEn = "Can I return what I bought online?",
            AnswerZh = "收到货七天内，一般可以不说理由退货，退回的运费自己出；鲜活易坏的、定做的不行。先在平台上找卖家，卖家不理就打 12315。",
            AnswerUg =
                "مال كېلىپ يەتتە كۈن ئىچىدە، ئادەتتە سەۋەب ئېيتماي قايتۇرسىڭىز بولىدۇ، قايتۇرۇش كىراسىنى ئۆزىڭىز تۆلەيسىز؛ ئاسان "
                + "بۇزۇلىدىغان ۋە بۇيرۇتۇپ ياساتقان نەرسىلەر بۇنىڭ سىرتىدا. ئاۋۋال سۇپىدا ساتقۇچىغا دەڭ، ئۇ پەرۋا قىلمىسا 12315 گە "
                + "تېلېفون قىلىڭ.",
            AnswerEn =
                "Within seven days of getting it you can usually return it without a reason, paying the way back yourself; not what "
                + "spoils quickly or was made for you. Ask the seller on the platform first; if they don't answer, call 12315.",
            Keywords =
                "网上买的东西能退吗\n怎么退货\n能不能退货\n七天无理由退货\nتوردىن ئالغان نەرسىنى قايتۇرسام بولامدۇ\nمالنى قانداق قايتۇرىمەن\nreturn what i "
                + "bought\nhow do i return",
        },
        new()
        {
            Code = "lost-parcel",
            QuestionZh = "快递丢了、坏了找谁？",
            QuestionUg = "يوللانما يۈتۈپ كەتسە ياكى بۇزۇلسا كىمنى ئىزدەيمەن؟",
            QuestionEn = "Whom do I turn to when a parcel is lost or broken?",
            AnswerZh = "先找寄件的快递公司，网上买的同时找卖家。快递公司不处理，打邮政业申诉电话 12305；中国邮政的打 11183。单号和照片要留好。",
            AnswerUg =
                "ئاۋۋال يوللىغان تېز يوللانما شىركىتىنى ئىزدەڭ، توردىن ئالغان بولسىڭىز ساتقۇچىغىمۇ دەڭ. شىركەت بىر تەرەپ قىلمىسا، "
                + "پوچتا ساھەسى ئەرز تېلېفونى 12305 گە، جۇڭگو پوچتىسىنىڭ بولسا 11183 گە تېلېفون قىلىڭ. نومۇرى ۋە رەسىمىنى ساقلاپ قويۇڭ.",
            AnswerEn =
                "The carrier it was sent with, and the seller too if you bought it online. If the carrier does nothing, call 12305, "
                + "the complaint line for post and parcels, or 11183 for China Post. Keep the parcel's number and pictures.",
            Keywords =
                "快递丢了找谁\n快递丢了怎么办\n包裹丢了怎么办\n快递坏了找谁\n快递坏了怎么办\nيوللانما يۈتۈپ كەتسە كىمنى\nيوللانما يۈتۈپ كەتتى قانداق قىلىمەن\nparcel is "
                + "lost",
        },
        new()
        {
            Code = "fraud",
            QuestionZh = "让我刷单、先垫钱，是不是骗人的？",
            QuestionUg = "«زاكاز چوتكىلاش» دەپ ئاۋۋال پۇل تۆلە دېسە، ئالدامچىلىقمۇ؟",
            QuestionEn = "They ask me to pay first for fake orders. Is it a fraud?",
            AnswerZh = "是骗人的。凡是要您先垫钱、先转账、说验证码的，都不要做。已经转了钱，马上打 110，也可以打反诈电话 96110，聊天和转账记录不要删。",
            AnswerUg =
                "شۇنداق، ئالدامچىلىق. ئاۋۋال پۇل تۆلەڭ، يوللاڭ ياكى تەستىق كودىنى ئېيتىڭ دېسە، ھەرگىز قىلماڭ. پۇل يوللاپ بولغان "
                + "بولسىڭىز، دەرھال 110 گە تېلېفون قىلىڭ، ئالدامچىلىققا قارشى 96110 مۇ بار؛ سۆھبەت ۋە پۇل خاتىرىسىنى ئۆچۈرمەڭ.",
            AnswerEn =
                "Yes, it is. Do nothing where you are to pay first, transfer money or tell a code. If you have paid, call 110 at once, "
                + "or 96110 against fraud, and keep the talk and the receipts.",
            Keywords = "刷单是不是骗\n刷单被骗\n让我刷单\n先垫钱刷单\nزاكاز چوتكىلاش\nfake orders",
        },
        new()
        {
            Code = "when-where",
            QuestionZh = "你们在哪里？几点上班？",
            QuestionUg = "سىلەر نەدە؟ سائەت قانچىدە ئىشقا چىقىسىلەر؟",
            QuestionEn = "Where are you, and when are you open?",
            AnswerZh = "地址、电话和服务时间写在我们网站的首页，村级便民服务站也有。这里随时可以留言。",
            AnswerUg =
                "ئادرېس، تېلېفون ۋە مۇلازىمەت ۋاقتى تور بېتىمىزنىڭ باش بېتىدە بار، كەنت قۇلايلىق مۇلازىمەت پونكىتىدىمۇ بار. بۇ يەرگە "
                + "خالىغان ۋاقىتتا يازسىڭىز بولىدۇ.",
            AnswerEn =
                "Address, phone and hours stand on the first page of our website and hang out at the village stations. You can write "
                + "here at any time.",
            Keywords =
                "你们几点上班\n你们几点下班\n几点开门\n中心在哪里\n你们在哪里\n你们地址在哪\nسائەت قانچىدە ئىشقا چىقىسىلەر\nمەركەز نەدە\nwhen are you open\nwhere are you",
        },
    ];

    private static FrequentQuestion WithSort(FrequentQuestion question, int sort)
    {
        question.Sort = sort;
        return question;
    }

    private static Office CreateOffice(int sort, string code, string phone, string zh, string ug, string en) =>
        new() { Code = code, Sort = sort, Phone = phone, NameZh = zh, NameUg = ug, NameEn = en };
}
