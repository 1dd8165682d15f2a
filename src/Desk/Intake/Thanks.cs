using System.Text;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Intake;

/// <summary>Recognises a message that only thanks or agrees. Narrow on purpose: a doubtful message counts as a request.</summary>
public static class Thanks
{
    private static readonly HashSet<string> Words =
    [
        .. new[]
        {
            "谢谢", "谢谢您", "谢谢你", "谢谢你们", "谢谢啦", "多谢", "感谢", "非常感谢", "好的谢谢", "好的", "好",
            "بولىدۇ", "رەھمەت", "كۆپ رەھمەت", "رەھمەت سىزگە", "سىزگە رەھمەت", "بولىدۇ رەھمەت", "چوڭ رەھمەت",
            "thanks", "thank you", "thx", "ok", "ok thanks",
        }.Select(Letters),
    ];

    private static readonly HashSet<string> Signs = ["👍", "🙏", "❤", "👌", "😊", "🌹"];

    public static bool Is(string text)
    {
        if (text.Length > 60) return false;
        var letters = Letters(text);
        if (letters.Length > 0) return IsMadeOfWords(letters);
        // Variation selectors and skin tones change the look of an emoji, not its meaning.
        var runes = text.EnumerateRunes()
            .Where(r => !Rune.IsWhiteSpace(r) && r.Value is not 0xFE0F && r.Value is not (>= 0x1F3FB and <= 0x1F3FF)).ToList();
        return runes.Count > 0 && runes.TrueForAll(r => Signs.Contains(r.ToString()) || Rune.IsPunctuation(r))
            && runes.Exists(r => Signs.Contains(r.ToString()));
    }

    // Phrases may follow each other: 好的 and 谢谢您 are courtesies, and so is 好的谢谢您.
    private static bool IsMadeOfWords(ReadOnlySpan<char> letters)
    {
        if (letters.IsEmpty) return true;
        foreach (var phrase in Words)
            if (letters.StartsWith(phrase, StringComparison.Ordinal) && IsMadeOfWords(letters[phrase.Length..])) return true;
        return false;
    }

    private static string Letters(string text) => new([.. Phrases.Fold(text).Where(char.IsLetterOrDigit)]);
}
