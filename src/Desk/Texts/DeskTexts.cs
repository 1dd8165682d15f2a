using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Texts;

/// <summary>
/// The texts of the desk. The first part of a key is its area, which is the name of its file: <c>fault.tooLong</c> is in
/// <c>fault.zh-Hans.json</c>, <c>fault.ug.json</c> and <c>fault.en.json</c>. An area is loaded when one of its texts is first used.
/// </summary>
public static class DeskTexts
{
    private const string Prefix = "EcomCenter.Desk.Texts.", ResourceSuffix = ".zh-Hans.json";

    private static readonly Dictionary<string, Lazy<TextCatalog>> Areas = typeof(DeskTexts).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(ResourceSuffix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^ResourceSuffix.Length])
        .ToDictionary(area => area, area => new Lazy<TextCatalog>(() => TextCatalog.Load(typeof(DeskTexts).Assembly, Prefix + area)));

    public static IEnumerable<string> Keys => Areas.Values.SelectMany(area => area.Value.Keys);

    public static bool Contains(string key) => Areas.TryGetValue(GetArea(key), out var area) && area.Value.Contains(key);

    public static string Format(Language language, string key, params ReadOnlySpan<(string Name, object Value)> values) =>
        Areas[GetArea(key)].Value.Format(language, key, values);

    private static string GetArea(string key) => key[..Math.Max(0, key.IndexOf('.', StringComparison.Ordinal))];
}
