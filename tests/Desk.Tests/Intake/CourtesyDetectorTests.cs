using EcomCenter.Desk.Intake;

namespace EcomCenter.Desk.Tests.Intake;

public class CourtesyDetectorTests
{
    [Theory]
    [InlineData("谢谢")]
    [InlineData("好的谢谢您！")]
    [InlineData("你好")]
    [InlineData("[表情: 👍]")]
    [InlineData("> 请带身份证来\n好的")]
    [InlineData("可以")]
    public void A_courtesy_alone_is_recognised(string text) => Assert.True(CourtesyDetector.IsCourtesy(text, ticket: null));

    [Theory]
    [InlineData("谢谢，但是还没发货")]
    [InlineData("[语音: 0:12]")]
    [InlineData("[表情: 👍] 还有一个问题")]
    [InlineData("> 谢谢\n什么时候能办好")]
    public void A_message_that_may_ask_for_something_is_no_courtesy(string text) =>
        Assert.False(CourtesyDetector.IsCourtesy(text, ticket: null));
}
