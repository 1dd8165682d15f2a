using EcomCenter.Texts;

namespace EcomCenter.Shared.Tests;

public class DigitsTests
{
    [Theory]
    [InlineData("123 456", "123456")]
    [InlineData("١٢٣-٤٥٦", "123456")]
    [InlineData("۱۲۳۴۵۶", "123456")]
    [InlineData("１２３４５６", "123456")]
    [InlineData("码：9，8 号", "98")]
    [InlineData("no digits", "")]
    public void Digits_of_every_script_are_read_and_the_rest_is_left_out(string text, string digits) =>
        Assert.Equal(digits, Digits.Extract(text));
}
