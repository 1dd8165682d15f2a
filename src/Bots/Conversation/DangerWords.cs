using System.Text.RegularExpressions;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Finds in a text that somebody is in danger: of fire, of violence, of taking their life.</summary>
internal static class DangerWords
{
    private static readonly PhraseSet Words = SaidWords.Lists.Sounds("inDanger"), OtherMeanings = SaidWords.Lists.Sounds("notInDanger");

    // One pass over the text. Nearly all messages end here.
    private static readonly Regex MayHoldPattern = SaidWords.Lists.CreatePattern("inDanger"),
        MayCallPattern = SaidWords.Lists.CreatePattern("inDangerAlone");

    /// <summary>Returns true if the text tells of danger, whatever else it says. "I jump for joy at this bargain" tells of none.</summary>
    public static bool AreIn(string text)
    {
        if (!MayHoldPattern.IsMatch(WordSounds.Fold(text))) return false;
        var words = WordSounds.FoldWords(text);
        var (letters, bounds) = (string.Concat(words), FindBounds(words));
        var others = bounds.SelectMany(start => FindRanges(letters, bounds, start, OtherMeanings)).ToList();
        return bounds.SelectMany(start => FindRanges(letters, bounds, start, Words))
            .Any(found => !others.Exists(other => other.Start < found.End && found.Start < other.End));
    }

    /// <summary>Returns true for a mere call for help. With anything beside it, the rest says what help is wanted.</summary>
    public static bool CallForHelp(string text) =>
        text.Length <= TypedAnswer.MaxLength && MayCallPattern.IsMatch(WordSounds.Fold(text))
        && TypedAnswer.SaysInClauses(text, "inDangerAlone");

    private static IEnumerable<(int Start, int End)> FindRanges(string letters, SortedSet<int> bounds, int start, PhraseSet phrases) =>
        start == letters.Length ? [] : phrases.FindEnds(letters, start).Where(bounds.Contains).Select(end => (start, end));

    private static SortedSet<int> FindBounds(IReadOnlyList<string> words)
    {
        var (bounds, at) = (new SortedSet<int> { 0 }, 0);
        foreach (var word in words) bounds.Add(at += word.Length);
        return bounds;
    }
}
