using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using EcomCenter.Contracts;

namespace EcomCenter.Texts;

/// <summary>
/// Lists of words that people say, by key, for recognising them. The words of all languages count together, because many people mix
/// languages. Loading fails if a language lacks a key.
/// </summary>
public sealed class WordLists
{
    private readonly FrozenDictionary<string, FrozenSet<string>> _words;

    private WordLists(FrozenDictionary<string, FrozenSet<string>> words) => _words = words;

    public IEnumerable<string> Keys => _words.Keys;

    /// <summary>The words under a key, as <see cref="FoldedText.LettersAndDigits"/> writes them; empty for an unknown key.</summary>
    public FrozenSet<string> this[string key] => _words.GetValueOrDefault(key) ?? [];

    /// <summary>Loads the embedded files <c>{prefix}.{language}.json</c>: flat objects, key → list of words.</summary>
    public static WordLists Load(Assembly assembly, string prefix)
    {
        var files = LanguageTag.All.Select(language => Read(assembly, $"{prefix}.{LanguageTag.From(language)}.json")).ToList();
        if (files.Exists(file => !file.Keys.ToHashSet().SetEquals(files[0].Keys)))
            throw new InvalidOperationException($"The word lists {prefix} have other keys in one of the languages.");
        return new(files[0].Keys.ToFrozenDictionary(
            key => key, key => files.SelectMany(file => file[key]).Select(FoldedText.LettersAndDigits).ToFrozenSet()));
    }

    /// <summary>Loads one embedded file of words that belong to no language of the program.</summary>
    public static WordLists LoadFile(Assembly assembly, string name) => new(Read(assembly, name).ToFrozenDictionary(
        list => list.Key, list => list.Value.Select(FoldedText.LettersAndDigits).ToFrozenSet()));

    private static Dictionary<string, string[]> Read(Assembly assembly, string name)
    {
        using var file = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded word list {name} is missing.");
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(file) ?? [];
    }
}
