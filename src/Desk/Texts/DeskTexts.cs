using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Texts;

/// <summary>
/// The texts of the desk. The first part of a key is its area, which is the name of its file: <c>fault.tooLong</c> is in
/// <c>fault.zh-Hans.json</c>, <c>fault.ug.json</c> and <c>fault.en.json</c>. An area is loaded when one of its texts is first used.
/// </summary>
public static class DeskTexts
{
    private const string Prefix = "EcomCenter.Desk.Texts.", Model = ".zh-Hans.json";

    private static readonly Dictionary<string, Lazy<TextCatalog>> Areas = typeof(DeskTexts).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Model, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Model.Length])
        .ToDictionary(area => area, area => new Lazy<TextCatalog>(() => TextCatalog.Load(typeof(DeskTexts).Assembly, Prefix + area)));

    public static IEnumerable<string> Keys => Areas.Values.SelectMany(area => area.Value.Keys);

    public static bool Has(string key) => Areas.TryGetValue(AreaOf(key), out var area) && area.Value.Has(key);

    public static string Say(Language language, string key, params ReadOnlySpan<(string Name, object Value)> values) =>
        Areas[AreaOf(key)].Value.Say(language, key, values);

    private static string AreaOf(string key) => key[..Math.Max(0, key.IndexOf('.', StringComparison.Ordinal))];
}
