using System.Reflection;
using System.Text.Json;
using EcomCenter.Contracts;

namespace EcomCenter.Texts;

/// <summary>
/// Texts by key in every language. Loading fails if a language lacks a key or a placeholder, so a gap stops the program at start
/// instead of showing the wrong language later.
/// </summary>
public sealed class TextCatalog
{
    private readonly Dictionary<Language, Dictionary<string, TextTemplate>> _texts;

    private TextCatalog(Dictionary<Language, Dictionary<string, TextTemplate>> texts) => _texts = texts;

    public IEnumerable<string> Keys => _texts[Language.ZhHans].Keys;

    /// <summary>
    /// Loads the embedded files <c>{prefix}.zh-Hans.json</c>, <c>{prefix}.ug.json</c> and <c>{prefix}.en.json</c>: flat objects,
    /// key → text.
    /// </summary>
    public static TextCatalog Load(Assembly assembly, string prefix) =>
        From(LanguageTag.All.ToDictionary(
            language => language,
            language => ReadEmbeddedFile(assembly, $"{prefix}.{LanguageTag.From(language)}.json")));

    public bool Contains(string key) => _texts[Language.ZhHans].ContainsKey(key);

    public IEnumerable<string> Placeholders(string key) => _texts[Language.ZhHans][key].Placeholders;

    public string Format(Language language, string key, params ReadOnlySpan<(string Name, object Value)> values) =>
        _texts[language].TryGetValue(key, out var template)
            ? template.Fill(values)
            : throw new KeyNotFoundException($"The text {key} does not exist.");

    internal static TextCatalog From(IReadOnlyDictionary<Language, Dictionary<string, string>> texts)
    {
        var catalog = new TextCatalog(texts.ToDictionary(
            language => language.Key,
            language => language.Value.ToDictionary(text => text.Key, text => new TextTemplate(text.Key, text.Value))));
        catalog.ThrowIfIncomplete();
        return catalog;
    }

    private static Dictionary<string, string> ReadEmbeddedFile(Assembly assembly, string name)
    {
        using var file = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded texts {name} are missing.");
        using var texts = JsonDocument.Parse(file);
        return texts.RootElement.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString() ?? "");
    }

    private void ThrowIfIncomplete()
    {
        foreach (var language in LanguageTag.All)
            foreach (var key in _texts.Values.SelectMany(texts => texts.Keys).Distinct())
                if (!_texts[language].TryGetValue(key, out var text) || !HasSamePlaceholders(key, text))
                    throw new InvalidOperationException(
                        $"The text {key} is missing in {LanguageTag.From(language)} or has other placeholders.");
    }

    private bool HasSamePlaceholders(string key, TextTemplate text) =>
        _texts[Language.ZhHans].TryGetValue(key, out var model) && model.Placeholders.SequenceEqual(text.Placeholders);
}
