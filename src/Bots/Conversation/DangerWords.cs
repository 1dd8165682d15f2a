using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Finds in a text that somebody is in danger: of fire, of violence, of taking their life.</summary>
internal static class DangerWords
{
    private static readonly PhraseSet Words = SaidWords.Lists.Sounds("inDanger"), OtherMeanings = SaidWords.Lists.Sounds("notInDanger");

    /// <summary>Returns true if the text tells of danger, whatever else it says. "I jump for joy at this bargain" tells of none.</summary>
    public static bool AreIn(string text)
    {
        var words = WordSounds.FoldWords(text);
        var (letters, bounds) = (string.Concat(words), FindBounds(words));
        var found = FindRanges(letters, bounds, Words).ToList();
        if (found.Count == 0) return false;
        var others = FindRanges(letters, bounds, OtherMeanings).ToList();
        return found.Exists(range => !others.Exists(other => other.Start < range.End && range.Start < other.End));
    }

    /// <summary>Returns true for a mere call for help. With anything beside it, the rest says what help is wanted.</summary>
    public static bool CallForHelp(string text) =>
        text.Length <= TypedAnswer.MaxLength && TypedAnswer.SaysInClauses(text, "inDangerAlone");

    private static IEnumerable<(int Start, int End)> FindRanges(string letters, bool[] bounds, PhraseSet phrases) =>
        Enumerable.Range(0, letters.Length).Where(start => bounds[start])
            .SelectMany(start => phrases.FindEnds(letters, start).Where(end => bounds[end]).Select(end => (start, end)));

    private static bool[] FindBounds(IReadOnlyList<string> words)
    {
        var (bounds, at) = (new bool[words.Sum(word => word.Length) + 1], 0);
        bounds[0] = true;
        foreach (var word in words) bounds[at += word.Length] = true;
        return bounds;
    }
}
