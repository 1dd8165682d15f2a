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

    private static string WithNumber(string text) => text.Replace("{0}", Number.ToString(), StringComparison.Ordinal);
}
