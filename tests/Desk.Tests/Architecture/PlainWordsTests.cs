using System.Text.RegularExpressions;
using EcomCenter.Contracts;
using EcomCenter.RunningDesk;

namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>
/// Checks of the sources that keep names and comments readable: one word for one type, summaries that name their subject.
/// </summary>
public partial class PlainWordsTests
{
    private const int MaxLineLength = 140;

    private static readonly string Repository = DeskBinary.FindRepository();

    private static readonly List<(string Name, string Text)> AllSources =
    [
        .. new[] { "src", "tests" }.Select(folder => Path.Combine(Repository, folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository, file))
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".js" or ".css" && !Generated().IsMatch(file))
            .Select(file => (file, File.ReadAllText(Path.Combine(Repository, file)))),
    ];

    private static readonly List<(string Name, string Text)> Sources =
        [.. AllSources.Where(file => Path.GetExtension(file.Name) is ".cs" or ".razor")];

    [Fact]
    public void Lines_are_at_most_140_characters_long() => AssertNone(
        AllSources.SelectMany(file => file.Text.Split('\n').Select((line, at) => (file.Name, Line: line.TrimEnd('\r'), Number: at + 1)))
            .Where(line => line.Line.Length > MaxLineLength).Select(line => $"{line.Name}:{line.Number}"));

    [Fact]
    public void Summaries_begin_with_their_subject() => AssertNone(
        Sources.SelectMany(file => RiddleSummary().Matches(file.Text).Select(match => $"{file.Name}: {match.Value}")));

    [Fact]
    public void No_method_is_called_Of() => AssertNone(
        Sources.Where(file => file.Name.StartsWith("src", StringComparison.Ordinal))
            .SelectMany(file => MethodCalledOf().Matches(file.Text).Select(match => $"{file.Name}: {match.Value.Trim()}")));

    [Fact]
    public void No_two_types_share_a_name() => AssertNone(
        DeskTypes().GroupBy(type => type.Name).Where(same => same.Count() > 1)
            .Select(same => string.Join(" and ", same.Select(type => type.FullName))));

    [Fact]
    public void The_glossary_names_types_that_exist()
    {
        var known = DeskTypes().Select(type => type.Name.Split('`')[0]).ToHashSet();
        var named = File.ReadLines(Path.Combine(Repository, "docs", "glossary.md")).Where(line => line.StartsWith('|'))
            .SelectMany(line => TypeInBackticks().Matches(line.Split('|')[^2])).Select(match => match.Groups[1].Value).ToList();
        Assert.True(named.Count >= 25);
        AssertNone(named.Where(name => !known.Contains(name)));
    }

    private static IEnumerable<Type> DeskTypes() =>
        new[] { typeof(Program).Assembly, typeof(EcomCenter.Bots.BotsSetup).Assembly, typeof(TicketNumber).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.Name.Contains('<') && type.Namespace?.StartsWith("EcomCenter", StringComparison.Ordinal) is true
                && !type.Namespace.Contains("Migrations", StringComparison.Ordinal));

    private static void AssertNone(IEnumerable<string> found)
    {
        var list = found.ToList();
        Assert.True(list.Count == 0, string.Join(Environment.NewLine, list.Take(50)));
    }

    [GeneratedRegex(@"[/\\](bin|obj|Migrations|node_modules|lib)[/\\]")]
    private static partial Regex Generated();

    [GeneratedRegex(@"<summary>\s*(///\s*)?(What|Who|Whom|Whose|Whether|Where|Which|How|When|Why)\b.*")]
    private static partial Regex RiddleSummary();

    [GeneratedRegex(@"^\s*(public|internal|private|protected)\b[^=;(]*\bOf(<\w+>)?\(.*", RegexOptions.Multiline)]
    private static partial Regex MethodCalledOf();

    [GeneratedRegex("`([A-Z][A-Za-z]+)[^`]*`")]
    private static partial Regex TypeInBackticks();
}
