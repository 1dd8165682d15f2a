using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Search;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Catalogue;

/// <summary>
/// Finds the frequent question that a message asks. Cautious, because a wrong answer is worse than none: a message that matches two
/// questions gets no match.
/// </summary>
public sealed class FrequentQuestionMatcher(IDbContextFactory<DeskDb> contexts)
{
    /// <summary>The longest text to match. A longer text is about more than a frequent question.</summary>
    private const int MaxTextLength = 300;

    /// <summary>
    /// The share of a question's pairs of neighbouring words that a message must contain. Pairs, because single Chinese characters match
    /// too often.
    /// </summary>
    private const double MinOverlap = 0.75;

    private const int MinPairs = 3;

    private const int MinStemLength = 3;

    public async Task<FrequentAnswer?> MatchAsync(string text, Language language, CancellationToken cancellation)
    {
        if (text.Length > MaxTextLength) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var questions = await db.FrequentQuestions.AsNoTracking().Where(q => !q.Retired).OrderBy(q => q.Sort).ToListAsync(cancellation);
        var tokens = Tokens(text);
        return questions.FindAll(question => Matches(question, tokens)) is [var only] ? ToAnswer(only, language) : null;
    }

    public async Task<FrequentAnswer?> FindAsync(string code, Language language, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var question = await db.FrequentQuestions.AsNoTracking().FirstOrDefaultAsync(q => q.Code == code && !q.Retired, cancellation);
        return question is null ? null : ToAnswer(question, language);
    }

    private static FrequentAnswer ToAnswer(FrequentQuestion question, Language language) =>
        new(question.Code, question.Question(language), question.Answer(language));

    private static bool Matches(FrequentQuestion question, string[] tokens) =>
        question.Keywords.Split('\n').Select(Tokens).Any(phrase => phrase.Length > 0 && ContainsPhrase(tokens, phrase))
        || LanguageTag.All.Any(language => Overlap(Tokens(question.Question(language)), tokens) >= MinOverlap);

    private static double Overlap(string[] questionTokens, string[] messageTokens)
    {
        var (questionPairs, messagePairs) = (Pairs(questionTokens), Pairs(messageTokens));
        return questionPairs.Count < MinPairs ? 0 : (double)questionPairs.Count(messagePairs.Contains) / questionPairs.Count;
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
}
