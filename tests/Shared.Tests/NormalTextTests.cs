using System.Text;
using EcomCenter.Texts;

namespace EcomCenter.Shared.Tests;

public sealed class NormalTextTests
{
    [Theory]
    [InlineData("a\uFFFEb", "a\uFFFDb")]
    [InlineData("\uFFFF", "\uFFFF")]
    [InlineData("\U0001FFFE", "\U0001FFFE")]
    [InlineData("é", "é")]
    [InlineData("", "")]
    public void Any_text_has_a_normal_form(string text, string normal) =>
        Assert.Equal(normal, NormalText.Normalize(text, NormalizationForm.FormC));

    [Fact]
    public void A_lone_surrogate_has_one_too()
    {
        foreach (var lone in new[] { "\uD800", "a\uDC00", "\uD800\uD800b" })
            Assert.All(new[] { NormalText.Normalize(lone, NormalizationForm.FormKC), FoldedText.Fold(lone), FoldedText.Fold("\uFFFE") },
                text => Assert.Contains('\uFFFD', text));
    }
}
