using System.Text.RegularExpressions;

namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>
/// Razor drops the space before a condition or a loop, so that a name and its phone stand together as one word. Such a space is written as
/// an expression.
/// </summary>
public sealed partial class RazorSpaceTests
{
    [Fact]
    public void No_words_run_into_a_condition_or_a_loop() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src", "Desk", "Pages"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines),
        line => DroppedSpace().IsMatch(line));

    [Theory]
    [InlineData("<b>Name</b> @if (phone) {", true)]
    [InlineData("<b>Name</b>@(\" \") @if (phone) {", false)]
    [InlineData("  @if (phone) {", false)]
    [InlineData("<tr>@foreach (var cell in row) {", false)]
    public void The_rule_finds_them(string line, bool isFound) => Assert.Equal(isFound, DroppedSpace().IsMatch(line));

    [GeneratedRegex(@"[^ \t] (?<!@\("" ""\) )@(?:if|foreach|for|switch)\b")]
    private static partial Regex DroppedSpace();
}
