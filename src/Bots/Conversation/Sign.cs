using System.Collections.Frozen;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// What was shown without words is kept as a sign in its sender's language, among their words: [语音: 0:12]. Read back, it can be told to whoever
/// reads the message in theirs. <paramref name="Detail"/> is nobody's language: a length, a place, a name.
/// </summary>
public sealed record Sign(string Before, string Key, string? Detail, string After)
{
    private const string Prefix = "content.", Edited = Prefix + "edited", Person = "person.said";

    private static readonly FrozenDictionary<string, string> Keys = LanguageTag.All
        .SelectMany(language => Words.Texts.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal) || key is Person).Select(key => (Text: Words.Texts.Say(language, key), Key: key)))
        .DistinctBy(sign => sign.Text).ToFrozenDictionary(sign => sign.Text, sign => sign.Key, StringComparer.Ordinal);

    public bool IsPlace => Key is Prefix + "location";

    public bool IsContact => Key is Prefix + "contact";

    /// <summary>Whether there is nothing beside it.</summary>
    public bool IsAll => Before.Length == 0 && After.Length == 0;

    /// <summary>Whether its name and detail stand in brackets; else it is a sentence.</summary>
    public bool IsShown => Key is not (Edited or Person);

    /// <summary>The sign in a text; null for words alone.</summary>
    public static Sign? In(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var end = text.IndexOf('\n', StringComparison.Ordinal) is var at and >= 0 ? at : text.Length;
        var (first, rest) = (text[..end], text[end..]);
        if (Keys.TryGetValue(first, out var sentence) && sentence is Edited or Person) return new("", sentence, null, rest);
        return first.EndsWith(']') || first.EndsWith('…') ? Shown(first, rest) : null;
    }

    /// <summary>Its name in that language.</summary>
    public string NameIn(Language language) => Words.Texts.Say(language, Key);

    /// <summary>All of the text in that language, for where there are letters only.</summary>
    public static string Told(Language language, string text) => In(text) is not { } sign ? text
        : sign.Before + (!sign.IsShown ? sign.NameIn(language) : sign.Detail is { } detail ? $"[{sign.NameIn(language)}: {detail}]" : $"[{sign.NameIn(language)}]") + sign.After;

    private static Sign? Shown(string first, string rest)
    {
        for (var at = first.IndexOf('[', StringComparison.Ordinal); at >= 0; at = first.IndexOf('[', at + 1))
        {
            // A long name is cut off where a matter is called by it.
            var inside = first[(at + 1)..^(first.EndsWith(']') ? 1 : 0)];
            var colon = inside.IndexOf(": ", StringComparison.Ordinal);
            var (name, detail) = colon < 0 ? (inside, null) : (inside[..colon], inside[(colon + 2)..]);
            if (Keys.TryGetValue(name, out var key) && key is not (Edited or Person)) return new(first[..at], key, detail, rest);
        }

        return null;
    }
}
