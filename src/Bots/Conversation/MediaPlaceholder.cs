using System.Collections.Frozen;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The placeholder for media inside a message text, in the sender's language, e.g. <c>[语音: 0:12]</c>. Recognising it lets the desk
/// show it in the reader's language. <paramref name="Detail"/> is independent of language: a duration, a location, a name.
/// </summary>
public sealed record MediaPlaceholder(string TextBefore, string TextKey, string? Detail, string TextAfter)
{
    private const string Prefix = "content.", Edited = Prefix + "edited", Person = "person.said";

    private const int MaxNameAlone = 60;

    private static readonly FrozenDictionary<string, string> KeysByText = LanguageTag.All
        .SelectMany(language => BotTexts.Catalog.Keys
            .Where(key => key.StartsWith(Prefix, StringComparison.Ordinal) || key is Person)
            .Select(key => (Text: BotTexts.Catalog.Format(language, key), Key: key)))
        .DistinctBy(entry => entry.Text).ToFrozenDictionary(entry => entry.Text, entry => entry.Key, StringComparer.Ordinal);

    private static readonly int LongestName = KeysByText.Keys.Max(name => name.Length);

    public bool IsLocation => TextKey is Prefix + "location";

    public bool IsContact => TextKey is Prefix + "contact";

    /// <summary>True for a sticker, unless its sign is one of anger or disapproval.</summary>
    public bool IsPoliteSticker => TextKey is Prefix + "sticker" && !RatingFaces.IsDisapproval(Detail ?? "");

    /// <summary>True if the text holds nothing else.</summary>
    public bool IsWholeText => TextBefore.Length == 0 && TextAfter.Length == 0;

    /// <summary>True if the placeholder is a name in brackets, false if it is a sentence.</summary>
    public bool IsBracketed => TextKey is not (Edited or Person);

    /// <summary>Finds the placeholder in a text. Null if there is none.</summary>
    public static MediaPlaceholder? FindIn(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var end = text.IndexOf('\n', StringComparison.Ordinal) is var at and >= 0 ? at : text.Length;
        var (first, rest) = (text[..end], text[end..]);
        if (KeysByText.TryGetValue(first, out var sentence) && sentence is Edited or Person) return new("", sentence, null, rest);
        return first.EndsWith(']') || first.EndsWith('…') ? FindBracketed(first, rest) : null;
    }

    /// <summary>
    /// Returns true for the words that a messenger shows in place of a voice or a photo, where nothing but them was copied or forwarded:
    /// <c>[语音] 12"</c>.
    /// </summary>
    public static bool IsNameAlone(string text)
    {
        var said = text.Trim();
        if (said.Length is 0 or > MaxNameAlone || said[0] is not ('[' or '【') || said.IndexOfAny([']', '】']) is not (> 0 and var end))
            return false;
        return SaidWords.Lists.Sounds("missingMedia").Contains(WordSounds.Fold(said[1..end])) && !said[end..].Any(char.IsLetter);
    }

    /// <summary>The name of the media kind in that language.</summary>
    public string NameIn(Language language) => BotTexts.Catalog.Format(language, TextKey);

    /// <summary>Returns the text with its placeholder in that language, for plain-text output.</summary>
    public static string Translate(Language language, string text)
    {
        if (FindIn(text) is not { } found) return text;
        var name = found.NameIn(language);
        var inner = found.Detail is { } detail ? $"{name}: {detail}" : name;
        return found.TextBefore + (found.IsBracketed ? $"[{inner}]" : name) + found.TextAfter;
    }

    private static MediaPlaceholder? FindBracketed(string firstLine, string otherLines)
    {
        for (var at = firstLine.IndexOf('[', StringComparison.Ordinal); at >= 0; at = firstLine.IndexOf('[', at + 1))
        {
            // A ticket's subject is cut off at its maximum length, so the closing bracket can be missing.
            var inside = firstLine.AsSpan(at + 1, firstLine.Length - at - 1 - (firstLine.EndsWith(']') ? 1 : 0));
            // Reads no further than a name can be: a resident may write thousands of brackets.
            var colon = inside[..Math.Min(inside.Length, LongestName + 2)].IndexOf(": ", StringComparison.Ordinal);
            var name = colon < 0 ? inside : inside[..colon];
            if (name.Length <= LongestName && KeysByText.TryGetValue(name.ToString(), out var key) && key is not (Edited or Person))
                return new(firstLine[..at], key, colon < 0 ? null : inside[(colon + 2)..].ToString(), otherLines);
        }

        return null;
    }
}
