using System.Text;
using EcomCenter.Desk.Database.Search;

namespace EcomCenter.Desk.Intake;

/// <summary>Recognises a message that only thanks or agrees. Narrow on purpose: a doubtful message counts as a request.</summary>
public static class CourtesyDetector
{
    private static readonly HashSet<string> CourtesyPhrases =
    [
        .. new[]
        {
            "谢谢", "谢谢您", "谢谢你", "谢谢你们", "谢谢啦", "多谢", "感谢", "非常感谢", "好的谢谢", "好的", "好",
            "بولىدۇ", "رەھمەت", "كۆپ رەھمەت", "رەھمەت سىزگە", "سىزگە رەھمەت", "بولىدۇ رەھمەت", "چوڭ رەھمەت",
            "thanks", "thank you", "thx", "ok", "ok thanks",
        }.Select(FoldLetters),
    ];

    private static readonly HashSet<string> CourtesyEmoji = ["👍", "🙏", "❤", "👌", "😊", "🌹"];

    public static bool IsCourtesy(string text)
    {
        if (text.Length > 60) return false;
        var letters = FoldLetters(text);
        if (letters.Length > 0) return ConsistsOfPhrases(letters);
        // Variation selectors and skin tones change the look of an emoji, not its meaning.
        var runes = text.EnumerateRunes()
            .Where(r => !Rune.IsWhiteSpace(r) && r.Value is not 0xFE0F && r.Value is not (>= 0x1F3FB and <= 0x1F3FF)).ToList();
        return runes.Count > 0 && runes.TrueForAll(r => CourtesyEmoji.Contains(r.ToString()) || Rune.IsPunctuation(r))
            && runes.Exists(r => CourtesyEmoji.Contains(r.ToString()));
    }

    // Phrases may follow each other: 好的 and 谢谢您 are courtesies, and so is 好的谢谢您.
    private static bool ConsistsOfPhrases(ReadOnlySpan<char> letters)
    {
        if (letters.IsEmpty) return true;
        foreach (var phrase in CourtesyPhrases)
            if (letters.StartsWith(phrase, StringComparison.Ordinal) && ConsistsOfPhrases(letters[phrase.Length..])) return true;
        return false;
    }

    private static string FoldLetters(string text) => new([.. SearchText.Fold(text).Where(char.IsLetterOrDigit)]);
}
