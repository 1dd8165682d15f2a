using System.Text;
using EcomCenter.Desk.Database.Search;

namespace EcomCenter.Desk.Reading.Surges;

/// <summary>
/// The words of a message, to be compared with those of others. A Chinese character counts as a word; of other words only the beginning
/// counts, because Uyghur words take suffixes.
/// </summary>
internal sealed class WordOverlap
{
    /// <summary>The part of a message that is compared.</summary>
    public const int MaxLength = 300;

    private const int StemLength = 4, MinWords = 3;

    /// <summary>The least share of words in both, and the least sum of the shares of words and of pairs of neighbours.</summary>
    private const double MinWordShare = 0.6, MinShares = 1.0;

    private readonly int[] _words;
    private readonly int[] _pairs;

    public WordOverlap(string text, Vocabulary vocabulary)
    {
        var words = ListWords(SearchText.Fold(text.Length > MaxLength ? text[..MaxLength] : text)).Select(vocabulary.NumberOf).ToList();
        (_words, _pairs) = (Sort(words), Sort(words.Zip(words.Skip(1), vocabulary.NumberOf)));
    }

    /// <summary>
    /// True if most of the words of the shorter message are in the other one, too, and enough of them beside each other: single characters
    /// are shared by messages about anything.
    /// </summary>
    public bool IsSimilarTo(WordOverlap other)
    {
        var (shorter, longer) = _words.Length <= other._words.Length ? (this, other) : (other, this);
        if (shorter._words.Length < MinWords) return false;
        var words = Share(shorter._words, longer._words);
        return words >= MinWordShare && words + Share(shorter._pairs, longer._pairs) >= MinShares;
    }

    private static int[] Sort(IEnumerable<int> numbers) => [.. numbers.Distinct().Order()];

    // Both are in order, so that one walk over them counts what they share: messages are compared by the ten thousand.
    private static double Share(int[] part, int[] whole)
    {
        var (shared, at) = (0, 0);
        foreach (var number in part)
        {
            while (at < whole.Length && whole[at] < number) at++;
            if (at < whole.Length && whole[at] == number) shared++;
        }

        return part.Length == 0 ? 0 : (double)shared / part.Length;
    }

    private static IEnumerable<string> ListWords(string folded)
    {
        var separated = new StringBuilder(folded.Length);
        foreach (var rune in folded.EnumerateRunes()) separated.Append(Rune.IsLetterOrDigit(rune) ? rune.ToString() : " ");
        return separated.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length > StemLength ? word[..StemLength] : word);
    }
}

/// <summary>Numbers the words of several messages, and the pairs of neighbours, so that they are compared as numbers.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _words = [];
    private readonly Dictionary<(int, int), int> _pairs = [];

    public int NumberOf(string word) => NumberOf(_words, word);

    public int NumberOf(int first, int second) => NumberOf(_pairs, (first, second));

    private static int NumberOf<T>(Dictionary<T, int> numbers, T key)
        where T : notnull
    {
        if (!numbers.TryGetValue(key, out var number)) numbers[key] = number = numbers.Count;
        return number;
    }
}
