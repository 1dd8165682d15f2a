namespace EcomCenter.Texts;

/// <summary>Texts that hold nothing but words of a list, in any order and with or without spaces.</summary>
public static class WordCover
{
    private static readonly TextMemo<IReadOnlyList<string>> Runs = new(text => [.. FindRuns(text)]);

    /// <summary>Returns true if the text can be read as words of the list and nothing else.</summary>
    public static bool Covers(string text, PhraseSet words) => FindLeft(text, words).Length == 0;

    /// <summary>Returns the letters and digits that no word of the lists covers, as few as possible.</summary>
    public static string FindLeft(string text, params IReadOnlyList<PhraseSet> lists) =>
        string.Concat(Runs.Get(text).Select(run => FindLeftInRun(run, lists)));

    /// <summary>Returns true if a word of the text is in the list.</summary>
    public static bool Holds(string text, PhraseSet words) => Runs.Get(text).Any(run =>
        IsChinese(run) ? Enumerable.Range(0, run.Length).Any(start => words.FindEnds(run, start).Count > 0) : words.Contains(run));

    // Chinese signs that follow each other may be read as any words; other words have ends of their own.
    private static IEnumerable<string> FindRuns(string text)
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
        var (left, before) = (new int[run.Length + 1], new int[run.Length + 1]);
        Array.Fill(left, int.MaxValue, 1, run.Length);
        for (var start = 0; start < run.Length; start++)
        {
            Keep(start, start + 1, left[start] + 1);
            foreach (var words in lists)
                foreach (var end in words.FindEnds(run, start)) Keep(start, end, left[start]);
        }

        return left[run.Length] == 0 ? "" : string.Concat(FindUncovered().Reverse());

        void Keep(int start, int end, int count)
        {
            if (count < left[end]) (left[end], before[end]) = (count, start);
        }

        IEnumerable<char> FindUncovered()
        {
            for (var end = run.Length; end > 0; end = before[end])
                if (left[end] > left[before[end]]) yield return run[before[end]];
        }
    }

    private static bool IsChinese(string word) => word[0] is >= '\u3400' and <= '\u9FFF';
}
