using EcomCenter.Desk.Intake;

namespace EcomCenter.Desk.Tests.Intake;

public class OnlyThanks
{
    [Theory]
    [InlineData("谢谢")]
    [InlineData("好的谢谢您！")]
    [InlineData("بولىدۇ، كۆپ رەھمەت.")]
    [InlineData("OK, thank you")]
    [InlineData("👍🏽👍")]
    public void Thanks_asks_for_nothing(string words) => Assert.True(Thanks.Is(words));

    [Theory]
    [InlineData("谢谢，但是还没发货")]
    [InlineData("好吗")]
    [InlineData("رەھمەت، يەنە بىر سوئال")]
    [InlineData("👎")]
    [InlineData("!")]
    [InlineData("")]
    public void What_may_ask_for_something_is_a_matter(string words) => Assert.False(Thanks.Is(words));
}
