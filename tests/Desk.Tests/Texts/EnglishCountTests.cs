using System.Text.RegularExpressions;

namespace EcomCenter.Desk.Tests.Texts;

/// <summary>
/// One is a number too: "1 tickets" and "1 orders wait" are wrong. The texts have one form each, so a number stands after its noun or
/// beside words that fit any number.
/// </summary>
public sealed partial class EnglishCountTests
{
    /// <summary>
    /// Texts whose number is never one, such as a limit, or that count nothing (sheet 1). For one year, <c>privacy.oneYear</c> takes the
    /// place of <c>privacy</c>.
    /// </summary>
    private static readonly string[] NeverOne =
    [
        "account.sessionsWhy", "board.atDepartments", "board.stopped", "box.text", "charts.weeks", "chat.codeIs", "duty.moreCame",
        "fault.tooFarAhead", "fault.tooOld", "privacy", "security.why", "staffChats.onceOnly", "surge.sameService", "surge.similar",
        "ticket.changes", "window.fate.notice",
    ];

    [Fact]
    public void No_English_text_has_a_plural_after_a_number() => Assert.Equal(NeverOne.Order(StringComparer.Ordinal), TextFiles.Read("en")
        .Where(text => PluralAfterNumber().IsMatch(text.Value)).Select(text => text.Key).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("{count} findings, listed above.", true)]
    [InlineData("{count} supervision orders wait for you", true)]
    [InlineData("{count} more need mending", true)]
    [InlineData("Show {n} earlier messages", true)]
    [InlineData("of these {kept} were kept", true)]
    [InlineData("{n} new ↓", false)]
    [InlineData("{count} missed and unanswered:", false)]
    [InlineData("accepted {count} of {of}", false)]
    [InlineData("findings, listed above: {count}", false)]
    public void The_rule_finds_such_texts(string text, bool isFound) => Assert.Equal(isFound, PluralAfterNumber().IsMatch(text));

    [GeneratedRegex(
        @"\{(?:count|n|kept|tickets|events|days|hours|minutes|years|people|items|left|missed|waiting|number_of)\}"
        + @" (?:(?!of|and|missed|new)[a-z]+ ){0,2}(?:[a-z]+[^s\W]s|people|wait|need|were|are|have)\b")]
    private static partial Regex PluralAfterNumber();
}
