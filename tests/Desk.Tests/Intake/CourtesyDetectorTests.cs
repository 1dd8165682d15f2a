using EcomCenter.Desk.Intake;

namespace EcomCenter.Desk.Tests.Intake;

public class CourtesyDetectorTests
{
    [Theory]
    [InlineData("谢谢")]
    [InlineData("好的谢谢您！")]
    [InlineData("بولىدۇ، كۆپ رەھمەت.")]
    [InlineData("OK, thank you")]
    [InlineData("👍🏽👍")]
    public void A_courtesy_alone_is_recognised(string text) => Assert.True(CourtesyDetector.IsCourtesy(text));

    [Theory]
    [InlineData("谢谢，但是还没发货")]
    [InlineData("好吗")]
    [InlineData("رەھمەت، يەنە بىر سوئال")]
    [InlineData("👎")]
    [InlineData("!")]
    [InlineData("")]
    public void A_message_that_may_ask_for_something_is_no_courtesy(string text) => Assert.False(CourtesyDetector.IsCourtesy(text));
}
