using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Finds the kind that words name before they tell the matter: "I want to complain, they do not pay me back". Words that only speak of
/// complaints, ask how one complains, or name two kinds choose none.
/// </summary>
internal static class KindInWords
{
    private const int MaxClausesBefore = 2, MaxWords = 24;

    private static readonly PhraseSet AsksAbout = SaidWords.Lists.Sounds("asksAboutKind");

    private static readonly (TicketKind Kind, PhraseSet Words)[] Beginnings = [.. Enum.GetValues<TicketKind>()
        .Where(kind => kind is not TicketKind.Other)
        .Select(kind => (kind, SaidWords.Lists.Sounds("kindBegins." + EnumCode.From(kind))))];

    public static TicketKind? Find(string text)
    {
        var clauses = AnswerReadings.SplitClauses(text);
        // "Just a question" is an aside as well.
        return Enumerable.Range(0, Math.Min(AnswerReadings.CountAsides(clauses, MaxClausesBefore) + 1, clauses.Count))
            .Select(at => FindIn(text, clauses[at], hasMore: at + 1 < clauses.Count)).FirstOrDefault(kind => kind is not null);
    }

    private static TicketKind? FindIn(string text, string clause, bool hasMore)
    {
        if (IsAsked(text, clause)) return null;
        if (hasMore && TypedAnswer.FindToldKinds(clause) is [var told]) return told;
        var words = AnswerReadings.WithoutFillers(WordSounds.FoldWords(TextParts.Beginning(clause)));
        var begun = Array.FindAll(Beginnings, entry => Begins(words, entry.Kind, entry.Words, hasMore));
        return begun is [var only] ? only.Kind : null;
    }

    private static bool Begins(IReadOnlyList<string> words, TicketKind kind, PhraseSet beginnings, bool hasMore)
    {
        var count = TextParts.CountBeginning(words, beginnings, MaxWords);
        if (count == 0 || (count == words.Count && !hasMore)) return false;
        // Whoever has a question or a suggestion may go on with any words.
        return kind is TicketKind.Inquiry or TicketKind.Suggestion
            || TextParts.CountBeginning([.. words.Skip(count)], AsksAbout, MaxWords) == 0;
    }

    private static bool IsAsked(string text, string clause)
    {
        var end = text.IndexOf(clause, StringComparison.Ordinal) + clause.Length;
        return end < text.Length && text[end] is '?' or '？' or '؟' && TypedAnswer.FindToldKinds(clause).Count > 0;
    }
}
