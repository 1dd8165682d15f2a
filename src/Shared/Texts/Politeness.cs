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
        .SelectMany(list => Words[list.Item1].Select(word => (Word: word, Meaning: list.Item2)))
        .GroupBy(entry => entry.Word).ToFrozenDictionary(group => group.Key, group => group.Last().Meaning, StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WordsAround =
        Words["thanks"].Concat(Words["greeting"]).Concat(Words["ending"]).ToFrozenSet(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> EndingWords =
        Words["ending"].ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int LongestWord = MeaningByWord.Keys.Max(word => word.Length);

    [Flags]
    private enum Meanings { None = 0, Greeting = 1, Courtesy = 2, Agreement = 4 }

    /// <summary>Returns null if the text may hold more than polite words. A doubtful text does.</summary>
    public static PoliteMeaning? Judge(string text)
    {
        if (text.Length > MaxTextLength || HasTooManyLetters(text)) return null;
        var (rest, hadFaces) = FaceCodes.Remove(text);
        var letters = FoldedText.LettersAndDigits(rest);
        if (letters.Length > MaxLetters) return null;
        if (letters.Length > 0) return letters is [>= '0' and <= '9'] ? PoliteMeaning.Greeting : JudgeLetters(letters, hadFaces);
        if (rest.EnumerateRunes().Any(IsOtherSign)) return null;
        return hadFaces ? PoliteMeaning.Courtesy : CleanText.HasVisibleText(text) ? PoliteMeaning.Greeting : null;
    }

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

    /// <summary>Returns the letters and digits without the polite words at both ends; all of them if nothing is left.</summary>
    public static string Strip(string text)
    {
        var (all, isWordEnd) = ReadLetters(FaceCodes.Remove(text).Text);
        if (all.Length > MaxLetters || JudgeLetters(all, hadFaces: true) is not null) return all;
        var letters = all.AsSpan();
        var (start, end) = (0, letters.Length);
        while (LengthOfFirstWord(letters, start, end, isWordEnd) is > 0 and var first && start + first < end) start += first;
        for (var cut = start + 1; cut < end; cut++)
        {
            if (!isWordEnd[cut] || LengthOfFirstWord(letters, cut, end, isWordEnd) == 0) continue;
            if (JudgeLetters(letters[cut..end], hadFaces: true) is not null) end = cut;
        }

        while (end - start > 1 && isWordEnd[end - 1] && EndingWords.Contains(letters.Slice(end - 1, 1))) end--;
        return letters[start..end].ToString();
    }

    // Polite words of one letter are left: without them "not good" would be "not".
    private static int LengthOfFirstWord(ReadOnlySpan<char> letters, int start, int end, bool[] isWordEnd)
    {
        for (var length = Math.Min(LongestWord, end - start); length > 1; length--)
            if (isWordEnd[start + length] && WordsAround.Contains(letters.Slice(start, length))) return length;
        return 0;
    }

    /// <summary>Returns the letters and digits, and for each place among them if a word may end there: Chinese has no spaces.</summary>
    private static (string Letters, bool[] IsWordEnd) ReadLetters(string text)
    {
        var (letters, isWordEnd) = (new StringBuilder(text.Length), new HashSet<int>());
        foreach (var rune in FoldedText.FoldRunes(text))
        {
            var isLetter = Rune.IsLetterOrDigit(rune);
            if (!isLetter || rune.Value is >= 0x3400 and <= 0x9FFF) isWordEnd.Add(letters.Length);
            if (!isLetter) continue;
            letters.Append(rune);
            if (rune.Value is >= 0x3400 and <= 0x9FFF) isWordEnd.Add(letters.Length);
        }

        isWordEnd.Add(letters.Length);
        return (letters.ToString(), [.. Enumerable.Range(0, letters.Length + 1).Select(isWordEnd.Contains)]);
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
