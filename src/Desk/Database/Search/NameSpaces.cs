namespace EcomCenter.Desk.Database.Search;

/// <summary>
/// Other ways to put spaces into a name: the name and the father's name are typed as one word, or a name of two parts as two words. Chinese
/// needs none of this, because each of its characters is a word of the index.
/// </summary>
internal static class NameSpaces
{
    private const int MinPartLength = 2;

    /// <summary>Returns the word as two words, split at each place where both parts may be names.</summary>
    public static IEnumerable<string> Split(string word) =>
        Enumerable.Range(MinPartLength, Math.Max(0, word.Length - (2 * MinPartLength) + 1)).Select(i => $"{word[..i]} {word[i..]}");

    /// <summary>Returns the phrases with two neighbours as one word, for each two neighbours, and with all of them as one word.</summary>
    public static IEnumerable<IReadOnlyList<string>> Join(IReadOnlyList<string> phrases)
    {
        for (var i = 1; i < phrases.Count; i++)
            if (SearchText.IsWord(phrases[i - 1]) && SearchText.IsWord(phrases[i]))
                yield return [.. phrases.Take(i - 1), phrases[i - 1] + phrases[i], .. phrases.Skip(i + 1)];
        if (phrases.Count > 2 && phrases.All(SearchText.IsWord)) yield return [string.Concat(phrases)];
    }
}
