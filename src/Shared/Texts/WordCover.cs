namespace EcomCenter.Texts;

/// <summary>Texts that hold nothing but words of a list, in any order and with or without spaces.</summary>
public static class WordCover
{
    /// <summary>Returns true if the text can be read as words of the list and nothing else.</summary>
    public static bool Covers(string text, PhraseSet words) => FindLeft(text, words).Length == 0;

    /// <summary>Returns the letters and digits that no word of the lists covers, as few as possible.</summary>
    public static string FindLeft(string text, params IReadOnlyList<PhraseSet> lists) =>
        string.Concat(SplitRuns(text).Select(run => FindLeftInRun(run, lists)));

    /// <summary>Returns true if a word of the text is in the list.</summary>
    public static bool Holds(string text, PhraseSet words) => SplitRuns(text).Any(run =>
        IsChinese(run) ? Enumerable.Range(0, run.Length).Any(start => words.FindEnds(run, start).Any()) : words.Contains(run));

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

    private static string FindLeftInRun(string run, IReadOnlyList<PhraseSet> lists)
    {
        if (!IsChinese(run)) return run.All(char.IsDigit) || lists.Any(words => words.Contains(run)) ? "" : run;
        var left = new string?[run.Length + 1];
        left[0] = "";
        for (var start = 0; start < run.Length; start++)
        {
            var before = left[start]!;
            Keep(start + 1, before + run[start]);
            foreach (var end in lists.SelectMany(words => words.FindEnds(run, start))) Keep(end, before);
        }

        return left[run.Length]!;

        void Keep(int end, string rest)
        {
            if (left[end] is null || rest.Length < left[end]!.Length) left[end] = rest;
        }
    }

    private static bool IsChinese(string word) => word[0] is >= '\u3400' and <= '\u9FFF';
}
