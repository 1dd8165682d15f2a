using System.Collections.Frozen;

namespace EcomCenter.Texts;

/// <summary>
/// Words and phrases as <see cref="WordSounds"/> writes them. A phrase with choices stands for very many and is never written out:
/// <c>not (yet|done|)</c>.
/// </summary>
public sealed class PhraseSet
{
    internal static readonly PhraseSet Empty = new([]);

    private readonly FrozenSet<string> _words;
    private readonly Phrase[] _phrases;
    private readonly FrozenSet<char> _begins;
    private readonly int _longestWord;

    internal PhraseSet(IEnumerable<string> entries)
    {
        var all = entries.Distinct().ToLookup(entry => entry.Contains('(', StringComparison.Ordinal));
        _words = all[false].Select(WordSounds.Fold).Where(word => word.Length > 0).ToFrozenSet(StringComparer.Ordinal);
        _phrases = [.. all[true].Select(entry => new Phrase(ReadParts(entry)))];
        _begins = _words.Select(word => word[0]).ToFrozenSet();
        _longestWord = _words.Count == 0 ? 0 : _words.Max(word => word.Length);
    }

    /// <summary>Returns true if the whole word or phrase is in the set.</summary>
    public bool Contains(string word) => word.Length > 0 && (_words.Contains(word) || IsPhrase(word));

    private bool IsPhrase(string word)
    {
        HashSet<int>? ends = null;
        foreach (var phrase in _phrases)
            if (phrase.CanBegin(word[0])) phrase.FindEnds(word, 0, ref ends);
        return ends?.Contains(word.Length) is true;
    }

    /// <summary>Returns the ends of all words and phrases that begin at that place of the text.</summary>
    public IReadOnlyCollection<int> FindEnds(string text, int start)
    {
        HashSet<int>? ends = null;
        if (_begins.Contains(text[start]))
        {
            var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
            for (var length = Math.Min(_longestWord, text.Length - start); length > 0; length--)
                if (words.Contains(text.AsSpan(start, length))) (ends ??= []).Add(start + length);
        }

        foreach (var phrase in _phrases)
            if (phrase.CanBegin(text[start])) phrase.FindEnds(text, start, ref ends);
        ends?.Remove(start);
        return ends ?? [];
    }

    // Each part is a list of choices; the words between two choices are a choice of one.
    private static IReadOnlyList<string[]> ReadParts(string entry) =>
        [.. entry.Split('(', ')').Select((part, index) => (index % 2 == 0 ? [part] : part.Split('|'))
            .Select(WordSounds.Fold).Distinct().ToArray()).Where(part => part is not [""])];

    private sealed class Phrase(IReadOnlyList<string[]> parts)
    {
        private readonly FrozenSet<char> _begins = FindBegins(parts);

        public bool CanBegin(char letter) => _begins.Contains(letter);

        public void FindEnds(string text, int start, ref HashSet<int>? ends) => FindEnds(text, start, part: 0, ref ends);

        // Sets are made for what is found only: most phrases that may begin at a place end at once.
        private void FindEnds(string text, int place, int part, ref HashSet<int>? ends)
        {
            if (part == parts.Count)
            {
                (ends ??= []).Add(place);
                return;
            }

            foreach (var choice in parts[part])
                if (string.CompareOrdinal(text, place, choice, 0, choice.Length) == 0)
                    FindEnds(text, place + choice.Length, part + 1, ref ends);
        }

        private static FrozenSet<char> FindBegins(IReadOnlyList<string[]> parts)
        {
            var letters = new HashSet<char>();
            foreach (var choices in parts)
            {
                letters.UnionWith(choices.Where(choice => choice.Length > 0).Select(choice => choice[0]));
                if (!choices.Contains("")) break;
            }

            return letters.ToFrozenSet();
        }
    }
}
