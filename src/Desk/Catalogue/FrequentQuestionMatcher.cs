using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Search;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Catalogue;

/// <summary>
/// Finds the frequent question that a message asks. Cautious, because a wrong answer is worse than none: a message that matches two
/// questions gets no match. The questions are kept in memory, because every message of a chat is compared with all of them.
/// </summary>
public sealed class FrequentQuestionMatcher(IDbContextFactory<DeskDb> contexts, TimeProvider time)
{
    /// <summary>The age at which the questions are read again, because another node may have changed them.</summary>
    public static TimeSpan MaxAge { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest text to match. A longer text is about more than a frequent question.</summary>
    private const int MaxTextLength = 300;

    /// <summary>
    /// The share of a question's pairs of neighbouring words that a message must contain. Pairs, because single Chinese characters match
    /// too often.
    /// </summary>
    private const double MinOverlap = 0.75;

    private const int MinPairs = 3;

    private const int MinStemLength = 3;

    private volatile KnownQuestions _known = new([], null);
    private int _version;

    /// <summary>Reads the questions again if they were changed or may have been.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (_known.ReadAt is { } readAt && time.GetElapsedTime(readAt) < MaxAge) return;
        var (version, now) = (Volatile.Read(ref _version), time.GetTimestamp());
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var questions = await db.FrequentQuestions.AsNoTracking().Where(q => !q.Retired).OrderBy(q => q.Sort).ToListAsync(cancellation);
        // What was changed while it was read is read again next time.
        _known = new(questions.ConvertAll(ToMatchable), version == Volatile.Read(ref _version) ? now : null);
    }

    /// <summary>Makes the next <see cref="RefreshAsync"/> read the questions again. Called after a commit that changed them.</summary>
    public void Invalidate()
    {
        Interlocked.Increment(ref _version);
        _known = _known with { ReadAt = null };
    }

    public FrequentAnswer? Match(string text, Language language)
    {
        if (text.Length > MaxTextLength) return null;
        var tokens = Tokens(text);
        return _known.Questions.FindAll(question => Matches(question, tokens)) is [var only] ? ToAnswer(only.Question, language) : null;
    }

    public FrequentAnswer? Find(string code, Language language) =>
        _known.Questions.Find(known => known.Question.Code == code) is { } found ? ToAnswer(found.Question, language) : null;

    private static FrequentAnswer ToAnswer(FrequentQuestion question, Language language) =>
        new(question.Code, question.Question(language), question.Answer(language));

    private static MatchableQuestion ToMatchable(FrequentQuestion question) => new(
        question,
        [.. question.Keywords.Split('\n').Select(Tokens).Where(phrase => phrase.Length > 0)],
        [.. LanguageTag.All.Select(language => Pairs(Tokens(question.Question(language)))).Where(pairs => pairs.Count >= MinPairs)]);

    private static bool Matches(MatchableQuestion question, string[] tokens)
    {
        if (question.Phrases.Exists(phrase => ContainsPhrase(tokens, phrase))) return true;
        var pairs = Pairs(tokens);
        return question.Pairs.Exists(asked => asked.Count(pairs.Contains) >= MinOverlap * asked.Count);
    }

    private static HashSet<(string, string)> Pairs(string[] tokens) => [.. tokens.Zip(tokens.Skip(1))];

    private static bool ContainsPhrase(string[] tokens, string[] phrase)
    {
        for (var start = 0; start + phrase.Length <= tokens.Length; start++)
        {
            var beginning = tokens.AsSpan(start, phrase.Length - 1);
            if (beginning.SequenceEqual(phrase.AsSpan(..^1)) && MatchesLastWord(tokens[start + phrase.Length - 1], phrase)) return true;
        }

        return false;
    }

    // Uyghur words take suffixes, so the last word of a phrase may continue.
    private static bool MatchesLastWord(string word, string[] phrase) =>
        phrase is [.., _, { Length: >= MinStemLength } last] ? word.StartsWith(last, StringComparison.Ordinal) : word == phrase[^1];

    private static string[] Tokens(string text) =>
        new string([.. SearchText.Fold(text).Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private sealed record KnownQuestions(List<MatchableQuestion> Questions, long? ReadAt);

    /// <summary>A question with its phrases, and with the pairs of neighbouring words of its wording in each language.</summary>
    private sealed record MatchableQuestion(FrequentQuestion Question, List<string[]> Phrases, List<HashSet<(string, string)>> Pairs);
}
