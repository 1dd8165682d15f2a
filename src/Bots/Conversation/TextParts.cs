using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>The beginning of a text, where people say what they want before they tell the matter.</summary>
internal static class TextParts
{
    private const int MaxBeginning = 80;

    /// <summary>Returns the first letters of a text that may be very long.</summary>
    public static string Beginning(string text) => text.Length <= MaxBeginning ? text : LongText.Split(text, MaxBeginning)[0];

    /// <summary>Returns how many of the first words are the longest phrase of the set; 0 for none.</summary>
    public static int CountBeginning(IReadOnlyList<string> words, PhraseSet phrases, int max)
    {
        for (var count = Math.Min(max, words.Count); count > 0; count--)
            if (phrases.Contains(string.Concat(words.Take(count)))) return count;
        return 0;
    }
}
