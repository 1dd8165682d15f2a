using System.Text.RegularExpressions;
using EcomCenter.Desk.Catalogue;

namespace EcomCenter.Desk.Tests.Texts;

/// <summary>
/// Punctuation of texts. Marks of another script beside Chinese or Uyghur letters look like typing mistakes, and stand at the wrong end of
/// a Uyghur line.
/// </summary>
public sealed partial class PunctuationTests
{
    [Fact]
    public void Chinese_letters_have_full_width_marks_beside_them() =>
        Assert.DoesNotContain(TextsIn("zh-Hans"), text => HalfWidth().IsMatch(text) || HalfPair().IsMatch(text));

    [Fact]
    public void Uyghur_letters_have_Arabic_marks_beside_them() => Assert.DoesNotContain(TextsIn("ug"), text => Latin().IsMatch(text));

    private static List<string> TextsIn(string language)
    {
        var texts = TextFiles.Read(language).Select(text => text.Value)
            .Concat(ShippedTexts().Select(text => language is "ug" ? text.Ug : text.ZhHans)).ToList();
        Assert.True(texts.Count > 300, $"Only {texts.Count} texts were found.");
        return texts;
    }

    private static IEnumerable<ShippedText> ShippedTexts() =>
    [
        .. ShippedCatalogue.ReadDepartments().Concat(ShippedCatalogue.ReadTownships()).Select(row => row.Name),
        .. ShippedCatalogue.ReadOffices().Select(office => office.Name),
        .. ShippedCatalogue.ReadQuestions().SelectMany(question => new[] { question.Question, question.Answer }),
    ];

    [GeneratedRegex(@"[\u3400-\u9fff] ?[,:;?!()]|[,:;?!()] ?[\u3400-\u9fff]|\}[,;?!(]|\}:\{|\)\{")]
    private static partial Regex HalfWidth();

    [GeneratedRegex(@"（[^）]*\)|\([^)]*）")]
    private static partial Regex HalfPair();

    [GeneratedRegex(@"[\u0620-\u06d5] ?[,;?]|[,;?] ?[\u0620-\u06d5]")]
    private static partial Regex Latin();
}
