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
    private const int MaxLetters = 80, MaxTextLength = 400, MaxShortWord = 2;

    private static readonly WordLists Words = WordLists.Load(typeof(Politeness).Assembly, "EcomCenter.Names.polite");

    /// <summary>The lists by meaning. Of a word in several, the first counts.</summary>
    private static readonly (Meanings Meaning, PhraseSet Words)[] Lists =
    [
        (Meanings.Greeting, Words.Sounds("greeting")), (Meanings.Courtesy, Words.Sounds("thanks")),
        (Meanings.Agreement, Words.Sounds("agreement")), (Meanings.None, Words.Sounds("particle")),
    ];

    private static readonly TextMemo<PoliteMeaning?> Judged = new(JudgeAnew);

    [Flags]
    private enum Meanings { None = 0, Greeting = 1, Courtesy = 2, Agreement = 4 }

    /// <summary>Polite words that may stand before or after an answer, as <see cref="WordSounds"/> writes them.</summary>
    public static PhraseSet WordsAround { get; } = Words.Sounds(["thanks", "greeting", "particle"]);

    /// <summary>Returns null if the text may hold more than polite words. A doubtful text does.</summary>
    public static PoliteMeaning? Judge(string text) => Judged.Get(text);

    private static PoliteMeaning? JudgeAnew(string text)
    {
        if (text.Length > MaxTextLength || HasTooManyLetters(text) || DisapprovalSigns.HoldsCode(text)) return null;
        var (rest, hadFaces) = FaceCodes.Remove(text);
        var words = WordSounds.FoldWords(rest);
        var letters = string.Concat(words);
        if (letters.Length > MaxLetters) return null;
        if (letters is [>= '0' and <= '9']) return PoliteMeaning.Greeting;
        // "Tomorrow at ten?" and "is that all right?" ask, however polite. "Anybody there?" greets.
        if (letters.Length > 0)
        {
            return JudgeLetters(letters, words, hadFaces) is var said && IsAsked(text) && said is not PoliteMeaning.Greeting ? null : said;
        }

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

    private static bool IsAsked(string text) => text.TrimEnd() is [.., '?' or '？' or '؟'];

    private static bool IsOtherSign(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && !Rune.IsPunctuation(rune) && CleanText.HasVisibleText(rune.ToString())
        && rune.Value is not ('~' or '+' or '=' or '^' or '`');

    // Finds a way to read all letters as polite words. Of several ways the one that asks for least counts.
    private static PoliteMeaning? JudgeLetters(string letters, IReadOnlyList<string> foldedWords, bool hadFaces)
    {
        var bounds = FindBounds(foldedWords, letters.Length);
        var readings = new HashSet<Meanings>[letters.Length + 1];
        readings[0] = [Meanings.None];
        for (var start = 0; start < letters.Length; start++)
        {
            if (readings[start] is not { } before) continue;
            var known = new HashSet<int>();
            foreach (var (meaning, words) in Lists)
                foreach (var end in words.FindEnds(letters, start).Where(end => IsWhole(bounds, start, end)).Where(known.Add))
                    (readings[end] ??= []).UnionWith(before.Select(reading => reading | meaning));
        }

        if (readings[letters.Length] is not { } whole) return null;
        // Words that may also be mere particles count with their own meaning.
        var found = whole.Where(reading => reading is not Meanings.None).DefaultIfEmpty().Min();
        if (found.HasFlag(Meanings.Agreement)) return PoliteMeaning.Agreement;
        if (found.HasFlag(Meanings.Courtesy)) return PoliteMeaning.Courtesy;
        return found is Meanings.Greeting ? PoliteMeaning.Greeting : hadFaces ? PoliteMeaning.Courtesy : null;
    }

    // "Yo" and "k" are polite, and no part of a longer word.
    private static bool IsWhole(bool[] bounds, int start, int end) => end - start > MaxShortWord || (bounds[start] && bounds[end]);

    private static bool[] FindBounds(IReadOnlyList<string> words, int length)
    {
        var (bounds, at) = (new bool[length + 1], 0);
        bounds[0] = true;
        foreach (var word in words) bounds[at += word.Length] = true;
        return bounds;
    }
}
