using System.Text;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Reads a rating that is given in signs alone: stars that are counted, a face of the scale, a thumb down, an angry face.
/// </summary>
internal static class RatingFaces
{
    private const int VariationSelector = 0xFE0F, FirstSkinTone = 0x1F3FB, LastSkinTone = 0x1F3FF;

    /// <summary>The faces of the scale, from 1 to 5. Old phones can draw them.</summary>
    public static IReadOnlyList<string> Scale { get; } = ["😞", "😕", "😐", "😊", "😀"];

    private static readonly HashSet<int> Stars = [0x2B50, 0x1F31F, 0x2605];

    private static readonly HashSet<int> Ticks = [0x2705, 0x2713, 0x2714, 0x2611], Crosses = [0x274C, 0x274E, 0x2716, 0x2717, 0x2718];

    /// <summary>The names and codes of a messenger for the same signs.</summary>
    private static readonly (string Sign, string[] Names)[] Names =
    [
        ("👎", ["[弱]", "[ThumbsDown]", "[差劲]", "[白眼]", "[翻白眼]", "[鄙视]", "[失望]", "[无语]", .. DisapprovalSigns.UnamusedCodes]),
        ("😡", ["[发怒]", "[咒骂]", "[抓狂]", "[怄火]", "[便便]", "[Angry]", "[Scold]", "[吐]", .. DisapprovalSigns.AngryCodes]),
    ];

    /// <summary>Returns true for signs alone that say that somebody is not pleased, and nothing that may be sad or polite.</summary>
    public static bool IsDisapproval(string text) =>
        ReadSigns(text) is { Count: > 0 } signs && signs.TrueForAll(rune => DisapprovalSigns.Contains(rune.Value));

    /// <summary>Returns the score from 1 to 5; null if the text holds anything but such signs.</summary>
    public static int? Read(string text)
    {
        if (ReadSigns(text) is not { Count: > 0 } signs) return null;
        // Empty stars only fill the line up to five.
        var full = signs.FindAll(rune => rune.Value is not 0x2606);
        if (RatingScore.IsValid(full.Count) && full.TrueForAll(rune => Stars.Contains(rune.Value))) return full.Count;
        if (signs.TrueForAll(rune => DisapprovalSigns.Unamused.Contains(rune.Value))) return signs.Count > 1 ? 1 : 2;
        if (IsDisapproval(text)) return 1;
        for (var score = 1; score <= Scale.Count; score++)
            if (signs.TrueForAll(rune => rune.ToString() == Scale[score - 1])) return score;
        return null;
    }

    /// <summary>Returns true for ticks alone, false for crosses alone; null for anything else.</summary>
    public static bool? ReadTick(string text) => ReadSigns(text) is not { Count: > 0 } signs ? null
        : signs.TrueForAll(rune => Ticks.Contains(rune.Value)) ? true
        : signs.TrueForAll(rune => Crosses.Contains(rune.Value)) ? false : null;

    // Where a letter is no part of a name of a face, there is more than signs.
    private static List<Rune> ReadSigns(string text)
    {
        if (!text.AsSpan().ContainsAny('[', '/') && text.Any(char.IsLetterOrDigit)) return [];
        foreach (var (sign, names) in Names)
            text = names.Aggregate(text, (rest, name) => rest.Replace(name, sign, StringComparison.Ordinal));
        return [.. text.EnumerateRunes().Where(rune => !IsIgnored(rune))];
    }

    private static bool IsIgnored(Rune rune) => rune.Value is VariationSelector or (>= FirstSkinTone and <= LastSkinTone)
        || Rune.IsWhiteSpace(rune) || Rune.IsPunctuation(rune);
}
