using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>
/// Finds the frequent question that a matter seems to be. Careful: an answer to something that nobody asked is worse than none, so who seems to
/// ask two things at once gets no match.
/// </summary>
public sealed class KnownQuestions(IDbContextFactory<DeskDb> contexts)
{
    /// <summary>Long stories are about more than a frequent question.</summary>
    private const int LongestText = 300;

    /// <summary>Of the pairs of neighbouring words of a question, so many are found in what was said. Single Chinese characters would say nothing.</summary>
    private const double StrongOverlap = 0.75;

    private const int FewestPairs = 3;

    private const int ShortestStem = 3;

    public async Task<KnownAnswer?> LikeAsync(string text, Language language, CancellationToken cancellation)
    {
        if (text.Length > LongestText) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var questions = await db.FrequentQuestions.AsNoTracking().Where(q => !q.Retired).OrderBy(q => q.Sort).ToListAsync(cancellation);
        var said = Tokens(text);
        return questions.FindAll(question => IsLike(question, said)) is [var only] ? In(only, language) : null;
    }

    public async Task<KnownAnswer?> OfAsync(string code, Language language, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.FrequentQuestions.AsNoTracking().FirstOrDefaultAsync(q => q.Code == code && !q.Retired, cancellation) is { } question ? In(question, language) : null;
    }

    private static KnownAnswer In(FrequentQuestion question, Language language) => new(question.Code, question.Question(language), question.Answer(language));

    private static bool IsLike(FrequentQuestion question, string[] said) =>
        question.Words.Split('\n').Select(Tokens).Any(phrase => phrase.Length > 0 && Holds(said, phrase))
        || LanguageTag.All.Any(language => Overlap(Tokens(question.Question(language)), said) >= StrongOverlap);

    private static double Overlap(string[] asked, string[] said)
    {
        var (pairs, heard) = (Pairs(asked), Pairs(said));
        return pairs.Count < FewestPairs ? 0 : (double)pairs.Count(heard.Contains) / pairs.Count;
    }

    private static HashSet<(string, string)> Pairs(string[] tokens) => [.. tokens.Zip(tokens.Skip(1))];

    private static bool Holds(string[] said, string[] phrase)
    {
        for (var at = 0; at + phrase.Length <= said.Length; at++)
            if (said.AsSpan(at, phrase.Length - 1).SequenceEqual(phrase.AsSpan(..^1)) && Begins(said[at + phrase.Length - 1], phrase)) return true;
        return false;
    }

    // Uyghur words grow at their ends: the last one of a phrase may go on.
    private static bool Begins(string word, string[] phrase) =>
        phrase is [.., _, { Length: >= ShortestStem } last] ? word.StartsWith(last, StringComparison.Ordinal) : word == phrase[^1];

    private static string[] Tokens(string text) =>
        new string([.. Phrases.Fold(text).Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
