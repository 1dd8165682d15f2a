using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace EcomCenter.Desk.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ShippedAnswers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.InsertData(
                table: "frequent_questions",
                columns: new[] { "Code", "AnswerEn", "AnswerUg", "AnswerZh", "QuestionEn", "QuestionUg", "QuestionZh", "Retired", "Sort", "Words" },
                values: new object[,]
                {
                    { "fraud", "Yes, it is. Do nothing where you are to pay first, transfer money or tell a code. If you have paid, call 110 at once, or 96110 against fraud, and keep the talk and the receipts.", "شۇنداق، ئالدامچىلىق. ئاۋۋال پۇل تۆلەڭ، يوللاڭ ياكى تەستىق كودىنى ئېيتىڭ دېسە، ھەرگىز قىلماڭ. پۇل يوللاپ بولغان بولسىڭىز، دەرھال 110 گە تېلېفون قىلىڭ، ئالدامچىلىققا قارشى 96110 مۇ بار؛ سۆھبەت ۋە پۇل خاتىرىسىنى ئۆچۈرمەڭ.", "是骗人的。凡是要您先垫钱、先转账、说验证码的，都不要做。已经转了钱，马上打 110，也可以打反诈电话 96110，聊天和转账记录不要删。", "They ask me to pay first for fake orders. Is it a fraud?", "«زاكاز چوتكىلاش» دەپ ئاۋۋال پۇل تۆلە دېسە، ئالدامچىلىقمۇ؟", "让我刷单、先垫钱，是不是骗人的？", false, 7, "刷单是不是骗\n刷单被骗\n让我刷单\n先垫钱刷单\nزاكاز چوتكىلاش\nfake orders" },
                    { "lost-parcel", "The carrier it was sent with, and the seller too if you bought it online. If the carrier does nothing, call 12305, the complaint line for post and parcels, or 11183 for China Post. Keep the parcel's number and pictures.", "ئاۋۋال يوللىغان تېز يوللانما شىركىتىنى ئىزدەڭ، توردىن ئالغان بولسىڭىز ساتقۇچىغىمۇ دەڭ. شىركەت بىر تەرەپ قىلمىسا، پوچتا ساھەسى ئەرز تېلېفونى 12305 گە، جۇڭگو پوچتىسىنىڭ بولسا 11183 گە تېلېفون قىلىڭ. نومۇرى ۋە رەسىمىنى ساقلاپ قويۇڭ.", "先找寄件的快递公司，网上买的同时找卖家。快递公司不处理，打邮政业申诉电话 12305；中国邮政的打 11183。单号和照片要留好。", "Whom do I turn to when a parcel is lost or broken?", "يوللانما يۈتۈپ كەتسە ياكى بۇزۇلسا كىمنى ئىزدەيمەن؟", "快递丢了、坏了找谁？", false, 6, "快递丢了找谁\n快递丢了怎么办\n包裹丢了怎么办\n快递坏了找谁\n快递坏了怎么办\nيوللانما يۈتۈپ كەتسە كىمنى\nيوللانما يۈتۈپ كەتتى قانداق قىلىمەن\nparcel is lost" },
                    { "money", "When the buyer confirms that the goods came, the money goes to your account with the platform; press “withdraw”, and it is usually on your bank card in one to three working days.", "سېتىۋالغۇچى مالنى تاپشۇرۇۋالغانلىقىنى جەزملەشتۈرگەندىن كېيىن، پۇل ئاۋۋال سۇپىدىكى ھېساباتىڭىزغا كېلىدۇ؛ «نەقلەشتۈرۈش»نى باسسىڭىز، ئادەتتە بىردىن ئۈچكىچە خىزمەت كۈنى ئىچىدە بانكا كارتىڭىزغا كېلىدۇ.", "买家确认收货以后，货款先到您的平台账户；您点“提现”，一般一到三个工作日到银行卡。", "When does the money of my online shop arrive?", "تور دۇكىنىنىڭ مال پۇلى قاچان كېلىدۇ؟", "网店的货款什么时候到账？", false, 4, "货款什么时候到账\n货款多久到账\n提现多久到账\nمال پۇلى قاچان كېلىدۇ\nپۇل قاچان كارتىغا كېلىدۇ\nwhen does the money arrive" },
                    { "open-shop", "Bring your identity card and your phone to our front desk: we help you register, take pictures and put your goods up. For what you grow or raise yourself you usually need no business licence; if you trade for a living, register with the market supervision administration first (phone 12315).", "كىملىك بىلەن يانفونىڭىزنى ئېلىپ مۇلازىمەت پوكەيىمىزگە كېلىڭ، تىزىملىتىش، رەسىمگە تارتىش ۋە مالنى چىقىرىشقا ياردەملىشىمىز. ئۆزىڭىز تېرىغان ياكى باققان نەرسىنى ساتسىڭىز، ئادەتتە تىجارەت كىنىشكىسى كېرەك ئەمەس؛ ئۇزۇن مۇددەت تىجارەت قىلسىڭىز، ئاۋۋال بازار نازارەت قىلىپ باشقۇرۇش ئىدارىسىدا تىزىملىتىڭ (تېلېفون 12315).", "带上身份证和手机，到我们的服务前台来，我们帮您注册、拍照、上架。卖自家种的、自家养的，一般不用办营业执照；长期做买卖的，请先到市场监督管理局登记（电话 12315）。", "How do I open an online shop, and what do I need?", "تور دۇكىنىنى قانداق ئاچىمەن؟ نېمە تەييارلايمەن؟", "怎么开网店？要准备什么？", false, 1, "怎么开网店\n如何开网店\n想开网店\n怎么开淘宝店\n怎么开拼多多店\nتور دۇكىنىنى قانداق ئاچ\nقانداق تور دۇكىنى ئاچىمەن\nتور دۇكىنى ئاچماقچى\nopen an online shop\nopen an online store" },
                    { "return-goods", "Within seven days of getting it you can usually return it without a reason, paying the way back yourself; not what spoils quickly or was made for you. Ask the seller on the platform first; if they don't answer, call 12315.", "مال كېلىپ يەتتە كۈن ئىچىدە، ئادەتتە سەۋەب ئېيتماي قايتۇرسىڭىز بولىدۇ، قايتۇرۇش كىراسىنى ئۆزىڭىز تۆلەيسىز؛ ئاسان بۇزۇلىدىغان ۋە بۇيرۇتۇپ ياساتقان نەرسىلەر بۇنىڭ سىرتىدا. ئاۋۋال سۇپىدا ساتقۇچىغا دەڭ، ئۇ پەرۋا قىلمىسا 12315 گە تېلېفون قىلىڭ.", "收到货七天内，一般可以不说理由退货，退回的运费自己出；鲜活易坏的、定做的不行。先在平台上找卖家，卖家不理就打 12315。", "Can I return what I bought online?", "توردىن ئالغان نەرسىنى قايتۇرسام بولامدۇ؟", "网上买的东西能退吗？", false, 5, "网上买的东西能退吗\n怎么退货\n能不能退货\n七天无理由退货\nتوردىن ئالغان نەرسىنى قايتۇرسام بولامدۇ\nمالنى قانداق قايتۇرىمەن\nreturn what i bought\nhow do i return" },
                    { "sell-produce", "Send us the sort, the amount, pictures and your village, or bring some to our front desk. We teach you to run a shop yourself; or shops that work with the centre sell for you, at a price you agree on face to face.", "ئاۋۋال سورتى، مىقدارى، رەسىمى ۋە كەنت نامىنى بىزگە يوللاڭ، ياكى ئازراق ئەۋرىشكە ئېلىپ مۇلازىمەت پوكەيىگە كېلىڭ. ئۆزىڭىز دۇكان ئاچسىڭىز ئۆگىتىمىز؛ ئاچمىسىڭىز، مەركەز بىلەن ھەمكارلىشىدىغان تور دۇكانلىرى ساتسا بولىدۇ، باھاسى يۈزتۇرانە كېلىشىلىدۇ.", "先把品种、数量、照片和村名发给我们，或者带一点样品到服务前台。自己开店的，我们教；不想开店的，可以交给中心合作的网店代卖，价钱当面商量。", "How do I sell my dates and walnuts online?", "ئۆيدىكى چىلان، ياڭاقنى توردا قانداق ساتىمەن؟", "家里的红枣、核桃怎么拿到网上卖？", false, 3, "红枣怎么拿到网上卖\n核桃怎么拿到网上卖\n怎么在网上卖红枣\n怎么在网上卖核桃\n农产品怎么上网卖\nچىلاننى توردا قانداق ساتىمەن\nياڭاقنى توردا قانداق ساتىمەن\nsell walnuts online\nsell dates online" },
                    { "training", "Yes: opening a shop, live selling, serving customers, taking pictures. The next dates hang out at the centre and at the village stations; sign up at our front desk.", "بار، دۇكان ئېچىش، نەق مەيدان تارقىتىش، خېرىدارلار مۇلازىمىتى ۋە رەسىمگە تارتىش ئۆگىتىلىدۇ. يېقىنقى كۇرسنىڭ ۋاقتى مەركەز ۋە كەنت قۇلايلىق مۇلازىمەت پونكىتىغا چاپلاندى، بىۋاسىتە مۇلازىمەت پوكەيىدە تىزىملىتىڭ.", "有，开店、直播、客服、拍照都教。最近一期的时间贴在中心和村级便民服务站，直接到服务前台报名就行。", "Are there e-commerce courses, and how do I sign up?", "ئېلېكترونلۇق سودا كۇرسى بارمۇ؟ قانداق تىزىملىتىمەن؟", "有没有电商培训？怎么报名？", false, 2, "电商培训怎么报名\n有没有电商培训\n有没有直播培训\n培训怎么报名\n想参加电商培训\nئېلېكترونلۇق سودا كۇرسى بارمۇ\nكۇرسقا قانداق تىزىملىتىمەن\ncommerce courses\nsign up for training" },
                    { "when-where", "Address, phone and hours stand on the first page of our website and hang out at the village stations. You can write here at any time.", "ئادرېس، تېلېفون ۋە مۇلازىمەت ۋاقتى تور بېتىمىزنىڭ باش بېتىدە بار، كەنت قۇلايلىق مۇلازىمەت پونكىتىدىمۇ بار. بۇ يەرگە خالىغان ۋاقىتتا يازسىڭىز بولىدۇ.", "地址、电话和服务时间写在我们网站的首页，村级便民服务站也有。这里随时可以留言。", "Where are you, and when are you open?", "سىلەر نەدە؟ سائەت قانچىدە ئىشقا چىقىسىلەر؟", "你们在哪里？几点上班？", false, 8, "你们几点上班\n你们几点下班\n几点开门\n中心在哪里\n你们在哪里\n你们地址在哪\nسائەت قانچىدە ئىشقا چىقىسىلەر\nمەركەز نەدە\nwhen are you open\nwhere are you" }
                });

            migrationBuilder.InsertData(
                table: "offices",
                columns: new[] { "Code", "AddressEn", "AddressUg", "AddressZh", "NameEn", "NameUg", "NameZh", "Phone", "Retired", "Sort" },
                values: new object[,]
                {
                    { "hotline", "", "", "", "Government service hotline", "ھۆكۈمەت مۇلازىمىتى قۇلايلىق تېلېفونى", "政务服务便民热线", "12345", false, 2 },
                    { "labour", "", "", "", "Human resources and social security bureau (labour inspection)", "ئادەم كۈچى بايلىقى ۋە ئىجتىمائىي كاپالەت ئىدارىسى (ئەمگەك نازارىتى)", "人力资源和社会保障局（劳动监察）", "12333", false, 3 },
                    { "market", "", "", "", "Market supervision administration", "بازار نازارەت قىلىپ باشقۇرۇش ئىدارىسى", "市场监督管理局", "12315", false, 1 },
                    { "police", "", "", "", "Police", "جامائەت خەۋپسىزلىك ئىدارىسى", "公安局", "110", false, 5 },
                    { "post", "", "", "", "China Post", "جۇڭگو پوچتىسى", "中国邮政", "11183", false, 4 }
                });

            migrationBuilder.CreateIndex(
                name: "IX_intake_ids_MessageId",
                table: "intake_ids",
                column: "MessageId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_intake_ids_MessageId",
                table: "intake_ids");

            migrationBuilder.DeleteData(
                table: "frequent_questions",
                keyColumn: "Code",
                keyValue: "fraud");

            migrationBuilder.DeleteData(
                table: "frequent_questions",
                keyColumn: "Code",
                keyValue: "lost-parcel");

            migrationBuilder.DeleteData(
                table: "frequent_questions",
                keyColumn: "Code",
                keyValue: "money");

            migrationBuilder.DeleteData(
                table: "frequent_questions",
                keyColumn: "Code",
                keyValue: "open-shop");

            migrationBuilder.DeleteData(
                table: "frequent_questions",
                keyColumn: "Code",
                keyValue: "return-goods");

            migrationBuilder.DeleteData(
                table: "frequent_questions",
                keyColumn: "Code",
                keyValue: "sell-produce");

            migrationBuilder.DeleteData(
                table: "frequent_questions",
                keyColumn: "Code",
                keyValue: "training");

            migrationBuilder.DeleteData(
                table: "frequent_questions",
                keyColumn: "Code",
                keyValue: "when-where");

            migrationBuilder.DeleteData(
                table: "offices",
                keyColumn: "Code",
                keyValue: "hotline");

            migrationBuilder.DeleteData(
                table: "offices",
                keyColumn: "Code",
                keyValue: "labour");

            migrationBuilder.DeleteData(
                table: "offices",
                keyColumn: "Code",
                keyValue: "market");

            migrationBuilder.DeleteData(
                table: "offices",
                keyColumn: "Code",
                keyValue: "police");

            migrationBuilder.DeleteData(
                table: "offices",
                keyColumn: "Code",
                keyValue: "post");
        }
    }
}
