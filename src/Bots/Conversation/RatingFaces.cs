using System.Text;

namespace EcomCenter.Bots.Conversation;

/// <summary>Reads a rating that is given in signs alone: stars that are counted, a face of the scale, a thumb down.</summary>
internal static class RatingFaces
{
    private const int ThumbDown = 0x1F44E, VariationSelector = 0xFE0F, FirstSkinTone = 0x1F3FB, LastSkinTone = 0x1F3FF;

    /// <summary>The faces of the scale, from 1 to 5. Old phones can draw them.</summary>
    public static IReadOnlyList<string> Scale { get; } = ["😞", "😕", "😐", "😊", "😀"];

    private static readonly HashSet<int> Stars = [0x2B50, 0x1F31F, 0x2605];

    /// <summary>Returns the score from 1 to 5; null if the text holds anything but such signs.</summary>
    public static int? Read(string text)
    {
        List<Rune> signs = [.. text.Replace("[弱]", "👎", StringComparison.Ordinal).Replace("/:weak", "👎", StringComparison.Ordinal)
            .EnumerateRunes().Where(rune => !IsIgnored(rune))];
        if (signs.Count == 0) return null;
        // Empty stars only fill the line up to five.
        var full = signs.FindAll(rune => rune.Value is not 0x2606);
        if (full.Count is >= 1 and <= 5 && full.TrueForAll(rune => Stars.Contains(rune.Value))) return full.Count;
        if (signs.TrueForAll(rune => rune.Value is ThumbDown)) return signs.Count > 1 ? 1 : 2;
        for (var score = 1; score <= Scale.Count; score++)
            if (signs.TrueForAll(rune => rune.ToString() == Scale[score - 1])) return score;
        return null;
    }

    private static bool IsIgnored(Rune rune) => rune.Value is VariationSelector or (>= FirstSkinTone and <= LastSkinTone)
        || Rune.IsWhiteSpace(rune) || Rune.IsPunctuation(rune);
}
