using EcomCenter.Bots.Conversation;

namespace EcomCenter.Bots.Tests.Conversation;

public class PhoneInTextTests
{
    [Theory]
    [InlineData("13899990001", "13899990001", false)]
    [InlineData("138 9999 0001", "138 9999 0001", false)]
    [InlineData("١٣٨٩٩٩٩٠٠٠١", "13899990001", false)]
    [InlineData("+86 138-9999-0001", "+86 138-9999-0001", false)]
    [InlineData("138 9999 0001，下午3点以后打", "138 9999 0001", true)]
    [InlineData("我的电话是13899990001", "13899990001", true)]
    [InlineData("تېلېفونۇم 13899990001", "13899990001", true)]
    [InlineData("0903-6712345", "0903-6712345", false)]
    [InlineData("0903-6712345转802", "0903-6712345", true)]
    [InlineData("6712345", "6712345", false)]
    [InlineData("幺三八九九九九零零零幺", "13899990001", false)]
    [InlineData("幺三八 九九九九 零零零幺", "138 9999 0001", false)]
    [InlineData("我的电话是一三八九九九九〇〇〇一，下午三点以后打", "13899990001", true)]
    [InlineData("بىر ئۈچ سەككىز توققۇز توققۇز توققۇز توققۇز نۆل نۆل نۆل بىر", "1 3 8 9 9 9 9 0 0 0 1", false)]
    [InlineData("one three eight nine nine nine nine zero zero zero one", "1 3 8 9 9 9 9 0 0 0 1", false)]
    [InlineData("138九九九九0001", "13899990001", false)]
    [InlineData("138 九九九九 0001", "138 9999 0001", false)]
    [InlineData("我的电话是幺三八9999零零零幺，下午打", "13899990001", true)]
    [InlineData("1389999零零零幺", "13899990001", false)]
    [InlineData("一三八99990001", "13899990001", false)]
    [InlineData("138 توققۇز توققۇز توققۇز توققۇز 0001", "138 9 9 9 9 0001", false)]
    [InlineData("138 nine nine nine nine 0001", "138 9 9 9 9 0001", false)]
    [InlineData("13899990001 一点以后打", "13899990001", true)]
    [InlineData("138 9999 0001 بىر سائەتتىن كېيىن", "138 9999 0001", true)]
    [InlineData("call 13899990001 one hour later", "13899990001", true)]
    [InlineData("13899990001/13900001234", "13899990001", true)]
    [InlineData("13899990001、13900001234", "13899990001", true)]
    [InlineData("13899990001 13900001234", "13899990001", true)]
    [InlineData("1389999000113900001234", "13899990001", true)]
    [InlineData("138 9999 0001或者139 0000 1234", "138 9999 0001", true)]
    [InlineData("13899990001（13900001234备用）", "13899990001", true)]
    [InlineData("13899990001 ياكى 13900001234", "13899990001", true)]
    [InlineData("13899990001 or 13900001234 after 5", "13899990001", true)]
    public void A_phone_is_found_and_the_words_around_it_are_noticed(string text, string number, bool hasOtherWords) =>
        Assert.Equal((number, hasOtherWords), PhoneInText.Find(text));

    [Theory]
    [InlineData("快递单号 YT8812345678901 还没到")]
    [InlineData("快递单号 13899990001 还没到")]
    [InlineData("身份证 653223199001011234")]
    [InlineData("欠我 12000 块钱")]
    [InlineData("我有3吨红枣,5000块一吨")]
    [InlineData("13一号车")]
    [InlineData("2026年11月25日的事")]
    [InlineData("一二三四五，上山打老虎")]
    [InlineData("不写")]
    [InlineData("1")]
    [InlineData("")]
    public void Other_numbers_are_no_phone(string text) => Assert.Null(PhoneInText.Find(text));

    [Theory]
    [InlineData("1, ")]
    [InlineData(" ")]
    [InlineData("9 ")]
    public void Very_long_texts_are_not_searched_for_a_phone(string filling) =>
        Assert.Null(PhoneInText.Find("13899990001 " + string.Concat(Enumerable.Repeat(filling, 9_800 / filling.Length))));
}
