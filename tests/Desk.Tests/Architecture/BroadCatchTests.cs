namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>Whoever catches every exception says why, or names in a filter which ones are meant.</summary>
public sealed class BroadCatchTests
{
    [Fact]
    public void Every_broad_catch_says_why_it_is_broad()
    {
        var silent = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).SelectMany(FindSilent).ToList();
        Assert.True(silent.Count == 0, string.Join('\n', silent));
    }

    private static IEnumerable<string> FindSilent(string file)
    {
        var lines = File.ReadAllLines(file);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].Contains("catch (Exception", StringComparison.Ordinal) || NamesTypes(lines[i])) continue;
            var body = lines.Skip(i + 1).SkipWhile(line => line.Trim() != "{").Skip(1).FirstOrDefault() ?? "";
            if (!body.TrimStart().StartsWith("//", StringComparison.Ordinal)) yield return $"{file}:{i + 1}";
        }
    }

    private static bool NamesTypes(string line) =>
        line.Replace(" is not null", "", StringComparison.Ordinal) is var filter
        && filter.Contains(" is ", StringComparison.Ordinal) && !filter.Contains(" is not ", StringComparison.Ordinal);
}
