using System.Text;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Intake;

/// <summary>Recognises a message that only says thanks. Narrow on purpose: a doubtful one is a matter.</summary>
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
        var signs = text.EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r) && r.Value is not 0xFE0F && r.Value is not (>= 0x1F3FB and <= 0x1F3FF)).ToList();
        return signs.Count > 0 && signs.TrueForAll(r => Signs.Contains(r.ToString()) || Rune.IsPunctuation(r)) && signs.Exists(r => Signs.Contains(r.ToString()));
    }

    // 好的 and 谢谢您 are thanks, and so are both together.
    private static bool IsMadeOfWords(ReadOnlySpan<char> letters)
    {
        if (letters.IsEmpty) return true;
        foreach (var word in Words)
            if (letters.StartsWith(word, StringComparison.Ordinal) && IsMadeOfWords(letters[word.Length..])) return true;
        return false;
    }

    private static string Letters(string text) => new([.. Phrases.Fold(text).Where(char.IsLetterOrDigit)]);
}
