using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Reads what somebody goes on with after "solved" or a rating without announcing another matter: "solved, and who pays the postage?".
/// </summary>
internal static class MoreAfterAnswer
{
    private const int MinLetters = 3, MinThing = 2, MaxWords = 12, MaxNameLetters = 12;

    private static readonly PhraseSet GoesOn = SaidWords.Lists.Sounds("goesOn"), Contrasts = SaidWords.Lists.Sounds("contrasts");

    /// <summary>Splits a text into the longest answer at its beginning and the rest. Null if it does not begin with one.</summary>
    public static (string Answer, string More)? Split(string text, Func<string, bool> isAnswer)
    {
        if (text.Length > SubmissionBuilder.MaxLength) return null;
        var beginning = TextParts.Beginning(text);
        foreach (var cut in FindCuts(beginning).Distinct().OrderDescending())
            if (isAnswer(beginning[..cut].Trim())) return (beginning[..cut].Trim(), text[cut..]);
        return null;
    }

    /// <summary>
    /// Returns true for another matter. What denies the answer, takes it back with "but" or judges it, is none.
    /// </summary>
    public static bool IsMatter(string more)
    {
        var (contrast, connective, said) = Read(more);
        if (contrast > 0 && connective == 0) return false;
        return LettersBesidePolite(said) >= MinLetters && !TypedAnswer.IsKnown(said) && !IsComment(more)
            && !AnswerReadings.SplitClauses(more).Any(SolvedWords.Deny)
            && (connective > 0 || (CommentDetector.AsksOrWants(more) && !SolvedWords.HoldDenial(more)));
    }

    /// <summary>Returns true for a matter that begins with words such as "I would also like to ask".</summary>
    public static bool BeginsMatter(string text) => Read(text) is { Contrast: 0, Connective: > 0, Said: var said }
        && LettersBesidePolite(said) >= MinThing && !TypedAnswer.IsKnown(said) && !IsComment(text)
        && !AnswerReadings.SplitClauses(text).Any(SolvedWords.Deny);

    /// <summary>Returns true for thanks and for a judgement of the answer: "solved, and Wang was very kind".</summary>
    public static bool IsComment(string more)
    {
        if (CommentDetector.IsComment(more) || Politeness.Judge(more) is not null) return true;
        var (contrast, _, said) = Read(more);
        if (CommentDetector.IsComment(said) || Politeness.Judge(said) is not null) return true;
        return contrast == 0 && ThanksSomebody(said);
    }

    // What is asked is no answer, so nothing is cut after it.
    private static IEnumerable<int> FindCuts(string beginning)
    {
        var end = beginning.AsSpan().IndexOfAny('?', '？', '؟');
        var said = end < 0 ? beginning : beginning[..end];
        return AnswerReadings.FindClauseEnds(said).Concat(TextParts.FindStarts(said, GoesOn))
            .Concat(TextParts.FindStarts(said, Contrasts)).Where(cut => cut > 0);
    }

    private static (int Contrast, int Connective, string Said) Read(string more)
    {
        var words = WordSounds.FoldWords(more);
        var contrast = TextParts.CountBeginning(words, Contrasts, MaxWords);
        var connective = TextParts.CountBeginning([.. words.Skip(contrast)], GoesOn, MaxWords);
        return (contrast, connective, string.Join(' ', words.Skip(contrast + connective)));
    }

    // The name is not known: two signs of Chinese, or one word of another script.
    private static bool ThanksSomebody(string said)
    {
        var unknown = WordSounds.FoldWords(said).Where(word => LettersBesidePolite(word) > 0).ToList();
        return unknown.Count < WordSounds.FoldWords(said).Count
            && (LettersBesidePolite(said) < MinLetters || unknown is [{ Length: <= MaxNameLetters }]);
    }

    private static int LettersBesidePolite(string said) => WordCover.FindLeft(said, Politeness.WordsAround).Length;
}
