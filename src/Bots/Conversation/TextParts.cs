using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>The beginning of a text, where people say what they want before they tell the matter.</summary>
internal static class TextParts
{
    private const int MaxBeginning = 80;

    /// <summary>Returns the first letters of a text that may be very long.</summary>
    public static string Beginning(string text) => text.Length <= MaxBeginning ? text : LongText.Split(text, MaxBeginning)[0];

    /// <summary>Returns the places where phrases of the set begin, except at the very beginning.</summary>
    public static IEnumerable<int> FindStarts(string text, PhraseSet phrases)
    {
        var words = WordSounds.FoldWords(text);
        var (heard, offset) = (string.Concat(words), 0);
        for (var at = 0; at < words.Count; offset += words[at].Length, at++)
            if (at > 0 && phrases.FindEnds(heard, offset).Count > 0) yield return FindStart(text, at);
    }

    // The words were folded, so where one began is found by folding less and less of the text.
    private static int FindStart(string text, int word) =>
        Enumerable.Range(0, text.Length).First(end => WordSounds.FoldWords(text[..(end + 1)]).Count > word);

    /// <summary>Returns how many of the first words are the longest phrase of the set; 0 for none.</summary>
    public static int CountBeginning(IReadOnlyList<string> words, PhraseSet phrases, int max) =>
        new WordRun(words).CountPhrase(0, phrases, max);
}
