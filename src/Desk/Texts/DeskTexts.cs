using System.Collections.Frozen;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Texts;

/// <summary>
/// What the desk says. The first part of a key names its area, and the area its file: <c>fault.tooLong</c> is in <c>fault.zh-Hans.json</c>,
/// <c>fault.ug.json</c> and <c>fault.en.json</c>.
/// </summary>
public static class DeskTexts
{
    private const string Prefix = "EcomCenter.Desk.Texts.", Model = ".zh-Hans.json";

    private static readonly FrozenDictionary<string, TextCatalog> Areas = typeof(DeskTexts).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Model, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Model.Length])
        .ToFrozenDictionary(area => area, area => TextCatalog.Load(typeof(DeskTexts).Assembly, Prefix + area));

    public static IEnumerable<string> Keys => Areas.Values.SelectMany(area => area.Keys);

    public static bool Has(string key) => Areas.TryGetValue(AreaOf(key), out var area) && area.Has(key);

    public static string Say(Language language, string key, params ReadOnlySpan<(string Name, object Value)> values) =>
        Areas[AreaOf(key)].Say(language, key, values);

    private static string AreaOf(string key) => key[..Math.Max(0, key.IndexOf('.', StringComparison.Ordinal))];
}
