using EcomCenter.Contracts;
using EcomCenter.Desk.Pages.Shared;

namespace EcomCenter.Desk.Tests.Pages.Shared;

public class ScriptDetectorTests
{
    [Theory]
    [InlineData("تور دۇكىنىم ئېچىلمايدۇ", Language.Ug)]
    [InlineData("网店打不开", Language.ZhHans)]
    [InlineData("My shop is down", Language.En)]
    [InlineData("我的 Taobao 店铺打不开了", Language.ZhHans)]
    public void The_language_is_detected_from_the_letters(string text, Language language) =>
        Assert.Equal(language, ScriptDetector.Detect(text));

    [Fact]
    public void Digits_alone_have_no_language() => Assert.Null(ScriptDetector.Detect("138 0000"));
}
