using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Tests.Texts;

/// <summary>One word for one thing: words that once stood in texts beside the one of the glossary.</summary>
public sealed class GlossaryWordTests
{
    [Theory]
    [InlineData("ug", "تارماق", "بۆلۈم")]
    [InlineData("ug", "نۆۋەت ئالماشتۇر", "نۆۋەت ئۆتكۈزۈش")]
    [InlineData("ug", "مۇھىم ئىش", "مۇھىم مەسىلە")]
    [InlineData("ug", "بەك رازى", "ناھايىتى رازى")]
    [InlineData("ug", "بەك نارازى", "ناھايىتى نارازى")]
    [InlineData("ug", "يول بويىچە", "قانال بويىچە")]
    [InlineData("ug", "كۆپ يول:", "قانال")]
    [InlineData("zh-Hans", "督导", "主管")]
    public void A_text_has_the_word_of_the_glossary(string language, string other, string word) => Assert.Empty(TextFiles.Read(language)
        .Where(text => text.Value.Contains(other, StringComparison.Ordinal)).Select(text => $"{text.Key}: {word}, not {other}"));

    [Theory]
    [InlineData(Language.Ug)]
    [InlineData(Language.ZhHans)]
    [InlineData(Language.En)]
    public void A_score_has_the_same_word_in_the_figures_as_in_the_form(Language language)
    {
        for (var score = 1; score <= 5; score++)
            Assert.Equal($"{score} {DeskTexts.Format(language, $"ticket.score.{score}")}",
                DeskTexts.Format(language, $"figures.score.{score}"));
    }

    [Fact]
    public void An_arrow_between_two_names_points_with_the_reading() =>
        Assert.Equal(("→", "→", "←"), (Arrow(Language.ZhHans), Arrow(Language.En), Arrow(Language.Ug)));

    private static string Arrow(Language language) => DeskTexts.Format(language, "duty.handover.arrow");
}
