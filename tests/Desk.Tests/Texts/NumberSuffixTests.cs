using System.Text.RegularExpressions;

namespace EcomCenter.Desk.Tests.Texts;

/// <summary>
/// A Uyghur suffix takes its sound from the word before it. After a number it would depend on the last digit, so no text has one there.
/// A time with its zone ends in a word, so a suffix may follow it.
/// </summary>
public sealed partial class NumberSuffixTests
{
    private static readonly string[] TimesWithZone =
        ["report.due", "say.late", "say.promised", "say.split", "track.promise.runs", "track.promise.late", "track.promise.met",
            "track.promise.metLate", "window.nudge"];

    [Fact]
    public void No_Uyghur_suffix_depends_on_the_last_digit_of_a_number() => Assert.Empty(TextFiles.Read("ug")
        .Where(text => !TimesWithZone.Contains(text.Key) && SuffixAfterNumber().IsMatch(text.Value)).Select(text => text.Key));

    [Theory]
    [InlineData("{number} غا مەسئۇل", true)]
    [InlineData("\u2066{number}\u2069 دىن", true)]
    [InlineData("{time} دا", true)]
    [InlineData("{number} نومۇرلۇق ئىشقا", false)]
    [InlineData("{due} ({zone}) دىن بۇرۇن", false)]
    public void The_rule_finds_such_suffixes(string text, bool isFound) => Assert.Equal(isFound, SuffixAfterNumber().IsMatch(text));

    [GeneratedRegex(
        @"\{(?:number|numbers|time|at|due|noticed|from|until|least|most|n|count|kept|percent|years|days|hours|minutes|phone|version)\}"
        + @"[\u2069»)]*[ -]?(?:غا|قا|گە|كە|دا|تا|دە|تە|دىن|تىن|دىكى|تىكى|غىچە|قىچە|گىچە|كىچە|ىنچى)(?:[^\u0620-\u06ff]|$)",
        RegexOptions.NonBacktracking)]
    private static partial Regex SuffixAfterNumber();
}
