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

    private readonly HashSet<string> _words;
    private readonly HashSet<(string, string)> _pairs;

    public WordOverlap(string text)
    {
        var words = ListWords(SearchText.Fold(text.Length > MaxLength ? text[..MaxLength] : text)).ToList();
        (_words, _pairs) = ([.. words], [.. words.Zip(words.Skip(1))]);
    }

    /// <summary>
    /// True if most of the words of the shorter message are in the other one, too, and enough of them beside each other: single characters
    /// are shared by messages about anything.
    /// </summary>
    public bool IsSimilarTo(WordOverlap other)
    {
        var (shorter, longer) = _words.Count <= other._words.Count ? (this, other) : (other, this);
        if (shorter._words.Count < MinWords) return false;
        var words = Share(shorter._words, longer._words);
        return words >= MinWordShare && words + Share(shorter._pairs, longer._pairs) >= MinShares;
    }

    private static double Share<T>(HashSet<T> part, HashSet<T> whole) =>
        part.Count == 0 ? 0 : (double)part.Count(whole.Contains) / part.Count;

    private static IEnumerable<string> ListWords(string folded)
    {
        var separated = new StringBuilder(folded.Length);
        foreach (var rune in folded.EnumerateRunes()) separated.Append(Rune.IsLetterOrDigit(rune) ? rune.ToString() : " ");
        return separated.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length > StemLength ? word[..StemLength] : word);
    }
}
