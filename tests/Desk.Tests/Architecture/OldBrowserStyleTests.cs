using System.Text.RegularExpressions;

namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>
/// Style sheets and scripts work in Chromium 88 (January 2021), the engine of phones that get no newer one. Everything that the sheets use
/// is in a list: known to that browser, an ornament that it may lack, or newer with a fallback before it. Anything else fails until
/// somebody has looked up since when browsers know it. Inside <c>@supports</c> a sheet has asked the browser itself.
/// </summary>
public sealed partial class OldBrowserStyleTests
{
    private static readonly HashSet<string> KnownProperties = Words("""
        -webkit-box-orient -webkit-line-clamp -webkit-text-size-adjust align-content align-items align-self animation background
        block-size border border-block-end border-block-end-width border-block-start border-collapse border-color
        border-inline-start border-inline-start-width border-radius border-style border-width box-shadow box-sizing break-inside
        clip-path color color-scheme column-gap contain content cursor direction display fill flex flex-basis flex-direction
        flex-wrap float font font-size font-variant-numeric font-weight gap grid-area grid-auto-columns grid-auto-flow grid-column
        grid-row grid-template-areas grid-template-columns grid-template-rows inline-size inset inset-block inset-block-end
        inset-block-start inset-inline inset-inline-end inset-inline-start justify-content justify-items justify-self
        letter-spacing line-height list-style margin margin-block margin-block-end margin-block-start margin-inline
        margin-inline-end margin-inline-start max-block-size max-inline-size min-block-size min-inline-size object-fit opacity
        order outline outline-offset outline-width overflow overflow-anchor overflow-wrap overflow-x overflow-y
        overscroll-behavior padding padding-block padding-block-end padding-block-start padding-inline padding-inline-end
        padding-inline-start place-items position resize row-gap scroll-margin-block scroll-margin-block-end size stroke
        stroke-dasharray stroke-linecap stroke-linejoin stroke-width text-align text-anchor text-decoration text-overflow
        text-size-adjust text-underline-offset touch-action transform transition unicode-bidi user-select vertical-align
        white-space word-break z-index
        """);

    /// <summary>Newer than the floor. A browser that lacks one shows the page a little less fine.</summary>
    private static readonly HashSet<string> Ornaments = Words("""
        accent-color border-end-end-radius border-end-start-radius border-start-end-radius border-start-start-radius field-sizing
        font-synthesis forced-color-adjust overflow-clip-margin scrollbar-width text-decoration-thickness
        """);

    private static readonly HashSet<string> KnownFunctions =
        Words("attr calc inset lang linear-gradient max min minmax repeat rgb rotate scaleX translateY url var");

    private static readonly HashSet<string> KnownPseudos = Words("""
        -webkit-details-marker after backdrop before checked disabled empty first-child first-of-type focus focus-visible focus-within
        hover is lang last-child not nth-child only-child placeholder placeholder-shown root target
        """);

    private static readonly HashSet<string> KnownMediaFeatures =
        Words("max-width min-width prefers-color-scheme prefers-reduced-motion scripting");

    private static readonly HashSet<string> KnownAtRules = Words("@media @supports @keyframes @page");

    [Fact]
    public void Style_sheets_use_nothing_that_an_old_phone_cannot_do_without()
    {
        var sheets = Files(".css").ToList();
        Assert.NotEmpty(sheets);
        Assert.Empty(sheets.SelectMany(sheet => FindFaults(sheet.Text).Select(fault => $"{sheet.Name}: {fault}")));
    }

    [Theory]
    [InlineData("a { color: light-dark(#000, #fff) }")]
    [InlineData("a { color: color-mix(in srgb, red, blue) }")]
    [InlineData("a { block-size: 100dvh }")]
    [InlineData("a { color: red; overflow: clip }")]
    [InlineData("a { text-wrap: balance }")]
    [InlineData("a { b { color: red } }")]
    [InlineData("a { & b { color: red } }")]
    [InlineData("a, b:has(i) { color: red }")]
    [InlineData("a:dir(rtl) { color: red }")]
    [InlineData("a { display: flex; align-items: end }")]
    [InlineData("@media (30rem <= width) { a { color: red } }")]
    [InlineData("@layer x { a { color: red } }")]
    [InlineData("@container (min-width: 3rem) { a { color: red } }")]
    public void A_feature_that_is_too_new_is_found(string sheet) => Assert.NotEmpty(FindFaults(sheet));

    [Theory]
    [InlineData("a { block-size: 100vh; block-size: 100dvh }")]
    [InlineData("a { overflow: hidden; overflow: clip }")]
    [InlineData("a:has(i), b:has(i) { color: red }")]
    [InlineData("@supports selector(:has(*)) { a, b:has(i) { color: red } }")]
    [InlineData("a { accent-color: red; border: 0 }")]
    [InlineData("/* light-dark( */ a::before { content: \"100dvh\" }")]
    public void A_fallback_or_an_ornament_is_allowed(string sheet) => Assert.Empty(FindFaults(sheet));

    [Fact]
    public void Scripts_and_pages_use_nothing_newer_either() => Assert.Empty(
        from file in Files(".js").Concat(Files(".razor"))
        from Match found in NewerScript().Matches(file.Text)
        select $"{file.Name}: {found.Value}");

    private static IEnumerable<string> FindFaults(string sheet) =>
        StyleRule.ReadAll(sheet).Where(rule => !rule.AtRules.Any(at => at.StartsWith("@supports", StringComparison.Ordinal)))
            .SelectMany(rule => FindAtRuleFaults(rule).Concat(FindSelectorFaults(rule)).Concat(FindDeclarationFaults(rule)));

    private static IEnumerable<string> FindAtRuleFaults(StyleRule rule) =>
        from at in rule.AtRules
        from fault in new[] { at.Split(' ')[0] }.Where(name => !KnownAtRules.Contains(name))
            .Concat(at.StartsWith("@media", StringComparison.Ordinal)
                ? MediaFeature().Matches(at).Select(found => found.Groups[1].Value).Where(name => !KnownMediaFeatures.Contains(name)) : [])
            .Concat(at.Contains('<') || at.Contains('>') ? [at] : [])
        select fault;

    private static IEnumerable<string> FindSelectorFaults(StyleRule rule)
    {
        if (rule.Selectors.Count() > 1 && !rule.AtRules.Any(at => at.StartsWith("@keyframes", StringComparison.Ordinal)))
            yield return $"nested: {string.Join(" { ", rule.Selectors)}";
        foreach (var selector in rule.Selectors)
        {
            // One selector that a browser does not know drops the whole rule, for the others in its list too.
            var parts = SplitSelectors(selector);
            if (parts.Exists(part => part.Contains(":has(", StringComparison.Ordinal))
                && !parts.TrueForAll(part => part.Contains(":has(", StringComparison.Ordinal)))
                yield return $"a list with and without :has: {selector}";
            foreach (Match pseudo in Pseudo().Matches(selector))
                if (pseudo.Groups[1].Value is var name && name != "has" && !KnownPseudos.Contains(name)) yield return $":{name}";
        }
    }

    private static IEnumerable<string> FindDeclarationFaults(StyleRule rule)
    {
        var isFlex = rule.Declarations.Any(d => d.Property == "display" && d.Value.EndsWith("flex", StringComparison.Ordinal));
        var declared = new HashSet<string>();
        foreach (var (property, value) in rule.Declarations)
        {
            var isKnown = KnownProperties.Contains(property) || Ornaments.Contains(property);
            if (!isKnown && !property.StartsWith("--", StringComparison.Ordinal)) yield return property;
            foreach (Match function in Function().Matches(value))
                if (!KnownFunctions.Contains(function.Groups[1].Value)) yield return function.Groups[1].Value + "()";
            if (NewerValue().IsMatch($"{property}: {value}") && !declared.Contains(property))
                yield return $"no fallback before {property}: {value}";
            if (isFlex && property is "align-items" or "justify-content" && value is "start" or "end") yield return $"{property}: {value}";
            declared.Add(property);
        }
    }

    /// <summary>Splits at the commas outside of parentheses.</summary>
    private static List<string> SplitSelectors(string selector)
    {
        var (parts, depth) = (new List<string> { "" }, 0);
        foreach (var letter in selector)
        {
            depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
            if (letter == ',' && depth == 0) parts.Add("");
            else parts[^1] += letter;
        }

        return parts;
    }

    private static IEnumerable<(string Name, string Text)> Files(string extension) =>
        new[] { "wwwroot/css", "wwwroot/js", "Pages" }.Select(folder => Path.Combine(SourceTree.Root, "src", "Desk", folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + extension, SearchOption.AllDirectories))
            .Select(file => (Path.GetRelativePath(SourceTree.Root, file), File.ReadAllText(file)));

    private static HashSet<string> Words(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex(@"\(\s*([a-z-]+)")]
    private static partial Regex MediaFeature();

    [GeneratedRegex(@"::?([a-z-]+)")]
    private static partial Regex Pseudo();

    [GeneratedRegex(@"([a-zA-Z-]+)\(")]
    private static partial Regex Function();

    [GeneratedRegex(@"\d[dsl]v[hwib]\b|^overflow(-[xy])?: clip")]
    private static partial Regex NewerValue();

    /// <summary>Members and syntax that Chromium learned after 88; and colours in scripts and pages that it does not know.</summary>
    [GeneratedRegex(@"\.at\(|\.role =|structuredClone|hasOwn\(|findLast|randomUUID|\.to(Sorted|Reversed|Spliced)\(|\.inert\b|groupBy\("
        + @"|AbortSignal\.(timeout|any)|\bstatic \{|showPicker|scrollend|popover=|showPopover|light-dark\(|color-mix\(")]
    private static partial Regex NewerScript();
}
