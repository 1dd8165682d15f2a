using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Finds words that announce a matter of its own: "one more thing", alone or before the matter.</summary>
internal static class NewMatter
{
    /// <summary>The least letters of a matter.</summary>
    private const int MinLetters = 3;

    private const int MaxClausesBefore = 2, MaxWords = 24;

    private static readonly PhraseSet OneMore = SaidWords.Lists.Sounds("oneMore");

    /// <summary>Returns true for words that say nothing but that another matter follows.</summary>
    public static bool IsAnnounced(string text) =>
        // "There is still a small problem" says that the known one is not solved.
        (TypedAnswer.Says(text, ButtonCodes.New) || TypedAnswer.Says(text, "oneMore")) && !TypedAnswer.SaysIn(text, "notSolved");

    /// <summary>Returns true for "one more thing, my parcel is lost": the matter is told at once.</summary>
    public static bool IsTold(string text) => IsTold(text, afterAnswer: false);

    /// <summary>The same after an answer: then what did not come is no more of the matter that is known.</summary>
    public static bool IsToldAfterAnswer(string text) => IsTold(text, afterAnswer: true);

    private static bool IsTold(string text, bool afterAnswer)
    {
        var clauses = AnswerReadings.SplitClauses(text);
        var at = AnswerReadings.CountAsides(clauses, MaxClausesBefore);
        return FindMatter(clauses, at, afterAnswer) is { } matter && CountLetters(matter) >= MinLetters && Politeness.Judge(matter) is null;
    }

    /// <summary>
    /// Returns what stands before "one more thing", as in "solved, one more thing: my parcel is lost". Null if there is no such thing, or
    /// nothing before it.
    /// </summary>
    public static string? FindBefore(string text)
    {
        var starts = TextParts.FindStarts(TextParts.Beginning(text), OneMore);
        return starts.Where(start => IsToldAfterAnswer(text[start..]) || IsAnnounced(text[start..])).Select(start => text[..start])
            .FirstOrDefault();
    }

    private static string? FindMatter(IReadOnlyList<string> clauses, int at, bool afterAnswer)
    {
        if (at >= clauses.Count) return null;
        var others = string.Join('\n', clauses.Skip(at + 1));
        // What is not solved, or not answered, is the matter that is known.
        if (IsAnnounced(clauses[at])) return IsOfKnown(others, afterAnswer) ? null : others;
        var words = WordSounds.FoldWords(TextParts.Beginning(clauses[at]));
        var opening = TextParts.CountBeginning(words, OneMore, MaxWords);
        var rest = string.Join(' ', words.Skip(opening));
        return opening == 0 || rest.Length == 0 || IsOfKnown(rest, afterAnswer) || IsOfDesk(rest) ? null
            : rest + '\n' + others;
    }

    private static bool IsOfKnown(string text, bool afterAnswer) =>
        (!afterAnswer && TypedAnswer.Says(text, "notSolved")) || TypedAnswer.Says(text, "urge")
        || TypedAnswer.Says(text, ButtonCodes.MyTickets);

    // "One thing that you have not done", "one question that is not clear".
    private static bool IsOfDesk(string words) => TextParts.CountBeginning(words.Split(' '), SaidWords.Lists.Sounds("desk"), MaxWords) > 0
        || TextParts.CountBeginning(words.Split(' '), SaidWords.Lists.Sounds("notSolvedWords"), MaxWords) > 0;

    private static int CountLetters(string text) => text.Count(char.IsLetterOrDigit);
}
