using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Reads an answer that is given for all tickets at once: "all of them are solved", "both are fine".</summary>
internal static class AllTickets
{
    private const int MaxWords = 12, MaxAround = 4;

    private static readonly PhraseSet Wholly = SaidWords.Lists.Sounds("wholly");

    /// <summary>
    /// Returns what is said of all, without the words for them, which stand first. Null if the text speaks of none, or says no more.
    /// </summary>
    public static string? Read(string text)
    {
        if (text.Length > TypedAnswer.MaxLength) return null;
        var words = WordSounds.FoldWords(text);
        var around = TextParts.CountBeginning(words, Politeness.WordsAround, MaxAround);
        foreach (var start in new[] { 0, around }.Distinct())
        {
            var count = TextParts.CountBeginning([.. words.Skip(start)], Wholly, MaxWords);
            if (count > 0 && start + count < words.Count) return string.Join(' ', words.Skip(start + count));
        }

        return null;
    }
}
