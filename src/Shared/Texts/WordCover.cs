using System.Collections.Frozen;

namespace EcomCenter.Texts;

/// <summary>Texts that hold nothing but words of a list, in any order and with or without spaces.</summary>
public static class WordCover
{
    private const int LongestWord = 24;

    /// <summary>Returns true if the text can be read as words of the list and nothing else.</summary>
    public static bool Covers(string text, FrozenSet<string> words) => FindLeft(text, words).Length == 0;

    /// <summary>Returns the letters and digits that no word of the list covers, as few as possible.</summary>
    public static string FindLeft(string text, FrozenSet<string> words)
    {
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        return string.Concat(SplitRuns(text).Select(run => FindLeft(run, lookup)));
    }

    /// <summary>Returns true if a word of the text is in the list.</summary>
    public static bool Holds(string text, FrozenSet<string> words)
    {
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        return SplitRuns(text).Any(run => Enumerable.Range(0, run.Length).Any(start =>
            Enumerable.Range(1, Math.Min(LongestWord, run.Length - start)).Any(length =>
                (IsChinese(run) || (start == 0 && length == run.Length)) && lookup.Contains(run.AsSpan(start, length)))));
    }

    // Chinese signs that follow each other may be read as any words; other words have ends of their own.
    private static IEnumerable<string> SplitRuns(string text)
    {
        var run = "";
        foreach (var word in WordSounds.FoldWords(text))
        {
            if (run.Length > 0 && IsChinese(word) && IsChinese(run))
            {
                run += word;
                continue;
            }

            if (run.Length > 0) yield return run;
            run = word;
        }

        if (run.Length > 0) yield return run;
    }

    private static string FindLeft(string run, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words)
    {
        if (!IsChinese(run)) return words.Contains(run) || run.All(char.IsDigit) ? "" : run;
        var left = new string[run.Length + 1];
        left[0] = "";
        for (var end = 1; end <= run.Length; end++)
        {
            left[end] = left[end - 1] + run[end - 1];
            for (var start = Math.Max(0, end - LongestWord); start < end; start++)
                if (left[start].Length < left[end].Length && words.Contains(run.AsSpan(start, end - start))) left[end] = left[start];
        }

        return left[run.Length];
    }

    private static bool IsChinese(string word) => word[0] is >= '\u3400' and <= '\u9FFF';
}
