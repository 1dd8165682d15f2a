using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Tests.Intake;

public class PhoneTests
{
    [Theory]
    [InlineData("13800001234", "13800001234")]
    [InlineData("138 0000 1234", "13800001234")]
    [InlineData("+86 138-0000-1234", "13800001234")]
    [InlineData("0086 13800001234", "13800001234")]
    [InlineData("٠١٣٨ ٠٠٠٠", "01380000")]
    [InlineData("۱۳۸۰۰۰۰۱۲۳۴", "13800001234")]
    [InlineData("１３８００００１２３４", "13800001234")]
    [InlineData("王大爷 13800001234", "13800001234")]
    [InlineData("تېلېفون: 138-0000-1234", "13800001234")]
    [InlineData("0903-6712345", "09036712345")]
    [InlineData("(0903) 671 2345", "09036712345")]
    [InlineData("+86 903 6712345", "09036712345")]
    [InlineData("0903-6712345转801", "09036712345")]
    [InlineData("0903-6712345-801", "09036712345")]
    [InlineData("0903 671 2345 ext. 12", "09036712345")]
    [InlineData("13800001234#2", "13800001234")]
    [InlineData("400-811-1234", "4008111234")]
    [InlineData("12315", "12315")]
    [InlineData("+7 701 123 45 67", "77011234567")]
    public void A_phone_is_normalised_to_the_digits_to_dial(string written, string normalised) =>
        Assert.Equal(normalised, PhoneFormat.Normalize(written));

    [Theory, InlineData(null), InlineData(""), InlineData("no phone"), InlineData("1234"), InlineData("my neighbour's, house 12345")]
    public void Text_that_is_no_phone_gives_null(string? written) => Assert.Null(PhoneFormat.Normalize(written));
}
