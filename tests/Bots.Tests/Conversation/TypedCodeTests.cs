using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

public class TypedCodeTests
{
    private static readonly TicketNumber Number = TicketNumber.FromCounter(100_017);

    [Theory]
    [InlineData("{0} 123456")]
    [InlineData("{0} 123 456")]
    [InlineData("{0}，123456")]
    [InlineData("{0}\n١٢٣٤٥٦")]
    public void A_number_with_its_pick_up_code_is_read(string text) =>
        Assert.Equal((Number, "123456"), TypedCodes.ReadNumberWithPickUpCode(WithNumber(text)));

    [Theory]
    [InlineData("123456")]
    [InlineData("{0}")]
    [InlineData("{0} 12345")]
    [InlineData("{0} 123456 please")]
    [InlineData("13800001234 123456")]
    public void Anything_else_is_no_number_with_a_code(string text) =>
        Assert.Null(TypedCodes.ReadNumberWithPickUpCode(WithNumber(text)));

    [Theory]
    [InlineData("123456", true)]
    [InlineData("12 34 56 78", true)]
    [InlineData("/start 123456", true)]
    [InlineData("/staff 12345678", true)]
    [InlineData("{0} ABCDEFGH", true)]
    [InlineData("{0} 123456", true)]
    [InlineData("/start", false)]
    [InlineData("/new 123456", false)]
    [InlineData("12345", false)]
    [InlineData("我的快递 123456 没到", false)]
    [InlineData("店打不开", false)]
    public void A_text_that_the_bot_tries_as_a_code_counts_as_one(string text, bool isCode) =>
        Assert.Equal(isCode, TypedCodes.IsCode(WithNumber(text)));

    [Theory]
    [InlineData("{0} 9X27R7YR")]
    [InlineData("{0}/9X27R7YR")]
    [InlineData("{0}-9X27R7YR")]
    [InlineData("{0}。9X27R7YR。")]
    [InlineData("9X27R7YR {0}")]
    [InlineData("{0} 9X27-R7YR")]
    [InlineData("{0} 9X27 R7YR")]
    [InlineData("查 {0} 9x27r7yr")]
    [InlineData("编号{0}查询码9X27R7YR谢谢")]
    [InlineData("查询码9X27R7YR 编号{0}")]
    [InlineData("你好,我的编号是{0},查询码是9X27R7YR,麻烦看一下")]
    [InlineData("我想查{0},码是9x27r7yr")]
    [InlineData("nomur {0} kod 9X27R7YR")]
    [InlineData("номур {0} код 9X27R7YR")]
    [InlineData("نومۇر {0} كود 9X27R7YR")]
    [InlineData("code: 9X27R7YR, no: {0}")]
    public void A_number_with_its_tracking_code_is_read_however_it_is_written(string text) =>
        Assert.Equal((Number, "9X27R7YR"), TypedCodes.ReadTracking(WithNumber(text)));

    [Theory]
    [InlineData("{0} 的快递 9X27R7YR 还没到")]
    [InlineData("订单{0} 9X27R7YR 没收到货")]
    [InlineData("my order {0} 9X27R7YR is lost")]
    [InlineData("9X27R7YR")]
    [InlineData("{0} 123456")]
    public void Words_of_their_own_beside_a_number_and_a_code_stay_words(string text) =>
        Assert.Null(TypedCodes.ReadTracking(WithNumber(text)));

    private static string WithNumber(string text) => text.Replace("{0}", Number.ToString(), StringComparison.Ordinal);
}
