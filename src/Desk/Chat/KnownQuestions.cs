using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>
/// Finds the frequent question that a message asks. Cautious, because a wrong answer is worse than none: a message that matches two
/// questions gets no match.
/// </summary>
public sealed class KnownQuestions(IDbContextFactory<DeskDb> contexts)
{
    /// <summary>The longest text to match. A longer text is about more than a frequent question.</summary>
    private const int LongestText = 300;

    /// <summary>
    /// The share of a question's pairs of neighbouring words that a message must contain. Pairs, because single Chinese characters match
    /// too often.
    /// </summary>
    private const double StrongOverlap = 0.75;

    private const int FewestPairs = 3;

    private const int ShortestStem = 3;

    public async Task<KnownAnswer?> LikeAsync(string text, Language language, CancellationToken cancellation)
    {
        if (text.Length > LongestText) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var questions = await db.FrequentQuestions.AsNoTracking().Where(q => !q.Retired).OrderBy(q => q.Sort).ToListAsync(cancellation);
        var tokens = Tokens(text);
        return questions.FindAll(question => IsLike(question, tokens)) is [var only] ? In(only, language) : null;
    }

    public async Task<KnownAnswer?> OfAsync(string code, Language language, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var question = await db.FrequentQuestions.AsNoTracking().FirstOrDefaultAsync(q => q.Code == code && !q.Retired, cancellation);
        return question is null ? null : In(question, language);
    }

    private static KnownAnswer In(FrequentQuestion question, Language language) =>
        new(question.Code, question.Question(language), question.Answer(language));

    private static bool IsLike(FrequentQuestion question, string[] said) =>
        question.Words.Split('\n').Select(Tokens).Any(phrase => phrase.Length > 0 && Holds(said, phrase))
        || LanguageTag.All.Any(language => Overlap(Tokens(question.Question(language)), said) >= StrongOverlap);

    private static double Overlap(string[] asked, string[] said)
    {
        var (questionPairs, messagePairs) = (Pairs(asked), Pairs(said));
        return questionPairs.Count < FewestPairs ? 0 : (double)questionPairs.Count(messagePairs.Contains) / questionPairs.Count;
    }

    private static HashSet<(string, string)> Pairs(string[] tokens) => [.. tokens.Zip(tokens.Skip(1))];

    private static bool Holds(string[] said, string[] phrase)
    {
        for (var start = 0; start + phrase.Length <= said.Length; start++)
        {
            var beginning = said.AsSpan(start, phrase.Length - 1);
            if (beginning.SequenceEqual(phrase.AsSpan(..^1)) && Begins(said[start + phrase.Length - 1], phrase)) return true;
        }

        return false;
    }

    // Uyghur words take suffixes, so the last word of a phrase may continue.
    private static bool Begins(string word, string[] phrase) =>
        phrase is [.., _, { Length: >= ShortestStem } last] ? word.StartsWith(last, StringComparison.Ordinal) : word == phrase[^1];

    private static string[] Tokens(string text) =>
        new string([.. Phrases.Fold(text).Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
