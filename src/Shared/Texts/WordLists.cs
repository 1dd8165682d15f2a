using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using EcomCenter.Contracts;

namespace EcomCenter.Texts;

/// <summary>
/// Lists of words that people say, by key, for recognising them. The words of all languages count together, because many people mix
/// languages. An entry may hold choices in parentheses: <c>not (yet|done|)</c> stands for three entries. Loading fails if a language lacks
/// a key.
/// </summary>
public sealed class WordLists
{
    private readonly Dictionary<string, string[]> _entries;
    private readonly FrozenDictionary<string, FrozenSet<string>> _words;
    private readonly FrozenDictionary<string, PhraseSet> _sounds;

    private WordLists(IReadOnlyList<Dictionary<string, string[]>> files)
    {
        _entries = files[0].Keys.ToDictionary(key => key, key => files.SelectMany(file => file[key]).ToArray());
        _words = _entries.ToFrozenDictionary(list => list.Key, list => list.Value
            .Where(entry => !entry.Contains('(', StringComparison.Ordinal)).Select(FoldedText.LettersAndDigits).ToFrozenSet());
        _sounds = _entries.ToFrozenDictionary(list => list.Key, list => new PhraseSet(list.Value));
    }

    public IEnumerable<string> Keys => _words.Keys;

    /// <summary>
    /// The words under a key, as <see cref="FoldedText.LettersAndDigits"/> writes them, without the phrases with choices; empty for an
    /// unknown key.
    /// </summary>
    public FrozenSet<string> this[string key] => _words.GetValueOrDefault(key) ?? [];

    /// <summary>The entries under a key as they are written.</summary>
    public IReadOnlyList<string> EntriesOf(string key) => _entries[key];

    /// <summary>The words and phrases under a key, as <see cref="WordSounds"/> writes them; empty for an unknown key.</summary>
    public PhraseSet Sounds(string key) => _sounds.GetValueOrDefault(key) ?? PhraseSet.Empty;

    /// <summary>The words and phrases under several keys.</summary>
    public PhraseSet Sounds(params IEnumerable<string> keys) => new(keys.SelectMany(key => _entries[key]));

    /// <summary>The words and phrases under a key that are not under another one.</summary>
    public PhraseSet SoundsExcept(string key, string otherKey) => new(_entries[key].Except(_entries[otherKey]));

    /// <summary>
    /// Creates the pattern of the words under a key, to find them anywhere in a text as <see cref="WordSounds.Fold"/> writes it.
    /// </summary>
    public Regex CreatePattern(string key) => new(string.Join('|', _entries[key].Select(FoldChoices)), RegexOptions.NonBacktracking);

    /// <summary>Loads the embedded files <c>{prefix}.{language}.json</c>: flat objects, key → list of words.</summary>
    public static WordLists Load(Assembly assembly, string prefix)
    {
        var files = LanguageTag.All.Select(language => Read(assembly, $"{prefix}.{LanguageTag.From(language)}.json")).ToList();
        if (files.Exists(file => !file.Keys.ToHashSet().SetEquals(files[0].Keys)))
            throw new InvalidOperationException($"The word lists {prefix} have other keys in one of the languages.");
        return new(files);
    }

    /// <summary>Loads one embedded file of words that belong to no language of the program.</summary>
    public static WordLists LoadFile(Assembly assembly, string name) => new([Read(assembly, name)]);

    private static string FoldChoices(string entry) => string.Concat(
        entry.Split(' ').Select(word => string.Join('(', word.Split('(').Select(open => string.Join(')', open.Split(')')
            .Select(close => string.Join('|', close.Split('|').Select(WordSounds.Fold))))))));

    private static Dictionary<string, string[]> Read(Assembly assembly, string name)
    {
        using var file = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded word list {name} is missing.");
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(file) ?? [];
    }
}
