using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Finds words such as "the second one" in a short text, which name a ticket by its place in a list.</summary>
internal static class ListOrdinal
{
    /// <summary>The place of "the last one".</summary>
    public const int Last = -1;

    /// <summary>The place of "both of them".</summary>
    public const int All = -2;

    private const int MaxLength = 60, MaxWords = 8, MaxPlace = 10;

    private static readonly IReadOnlyList<string> MatterNouns = [.. SaidWords.Lists.EntriesOf("ordinalNouns").Select(WordSounds.Fold)];

    private static readonly (int Place, PhraseSet Words)[] Ordinals = [.. Enumerable.Range(1, MaxPlace).Concat([Last, All])
        .Select(place => (place, SaidWords.Lists.Sounds(KeyOf(place))))];

    private static readonly PhraseSet AnyOrdinal =
        SaidWords.Lists.Sounds(Enumerable.Range(1, MaxPlace).Concat([Last, All]).Select(KeyOf));

    /// <summary>Returns the place, and the words without those that name it. Null if there is none, or nothing beside it.</summary>
    public static (int Place, string Words)? Split(string text)
    {
        if (text.Length > MaxLength) return null;
        var words = WordSounds.FoldWords(text);
        var run = new WordRun(words);
        for (var start = 0; start < words.Count; start++)
        {
            if (run.CountPhrase(start, AnyOrdinal, MaxWords) is not (> 0 and var length)) continue;
            var part = run.Join(start, start + length);
            var rest = words.Take(start).Concat(words.Skip(start + length)).ToList();
            return rest.Count == 0 ? null : (Array.Find(Ordinals, ordinal => ordinal.Words.Contains(part)).Place, string.Join(' ', rest));
        }

        return null;
    }

    /// <summary>Returns the place that the text names, if it says nothing else: "the second one". A bare number names none.</summary>
    public static int? Read(string text) => text.Length > MaxLength ? null : AnswerReadings.Read(text)
        .Select(reading => Array.Find(Ordinals, ordinal => ordinal.Place is not All && ordinal.Words.Contains(reading)).Place)
        .FirstOrDefault(place => place is not 0) is not 0 and var named ? named : null;

    /// <summary>Returns the place that the text begins with, if it is one of matters: "the second matter" and not "the second".</summary>
    public static int? FindMatter(string text)
    {
        var words = WordSounds.FoldWords(text);
        for (var length = Math.Min(MaxWords, words.Count); length > 0; length--)
        {
            var part = string.Concat(words.Take(length));
            var place = Array.Find(Ordinals, ordinal => ordinal.Words.Contains(part)).Place;
            if (place is not (0 or All) && MatterNouns.Any(noun => part.EndsWith(noun, StringComparison.Ordinal))) return place;
        }

        return null;
    }

    private static string KeyOf(int place) => place switch
    {
        Last => "ordinal.last",
        All => "ordinal.all",
        _ => FormattableString.Invariant($"ordinal.{place}"),
    };
}
