using System.Collections.Frozen;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The placeholder for media inside a message text, in the sender's language, e.g. <c>[语音: 0:12]</c>. Recognising it lets the desk
/// show it in the reader's language. <paramref name="Detail"/> is independent of language: a duration, a location, a name.
/// </summary>
public sealed record Sign(string Before, string Key, string? Detail, string After)
{
    private const string Prefix = "content.", Edited = Prefix + "edited", Person = "person.said";

    private static readonly FrozenDictionary<string, string> Keys = LanguageTag.All
        .SelectMany(language => Words.Texts.Keys
            .Where(key => key.StartsWith(Prefix, StringComparison.Ordinal) || key is Person)
            .Select(key => (Text: Words.Texts.Say(language, key), Key: key)))
        .DistinctBy(entry => entry.Text).ToFrozenDictionary(entry => entry.Text, entry => entry.Key, StringComparer.Ordinal);

    public bool IsPlace => Key is Prefix + "location";

    public bool IsContact => Key is Prefix + "contact";

    /// <summary>True if the text holds nothing else.</summary>
    public bool IsAll => Before.Length == 0 && After.Length == 0;

    /// <summary>True if the placeholder is a name in brackets, false if it is a sentence.</summary>
    public bool IsShown => Key is not (Edited or Person);

    /// <summary>Finds the placeholder in a text. Null if there is none.</summary>
    public static Sign? In(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var end = text.IndexOf('\n', StringComparison.Ordinal) is var at and >= 0 ? at : text.Length;
        var (first, rest) = (text[..end], text[end..]);
        if (Keys.TryGetValue(first, out var sentence) && sentence is Edited or Person) return new("", sentence, null, rest);
        return first.EndsWith(']') || first.EndsWith('…') ? Shown(first, rest) : null;
    }

    /// <summary>The name of the media kind in that language.</summary>
    public string NameIn(Language language) => Words.Texts.Say(language, Key);

    /// <summary>Returns the text with its placeholder in that language, for plain-text output.</summary>
    public static string Told(Language language, string text)
    {
        if (In(text) is not { } found) return text;
        var name = found.NameIn(language);
        var inner = found.Detail is { } detail ? $"{name}: {detail}" : name;
        return found.Before + (found.IsShown ? $"[{inner}]" : name) + found.After;
    }

    private static Sign? Shown(string first, string rest)
    {
        for (var at = first.IndexOf('[', StringComparison.Ordinal); at >= 0; at = first.IndexOf('[', at + 1))
        {
            // A ticket's subject is cut off at its maximum length, so the closing bracket can be missing.
            var inside = first[(at + 1)..^(first.EndsWith(']') ? 1 : 0)];
            var colon = inside.IndexOf(": ", StringComparison.Ordinal);
            var (name, detail) = colon < 0 ? (inside, null) : (inside[..colon], inside[(colon + 2)..]);
            if (Keys.TryGetValue(name, out var key) && key is not (Edited or Person)) return new(first[..at], key, detail, rest);
        }

        return null;
    }
}
