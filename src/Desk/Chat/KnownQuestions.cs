using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>
/// Finds the frequent question that a matter seems to be. Careful: an answer to something that nobody asked is worse than none, so two questions
/// that are as likely as each other are no match.
/// </summary>
public sealed class KnownQuestions(IDbContextFactory<DeskDb> contexts)
{
    /// <summary>Long stories are about more than a frequent question.</summary>
    private const int LongestText = 300;

    /// <summary>Of the pairs of neighbouring words of a question, so many are found in what was said. Single Chinese characters would say nothing.</summary>
    private const double StrongOverlap = 0.75;

    private const int FewestPairs = 3;

    public async Task<KnownAnswer?> LikeAsync(string text, Language language, CancellationToken cancellation)
    {
        if (text.Length > LongestText) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var questions = await db.FrequentQuestions.AsNoTracking().Where(q => !q.Retired).OrderBy(q => q.Sort).ToListAsync(cancellation);
        var said = Tokens(text);
        var likely = questions.Select(q => (Question: q, Likeness: Likeness(q, said))).Where(x => x.Likeness > 0).OrderByDescending(x => x.Likeness).Take(2).ToList();
        if (likely.Count == 0 || (likely.Count == 2 && likely[0].Likeness <= likely[1].Likeness)) return null;
        return new(likely[0].Question.Code, likely[0].Question.Question(language), likely[0].Question.Answer(language));
    }

    /// <summary>The tokens of its longest phrase that was said, or the share of the question's own words.</summary>
    private static double Likeness(FrequentQuestion question, string[] said)
    {
        var phrase = question.Words.Split('\n').Select(Tokens).Where(words => words.Length > 0 && Holds(said, words)).Select(words => words.Length).DefaultIfEmpty().Max();
        return phrase > 0 ? phrase : LanguageTag.All.Max(language => Overlap(Tokens(question.Question(language)), said));
    }

    private static double Overlap(string[] asked, string[] said)
    {
        var (pairs, heard) = (Pairs(asked), Pairs(said));
        var share = pairs.Count < FewestPairs ? 0 : (double)pairs.Count(heard.Contains) / pairs.Count;
        return share >= StrongOverlap ? share : 0;
    }

    private static HashSet<(string, string)> Pairs(string[] tokens) => [.. tokens.Zip(tokens.Skip(1))];

    private static bool Holds(string[] said, string[] phrase)
    {
        for (var at = 0; at + phrase.Length <= said.Length; at++)
            if (said.AsSpan(at, phrase.Length).SequenceEqual(phrase)) return true;
        return false;
    }

    private static string[] Tokens(string text) =>
        new string([.. Phrases.Fold(text).Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
