using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Staff;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("eleven char", "passwordShort")]
    [InlineData("        ", "passwordShort")]
    [InlineData("            ", "passwordShort")]
    [InlineData("short      words", "passwordShort")]
    [InlineData("🍎🍊🍐🍇🍓🍒", "passwordShort")]
    [InlineData("aaaaaaaaaaaa", "passwordCommon")]
    [InlineData("abababababab", "passwordCommon")]
    [InlineData("123456789012", "passwordCommon")]
    [InlineData("210987654321", "passwordCommon")]
    [InlineData("abcdefghijklm", "passwordCommon")]
    [InlineData("password1234", "passwordCommon")]
    [InlineData("Password-2026!", "passwordCommon")]
    [InlineData("passwordpassword", "passwordCommon")]
    [InlineData("qwertyuiop12", "passwordCommon")]
    [InlineData("1q2w3e4r5t6y", "passwordCommon")]
    [InlineData("1234qwerasdfzxcv", "passwordCommon")]
    [InlineData("1qazxsw23edc", "passwordCommon")]
    [InlineData("P@$$w0rd1234", "passwordCommon")]
    [InlineData("123654789123", "passwordCommon")]
    [InlineData("1a2b3c4d5e6f", "passwordCommon")]
    [InlineData("woaini1314520", "passwordCommon")]
    [InlineData("administrator", "passwordCommon")]
    [InlineData("ecomcenter2026", "passwordCommon")]
    [InlineData("aygul-2026-aygul", "passwordCommon")]
    [InlineData("sunshine1234", "passwordCommon")]
    [InlineData("Michael-2026!!", "passwordCommon")]
    [InlineData("chocolatecake", "passwordCommon")]
    [InlineData("liverpool-1990", "passwordCommon")]
    public void A_password_that_is_short_or_easily_guessed_is_refused(string password, string fault) =>
        Assert.Equal([fault], PasswordRules.Check(password, "aygul").Select(f => f.Code));

    [Theory]
    [InlineData("a long sentence")]
    [InlineData("walnuts on the road")]
    [InlineData("my password is a long one")]
    [InlineData("sunshine on the roof")]
    [InlineData("three bags of flour")]
    [InlineData("核桃在路上走得很慢又很远呢")]
    [InlineData("ياڭاق يولدا مېڭىۋاتىدۇ")]
    [InlineData("k7#Qz!m2Wx9&")]
    public void A_sentence_in_any_script_or_random_letters_are_good(string password) =>
        Assert.Empty(PasswordRules.Check(password, "aygul"));

    [Fact]
    public void A_password_may_not_be_endless() =>
        Assert.Equal(["tooLong"], PasswordRules.Check(string.Concat(Enumerable.Repeat("walnut road ", 30)), "aygul").Select(f => f.Code));
}
