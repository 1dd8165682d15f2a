using EcomCenter.Bots.Conversation;

namespace EcomCenter.Bots.Tests.Conversation;

public class LookUpBoxesTests
{
    [Theory]
    [InlineData("100-0179", "K7M2QX34")]
    [InlineData("编号100-0179", "K7M2QX34")]
    [InlineData("编号：100-0179", "查询码：K7M2QX34")]
    [InlineData("#100-0179", " k7m2-qx34 ")]
    [InlineData("№100-0179", "K7M2QX34。")]
    [InlineData("100-0179。", "K7M2 QX34")]
    [InlineData("1000179号", "查询码K7M2QX34")]
    [InlineData("نومۇر 100-0179", "سۈرۈشتۈرۈش كودى K7M2QX34")]
    [InlineData("نومۇرۇم: ١٠٠-٠١٧٩", "كودى: K7M2QX34")]
    [InlineData("number 100-0179", "code: K7M2QX34")]
    [InlineData("100-0179 K7M2QX34", null)]
    [InlineData("100-0179K7M2QX34", null)]
    [InlineData("K7M2QX34100-0179", null)]
    [InlineData("编号100-0179查询码K7M2QX34", null)]
    [InlineData(null, "100-0179 K7M2QX34")]
    [InlineData(null, "1000179K7M2QX34")]
    [InlineData("K7M2QX34", "100-0179")]
    [InlineData("100-0179", "100-0179 K7M2QX34")]
    [InlineData("收到了。您的编号：100-0179。我们会在2026年11月25日 星期三 10:00（北京时间）之前由工作人员答复您。\n查询码：K7M2QX34", null)]
    [InlineData("收到了。您的编号：100-0179。我们会在2026年11月25日 星期三 10:00（北京时间）之前由工作人员答复您。查询码：K7M2QX34  这是哪一类事情？", null)]
    [InlineData("Your number: 100-0179. An answer comes before Wednesday 25 November 2026. Tracking code: K7M2QX34What kind", null)]
    [InlineData("تاپشۇرۇۋالدۇق. نومۇرىڭىز: ⁦100-0179⁩. سائەت 10:00 دىن بۇرۇن جاۋاب بېرىدۇ. سۈرۈشتۈرۈش كودى: ⁦K7M2QX34⁩", null)]
    [InlineData("收到了。您的编号：100-0179。查询码：ABCDEFGH", "")]
    [InlineData("100-0179ABCDEFGH", "")]
    [InlineData("编号100-0179 ABCDEFGH 谢谢", "")]
    public void Number_and_code_are_found_in_whatever_box_they_stand(string? number, string? code)
    {
        var expected = number?.Contains("ABCDEFGH", StringComparison.Ordinal) == true ? "ABCDEFGH" : "K7M2QX34";
        var (readNumber, readCode) = LookUpBoxes.Read(number, code is "" ? null : code);
        Assert.Equal("100-0179", readNumber);
        Assert.Equal(expected, readCode is null ? null : string.Concat(readCode.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant());
    }

    [Theory]
    [InlineData("100-0179", "1234", "100-0179", "1234")]
    // A phone that would be a ticket number too.
    [InlineData("100-0179", "13800000005", "100-0179", "13800000005")]
    [InlineData("编号100-0179", "138 0000 1234", "100-0179", "138 0000 1234")]
    [InlineData("编号100-0178", "K7M2QX34", "100-0178", "K7M2QX34")]
    [InlineData("我的快递", "不知道", "我的快递", "不知道")]
    [InlineData("100-0179", null, "100-0179", null)]
    [InlineData(null, null, null, null)]
    public void What_is_not_understood_stays_as_it_was_typed(string? number, string? code, string? readNumber, string? readCode) =>
        Assert.Equal((readNumber, readCode), LookUpBoxes.Read(number, code));
}
