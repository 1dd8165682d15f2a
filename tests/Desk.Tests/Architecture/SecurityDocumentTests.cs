using System.Text.RegularExpressions;

namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>
/// The table of SECURITY.md has each requirement of OWASP ASVS 5.0.0 of levels 1 and 2 once, and names code that exists.
/// </summary>
public sealed partial class SecurityDocumentTests
{
    private const int RequirementsOfLevel1 = 70, RequirementsOfLevel2 = 183;

    private static readonly string[] Statuses = ["met", "partly", "not yet", "not applicable"];

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(SourceTree.Root, "SECURITY.md"));

    private static readonly List<Requirement> Requirements =
    [
        .. Lines.Select(line => RequirementRow().Match(line)).Where(row => row.Success).Select(row => new Requirement(
            Version.Parse(row.Groups["id"].Value), row.Groups["level"].Value, row.Groups["status"].Value, row.Groups["why"].Value)),
    ];

    [Fact]
    public void Every_requirement_has_one_row_in_order_with_a_known_status()
    {
        Assert.Equal(RequirementsOfLevel1, Requirements.Count(requirement => requirement.Level == "1"));
        Assert.Equal(RequirementsOfLevel2, Requirements.Count(requirement => requirement.Level == "2"));
        var ids = Requirements.Select(requirement => requirement.Id).ToList();
        Assert.Equal(ids.Distinct().Order(), ids);
        Assert.Empty(Requirements.Select(requirement => requirement.Status).Except(Statuses));
    }

    [Fact]
    public void The_summary_counts_the_rows() => Assert.Equal(
        Statuses.Select(status => $"| {status} | {Requirements.Count(requirement => requirement.Status == status)} |"),
        Lines.Where(line => SummaryRow().IsMatch(line)));

    [Fact]
    public void A_requirement_that_is_met_names_the_code_that_shows_it() => Assert.Empty(
        Requirements.Where(requirement => requirement.Status == "met" && !requirement.NamedCode.Any())
            .Select(requirement => requirement.Id));

    [Fact]
    public void The_named_code_exists()
    {
        var types = FindTypes();
        Assert.True(types.Count > 500, $"Only {types.Count} files were found.");
        Assert.Empty(
            from requirement in Requirements
            from name in requirement.NamedCode
            where !(IsPath(name) ? Path.Exists(Path.Combine(SourceTree.Root, name)) : types.Contains(name))
            select $"{requirement.Id} names {name}");
    }

    private static bool IsPath(string name) => name.Contains('/') || name.Contains('.');

    /// <summary>The names of the source files without their extension. A type stands in a file of its name.</summary>
    private static HashSet<string> FindTypes() =>
    [
        .. new[] { "src", "tests" }.Select(folder => Path.Combine(SourceTree.Root, folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(SourceTree.Root, file))
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !Generated().IsMatch(file))
            .Select(file => Path.GetFileNameWithoutExtension(file)),
    ];

    [GeneratedRegex(@"^\| v5\.0\.0-(?<id>\d+\.\d+\.\d+) \| (?<level>[12]) \| [^|]+ \| (?<status>[^|]+) \| (?<why>[^|]+) \|$")]
    private static partial Regex RequirementRow();

    [GeneratedRegex(@"^\| (met|partly|not yet|not applicable) \| \d+ \|$")]
    private static partial Regex SummaryRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex NameInBackticks();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules)[/\\]")]
    private static partial Regex Generated();

    private sealed record Requirement(Version Id, string Level, string Status, string Why)
    {
        /// <summary>Test classes, types and paths.</summary>
        public IEnumerable<string> NamedCode => NameInBackticks().Matches(Why).Select(match => match.Groups[1].Value);
    }
}
