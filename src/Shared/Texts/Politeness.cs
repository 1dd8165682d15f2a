using System.Collections.Frozen;
using System.Text;

namespace EcomCenter.Texts;

/// <summary>The meaning of a text that holds nothing but polite words.</summary>
public enum PoliteMeaning
{
    /// <summary>A greeting, a sign such as <c>?</c>, or a lone digit: somebody is there, the matter is still to come.</summary>
    Greeting,

    /// <summary>Thanks, an acknowledgement, a wish, a face.</summary>
    Courtesy,

    /// <summary>Yes. It is a courtesy if nothing was asked, and else an answer.</summary>
    Agreement,
}

/// <summary>Judges texts by the part that is left without polite words, so that no list of whole sentences is needed.</summary>
public static class Politeness
{
    /// <summary>A longer text has a matter in it, however polite.</summary>
    private const int MaxLetters = 80, MaxTextLength = 400;

    private static readonly WordLists Words = WordLists.Load(typeof(Politeness).Assembly, "EcomCenter.Names.polite");

    private static readonly FrozenDictionary<string, Meanings> MeaningByWord = new[]
        {
            ("particle", Meanings.None), ("agreement", Meanings.Agreement), ("thanks", Meanings.Courtesy), ("greeting", Meanings.Greeting),
        }
        .SelectMany(list => Words.Sounds(list.Item1).Select(word => (Word: word, Meaning: list.Item2)))
        .GroupBy(entry => entry.Word).ToFrozenDictionary(group => group.Key, group => group.Last().Meaning, StringComparer.Ordinal);

    private static readonly int LongestWord = MeaningByWord.Keys.Max(word => word.Length);

    [Flags]
    private enum Meanings { None = 0, Greeting = 1, Courtesy = 2, Agreement = 4 }

    /// <summary>
    /// Polite words that may stand before or after an answer, as <see cref="WordSounds"/> writes them. Those of one letter are left out:
    /// without them "not good" would be "not".
    /// </summary>
    public static FrozenSet<string> WordsAround { get; } = Words.Sounds("thanks").Concat(Words.Sounds("greeting"))
        .Concat(Words.Sounds("particle")).Where(word => word.Length > 1).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Returns null if the text may hold more than polite words. A doubtful text does.</summary>
    public static PoliteMeaning? Judge(string text)
    {
        if (text.Length > MaxTextLength || HasTooManyLetters(text)) return null;
        var (rest, hadFaces) = FaceCodes.Remove(text);
        var letters = WordSounds.Fold(rest);
        if (letters.Length > MaxLetters) return null;
        if (letters.Length > 0) return letters is [>= '0' and <= '9'] ? PoliteMeaning.Greeting : JudgeLetters(letters, hadFaces);
        if (rest.EnumerateRunes().Any(IsOtherSign)) return null;
        return hadFaces ? PoliteMeaning.Courtesy : CleanText.HasVisibleText(text) ? PoliteMeaning.Greeting : null;
    }

    /// <summary>Returns the text without emoji and the codes of faces.</summary>
    public static string WithoutFaces(string text) => FaceCodes.Remove(text).Text;

    // Spares a long line the folding, because the first lines of every ticket are judged. Counts only letters that folding keeps, and
    // nothing where names of faces may stand.
    private static bool HasTooManyLetters(string text)
    {
        if (text.Length <= MaxLetters || text.AsSpan().ContainsAny('[', '/')) return false;
        var letters = 0;
        foreach (var sign in text)
            if (char.IsAsciiLetter(sign) || sign is (>= '\u4E00' and <= '\u9FFF') or (>= '\u0641' and <= '\u064A')) letters++;
        return letters > MaxLetters;
    }

    /// <summary>Returns the first line that is more than polite and no quotation; the first line if there is none.</summary>
    public static string FirstLineOfSubstance(string text)
    {
        var lines = text.Trim().Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(lines, line => !line.StartsWith("> ", StringComparison.Ordinal) && CleanText.HasVisibleText(line)
            && Judge(line) is null) ?? lines.FirstOrDefault() ?? "";
    }

    private static bool IsOtherSign(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && !Rune.IsPunctuation(rune) && CleanText.HasVisibleText(rune.ToString())
        && rune.Value is not ('~' or '+' or '=' or '^' or '`');

    // Finds a way to read all letters as polite words. Of several ways the one that asks for least counts.
    private static PoliteMeaning? JudgeLetters(ReadOnlySpan<char> letters, bool hadFaces)
    {
        var words = MeaningByWord.GetAlternateLookup<ReadOnlySpan<char>>();
        var readings = new HashSet<Meanings>[letters.Length + 1];
        readings[0] = [Meanings.None];
        for (var start = 0; start < letters.Length; start++)
        {
            if (readings[start] is not { } before) continue;
            for (var length = Math.Min(LongestWord, letters.Length - start); length > 0; length--)
            {
                if (!words.TryGetValue(letters.Slice(start, length), out var meaning)) continue;
                var after = readings[start + length] ??= [];
                foreach (var reading in before) after.Add(reading | meaning);
            }
        }

        if (readings[letters.Length] is not { } whole) return null;
        // Words that may also be mere particles count with their own meaning.
        var found = whole.Where(reading => reading is not Meanings.None).DefaultIfEmpty().Min();
        if (found.HasFlag(Meanings.Agreement)) return PoliteMeaning.Agreement;
        if (found.HasFlag(Meanings.Courtesy) || hadFaces) return PoliteMeaning.Courtesy;
        return found is Meanings.Greeting ? PoliteMeaning.Greeting : null;
    }
}
