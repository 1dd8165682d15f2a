using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The words of a text as <see cref="WordSounds"/> writes them, one after the other, in which phrases of several words are found.
/// </summary>
internal sealed class WordRun
{
    private readonly string _heard;
    private readonly int[] _starts;

    public WordRun(IReadOnlyList<string> words)
    {
        Words = words;
        _heard = string.Concat(words);
        _starts = new int[words.Count + 1];
        for (var at = 0; at < words.Count; at++) _starts[at + 1] = _starts[at] + words[at].Length;
    }

    public IReadOnlyList<string> Words { get; }

    /// <summary>Returns the words from one place up to another as one.</summary>
    public string Join(int start, int end) => _heard[_starts[start].._starts[end]];

    /// <summary>Returns how many words from that place on are the longest phrase of the set, at most <paramref name="max"/>.</summary>
    public int CountPhrase(int start, PhraseSet phrases, int max)
    {
        if (_starts[start] == _heard.Length) return 0;
        var ends = phrases.FindEnds(_heard, _starts[start]);
        if (ends.Count == 0) return 0;
        var count = Math.Min(max, Words.Count - start);
        while (count > 0 && !ends.Contains(_starts[start + count])) count--;
        return count;
    }

    /// <summary>Returns the words that are in no phrase of the set, with the longest phrases left out first.</summary>
    public IReadOnlyList<string> Without(PhraseSet phrases, int max)
    {
        var rest = new List<string>();
        for (var at = 0; at < Words.Count;)
        {
            var count = CountPhrase(at, phrases, max);
            if (count == 0) rest.Add(Words[at]);
            at += Math.Max(count, 1);
        }

        return rest;
    }
}
