using System.CommandLine;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// The settings on the command line, as <c>--Section:Key=value</c> or <c>--Section:Key value</c>. Any other argument that no command
/// declares is a typing mistake and must not be ignored.
/// </summary>
internal static class SettingArguments
{
    // Settings of the web host, which have no section.
    private static readonly HashSet<string> HostSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        "urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName", "webroot", "allowedHosts", "detailedErrors",
        "shutdownTimeoutSeconds", "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "preventHostingStartup",
        "captureStartupErrors",
        "suppressStatusMessages", "preferHostingUrls", "startupAssembly", "staticWebAssets",
    };

    public static string[] From(ParseResult parsed) => [.. Parse(parsed).Select(s => s.Setting).OfType<string>()];

    /// <summary>Returns the first argument that is not a setting, or null.</summary>
    public static string? FindUnknown(ParseResult parsed) => Parse(parsed).FirstOrDefault(s => s.Setting is null).Word;

    private static IEnumerable<(string Word, string? Setting)> Parse(ParseResult parsed)
    {
        var words = parsed.UnmatchedTokens;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var alone = !word.Contains('=', StringComparison.Ordinal);
            if (!IsSettingKey(word)) yield return (word, null);
            else if (!alone) yield return (word, word);
            else if (i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal))
                yield return (word, $"{word}={words[++i]}");
            else yield return (word, null);
        }
    }

    private static bool IsSettingKey(string word)
    {
        if (!word.StartsWith("--", StringComparison.Ordinal)) return false;
        var key = word[2..].Split('=')[0];
        return key.Contains(':', StringComparison.Ordinal) || HostSettings.Contains(key);
    }
}
