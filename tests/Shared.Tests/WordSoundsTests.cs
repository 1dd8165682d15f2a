using EcomCenter.Texts;

namespace EcomCenter.Shared.Tests;

public class WordSoundsTests
{
    [Theory]
    [InlineData("還沒有解決", "还没有解决")]
    [InlineData("請問投訴、諮詢和舉報", "请问投诉、咨询和举报")]
    [InlineData("葡萄乾", "葡萄干")]
    [InlineData("編號100-0179辦得怎麼樣了", "编号100-0179办得怎么样了")]
    public void Traditional_signs_are_heard_as_simplified_ones(string traditional, string simplified) =>
        Assert.Equal(WordSounds.Fold(simplified), WordSounds.Fold(traditional));

    [Theory]
    [InlineData("ياڭاق")]
    [InlineData("还没有")]
    [InlineData("not yet")]
    public void Other_signs_stay_as_they_are(string text) => Assert.Same(text, TraditionalSigns.Simplify(text));
}
