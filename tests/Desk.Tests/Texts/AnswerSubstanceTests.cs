using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Tests.Texts;

/// <summary>Very short answers, in each script.</summary>
public class AnswerSubstanceTests
{
    [Theory]
    [InlineData("好的", true)]
    [InlineData("好的好的。", true)]
    [InlineData("👍👍👍👍👍👍👍👍👍👍👍👍👍", true)]
    [InlineData("بولىدۇ", true)]
    [InlineData("OK, thanks!", true)]
    [InlineData("", true)]
    [InlineData("包裹明天下午到村里", false)]
    [InlineData("سىزنىڭ يوللانمىڭىز ئەتە كېلىدۇ", false)]
    [InlineData("Please bring your licence.", false)]
    public void An_answer_of_a_few_words_is_very_short(string text, bool isShort) =>
        Assert.Equal(isShort, AnswerSubstance.IsShort(text));

    [Fact]
    public void Punctuation_and_capitals_make_no_other_answer() =>
        Assert.Equal(AnswerSubstance.Normalize("It is DONE!"), AnswerSubstance.Normalize(" it is done. "));
}
