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

    [GeneratedRegex(@"(?:^|[\s(«])[.+#@/\\-]+[A-Za-z0-9]", RegexOptions.NonBacktracking)]
    private static partial Regex BareSign();
}
