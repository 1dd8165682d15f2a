using System.Buffers;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The ways to read a typed answer: whole, and without words around it that say nothing of their own, such as "well, I want … please".
/// All are written as <see cref="WordSounds"/> writes them.
/// </summary>
internal static class AnswerReadings
{
    private const int MaxReadings = 100, MaxWordsTogether = 8, MaxTimes = 3;

    private static readonly WordLists Around = WordLists.Load(typeof(AnswerReadings).Assembly, "EcomCenter.Bots.Texts.around");

    /// <summary>Slips of dictation and keyboards, and the words that were meant. The slips are no words themselves.</summary>
    private static readonly (string Wrong, string Right)[] Slips =
        [.. Around.EntriesOf("slips").Select(entry => entry.Split('>')).Select(pair => (pair[0], pair[1]))];

    /// <summary>Words that deny something, and those after them that tell what is meant instead.</summary>
    private static readonly (string Denied, string Meant)[] Contraries =
        [.. Around.EntriesOf("contrary").Select(entry => entry.Split('>')).Select(pair => (pair[0], pair[1]))];

    private static readonly PhraseSet Leads = Around.Sounds("lead"), Tails = Around.Sounds("tail"), Corrects = Around.Sounds("corrects"),
        Negations = Around.Sounds("negation"), Fillers = Around.Sounds("fillers"), Beside = Around.Sounds("beside");

    private static readonly char[] ClauseEnds = [.. ",，、。.!！;；،؛?？؟~～…:：\n"];

    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \u3000");

    // One message, and each of its sentences, is compared with many buttons.
    private static readonly TextMemo<IReadOnlyList<string>> Known = new(FindReadings, size: 256);

    private static readonly TextMemo<IReadOnlyList<string>> Clauses = new(SplitAnew, size: 256), Substance = new(FindSubstance, size: 256);

    /// <summary>Returns the readings of a text, those that leave out least first.</summary>
    public static IReadOnlyList<string> Read(string text) => Known.Get(text);

    private static IReadOnlyList<string> FindReadings(string text)
    {
        var said = Politeness.WithoutFaces(text);
        var words = WordSounds.FoldWords(said);
        var meant = Slips.Aggregate(said, (rest, slip) => rest.Replace(slip.Wrong, slip.Right, StringComparison.OrdinalIgnoreCase));
        var fluent = WithoutFillers(words);
        return [.. FindReadings(words), .. FindOnce(words) is { } once ? FindReadings(once) : [],
            .. meant == said ? [] : FindReadings(WordSounds.FoldWords(meant)),
            .. fluent.Count == words.Count ? [] : FindReadings(fluent)];
    }

    /// <summary>Leaves out what people say while they search for words: "it is, well, solved". Dictation writes it down.</summary>
    public static IReadOnlyList<string> WithoutFillers(IReadOnlyList<string> words) =>
        new WordRun(words).Without(Fillers, MaxWordsTogether);

    // "Take it back, take it back" is said once with more weight. Digits that repeat are a number.
    private static IReadOnlyList<string>? FindOnce(IReadOnlyList<string> words)
    {
        if (words.Any(word => word.Any(char.IsDigit))) return null;
        for (var length = Math.Max(1, words.Count / MaxTimes); length <= Math.Min(MaxWordsTogether, words.Count / 2); length++)
            if (words.Count % length == 0 && words.Take(length).Sum(word => word.Length) > 1
                && Enumerable.Range(length, words.Count - length).All(at => words[at] == words[at - length]))
                return [.. words.Take(length)];
        return null;
    }

    // "Well, sold, sold, thank you": what is left is said twice.
    private static bool IsTwice(IReadOnlyList<string> words, int start, int end)
    {
        var half = (end - start) / 2;
        if ((end - start) % 2 != 0 || half == 0 || words[start] != words[start + half] || words[start].Any(char.IsDigit)) return false;
        var length = words[start].Length;
        for (var at = 1; at < half; at++)
        {
            if (words[start + at] != words[start + half + at]) return false;
            length += words[start + at].Length;
        }

        return length > 1;
    }

    private static IReadOnlyList<string> FindReadings(IReadOnlyList<string> words)
    {
        var run = new WordRun(words);
        var (ranges, readings) = (new List<(int Start, int End)> { (0, words.Count) }, new List<string>());
        for (var i = 0; i < ranges.Count && i < MaxReadings; i++)
        {
            var (start, end) = ranges[i];
            if (start >= end) continue;
            readings.Add(run.Join(start, end));
            if (IsTwice(words, start, end)) readings.Add(run.Join(start, (start + end) / 2));
            ranges.AddRange(Shorten(run, start, end).Except(ranges).ToList());
        }

        return readings;
    }

    /// <summary>Returns true for a text that begins with words such as "I meant" and "change it to".</summary>
    public static bool IsCorrection(string text) =>
        TextParts.CountBeginning(WordSounds.FoldWords(text), Corrects, MaxWordsTogether) > 0;

    /// <summary>Splits a text at its punctuation. Between Chinese signs many write a space instead.</summary>
    public static IReadOnlyList<string> SplitClauses(string text) => Clauses.Get(text);

    private static IReadOnlyList<string> SplitAnew(string text)
    {
        var clauses = text.Split(ClauseEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return clauses.Any(HasSpaceBetweenHan) ? [.. clauses.SelectMany(SplitAtSpaces)] : clauses;
    }

    private static bool HasSpaceBetweenHan(string clause) => clause.AsSpan().ContainsAny(Spaces) && FindSpacesBetweenHan(clause).Any();

    private static IEnumerable<string> SplitAtSpaces(string clause)
    {
        var start = 0;
        foreach (var space in FindSpacesBetweenHan(clause))
        {
            yield return clause[start..space].Trim();
            start = space;
        }

        yield return clause[start..].Trim();
    }

    // A text of mere signs with a space after each is one that was folded, or typed so.
    private static IEnumerable<int> FindSpacesBetweenHan(string text)
    {
        if (!Enumerable.Range(1, Math.Max(text.Length - 1, 0)).Any(at => IsHan(text[at]) && IsHan(text[at - 1]))) yield break;
        for (var at = 1; at < text.Length - 1; at++)
        {
            if (!Spaces.Contains(text[at]) || !IsHan(text[at - 1])) continue;
            var next = at + 1;
            while (next < text.Length && Spaces.Contains(text[next])) next++;
            if (next < text.Length && IsHan(text[next])) yield return at;
        }
    }

    /// <summary>Returns the answers in a text that are no asides.</summary>
    public static IReadOnlyList<string> ClausesOfSubstance(string text) => Substance.Get(text);

    private static IReadOnlyList<string> FindSubstance(string text) => [.. SplitAnswers(text).Where(clause => !IsAside(clause))];

    /// <summary>Splits a text at its punctuation, and where it goes on in the other one of Chinese and Arabic letters.</summary>
    public static IReadOnlyList<string> SplitAnswers(string text)
    {
        var clauses = SplitClauses(text);
        if (Array.Exists(Contraries, pair => text.Contains(pair.Denied, StringComparison.OrdinalIgnoreCase)))
            clauses = [.. clauses.SelectMany(SplitAfterDenial)];
        return text.Any(IsHan) && text.Any(IsArabic) ? [.. clauses.SelectMany(SplitScripts)] : clauses;
    }

    // "It is no suggestion it is a complaint" is two sentences.
    private static IReadOnlyList<string> SplitAfterDenial(string clause)
    {
        foreach (var (denied, meant) in Contraries)
        {
            var start = clause.IndexOf(denied, StringComparison.OrdinalIgnoreCase);
            var next = start < 0 ? -1 : clause.IndexOf(meant, start + denied.Length, StringComparison.OrdinalIgnoreCase);
            if (next >= 0) return [clause[..next].Trim(), clause[next..].Trim()];
        }

        return [clause];
    }

    private static IEnumerable<string> SplitScripts(string clause)
    {
        var (start, isArabic) = (0, (bool?)null);
        for (var at = 0; at < clause.Length; at++)
        {
            if (!IsHan(clause[at]) && !IsArabic(clause[at])) continue;
            if (isArabic is { } before && before != IsArabic(clause[at]))
            {
                yield return clause[start..at].Trim();
                start = at;
            }

            isArabic = IsArabic(clause[at]);
        }

        yield return clause[start..].Trim();
    }

    private static bool IsHan(char sign) => sign is >= '\u3400' and <= '\u9FFF';

    private static bool IsArabic(char sign) => sign is >= '\u0600' and <= '\u06FF';

    /// <summary>Returns where its clauses end: the places of the punctuation, and of spaces instead.</summary>
    public static IEnumerable<int> FindClauseEnds(string text) =>
        Enumerable.Range(0, text.Length).Where(at => ClauseEnds.Contains(text[at])).Concat(FindSpacesBetweenHan(text)).Order();

    /// <summary>Returns true if the first clause ends with a question mark: "solved?" asks, whatever follows it.</summary>
    public static bool IsFirstAsked(string text) => text.IndexOfAny(ClauseEnds) is >= 0 and var end && text[end] is '?' or '？' or '؟';

    /// <summary>Splits a text into its words as they are written. Chinese has no spaces, so its signs stay together.</summary>
    public static IReadOnlyList<string> SplitWords(string text) =>
        string.Concat(FoldedText.Fold(text).Select(sign => char.IsLetterOrDigit(sign) ? sign : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Returns true for a part of a text that is polite, or says nothing of its own.</summary>
    public static bool IsAside(string clause) =>
        Politeness.Judge(clause) is not null || Beside.Contains(WordSounds.Fold(clause));

    /// <summary>Returns how many of the first clauses are asides, at most <paramref name="max"/>.</summary>
    public static int CountAsides(IReadOnlyList<string> clauses, int max) => clauses.Take(max).TakeWhile(IsAside).Count();

    private static IEnumerable<(int Start, int End)> Shorten(WordRun words, int start, int end)
    {
        for (var length = 1; length <= Math.Min(MaxWordsTogether, end - start - 1); length++)
        {
            var (first, last) = (words.Join(start, start + length), words.Join(end - length, end));
            // "Not good", "no opinion": whatever follows a negation belongs to it.
            if (Leads.Contains(first) || Corrects.Contains(first)
                || (IsPolite(first) && !Negations.Contains(first)))
                yield return (start + length, end);
            if (Tails.Contains(last)
                || (IsPolite(last) && !Negations.Contains(words.Words[end - length - 1])))
                yield return (start, end - length);
        }
    }

    // Without polite words of one sign "not good" would be "not".
    private static bool IsPolite(string word) => word.Length > 1 && Politeness.WordsAround.Contains(word);
}
