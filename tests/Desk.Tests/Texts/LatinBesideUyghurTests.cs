using System.Text.RegularExpressions;

namespace EcomCenter.Desk.Tests.Texts;

/// <summary>
/// A sign before Latin letters or digits takes the direction of the Uyghur sentence: ".xlsx" reads "xlsx.", and "+08:00" reads "08:00+".
/// In an isolate from left to right it stays where it belongs. Texts of the command line are left out: a terminal shows no isolates.
/// </summary>
public sealed partial class LatinBesideUyghurTests
{
    [Fact]
    public void A_Latin_word_that_begins_with_a_sign_is_isolated() => Assert.Empty(TextFiles.Read("ug")
        .Where(text => !text.Key.StartsWith("command.", StringComparison.Ordinal) && BareSign().IsMatch(text.Value))
        .Select(text => text.Key));

    [Theory]
    [InlineData("جەدۋەل (.xlsx)", true)]
    [InlineData("مەسىلەن +08:00 نى", true)]
    [InlineData("جەدۋەل (\u2066.xlsx\u2069)", false)]
    [InlineData("Ctrl+Enter تىزىملاش", false)]
    public void The_rule_finds_such_words(string text, bool isFound) => Assert.Equal(isFound, BareSign().IsMatch(text));

    /// <summary>
    /// A dash between numbers takes the direction of the sentence too, so 10:00–20:00 would begin with its end for whoever reads numbers
    /// from the left, as everything else on the page is read.
    /// </summary>
    [Fact]
    public void A_span_of_numbers_is_isolated() => Assert.Empty(TextFiles.Read("ug")
        .Where(text => NumberSpan().IsMatch(Isolate().Replace(text.Value, ""))).Select(text => text.Key));

    [Theory]
    [InlineData("ھەر كۈنى 10:00 – 20:00", true)]
    [InlineData("1–2 كۈن", true)]
    [InlineData("ھەر كۈنى \u206610:00–20:00\u2069", false)]
    [InlineData("نومۇر 100-0177", false)]
    public void The_rule_finds_such_spans(string text, bool isFound) =>
        Assert.Equal(isFound, NumberSpan().IsMatch(Isolate().Replace(text, "")));

    [GeneratedRegex(@"[0-9]\s*[–—]\s*[0-9]", RegexOptions.NonBacktracking)]
    private static partial Regex NumberSpan();

    [GeneratedRegex("\u2066[^\u2069]*\u2069", RegexOptions.NonBacktracking)]
    private static partial Regex Isolate();

    [GeneratedRegex(@"(?:^|[\s(«])[.+#@/\\-]+[A-Za-z0-9]", RegexOptions.NonBacktracking)]
    private static partial Regex BareSign();
}
