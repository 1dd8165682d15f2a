using System.Collections.Frozen;
using System.Text.Json;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The names of goods that residents buy, sell and need, in three languages, because somebody who wrote of 核桃 asks later for ياڭاق. Words
/// that sound alike, such as seeds and apricots in Uyghur, are left out.
/// </summary>
internal static class GoodsNames
{
    /// <summary>The least letters of a name that may have an ending.</summary>
    private const int MinStem = 4;

    private static readonly FrozenDictionary<string, string> Goods = ReadGoods();

    private static readonly (string Name, string Goods)[] Stems = [.. Goods
        .Select(entry => (WithoutWeakVowels(ToStem(entry.Key)), entry.Value))
        .Where(entry => entry.Item1.Length >= MinStem).OrderByDescending(entry => entry.Item1.Length)];

    /// <summary>
    /// Returns the goods that a word names, as one mark for all languages; null for none. Uyghur adds endings to a word.
    /// </summary>
    /// <param name="word">A word as <see cref="WordSounds"/> writes it; of Chinese, two signs.</param>
    public static string? Find(string word) => Goods.GetValueOrDefault(word)
        ?? Array.Find(Stems, stem => WithoutWeakVowels(word).StartsWith(stem.Name, StringComparison.Ordinal)).Goods;

    /// <summary>Returns true for what <see cref="Find"/> returns.</summary>
    public static bool IsMark(string word) => word[0] is '#';

    /// <summary>Writes the vowels that become another before an ending as one, except at the beginning of the word.</summary>
    private static string WithoutWeakVowels(string word) =>
        word.Length == 0 ? word : word[0] + string.Concat(word.Skip(1).Select(sign => sign is 'ا' or 'ە' or 'ه' ? 'ى' : sign));

    // The last vowel changes before an ending.
    private static string ToStem(string name) => name.Length > MinStem && name[^1] is 'ا' or 'ه' ? name[..^1] : name;

    private static FrozenDictionary<string, string> ReadGoods()
    {
        using var file = typeof(GoodsNames).Assembly.GetManifestResourceStream("EcomCenter.Bots.Texts.goods.json")!;
        return JsonSerializer.Deserialize<string[][]>(file)!
            .SelectMany(names => names.Select(name => (Name: WordSounds.Fold(name), Goods: "#" + names[0])))
            .ToFrozenDictionary(entry => entry.Name, entry => entry.Goods, StringComparer.Ordinal);
    }
}
