using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Words that say if a matter is solved, put together freely.</summary>
internal static class SolvedWords
{
    private const int MaxAbility = 3;

    /// <summary>Words of "not solved", of "solved", and of what may stand beside them.</summary>
    private static readonly PhraseSet[] Freely = [SaidWords.Lists.Sounds("notSolvedWords"), SaidWords.Lists.Sounds("solvedWords"),
        SaidWords.Lists.Sounds("besideSolved"), Politeness.WordsAround];

    /// <summary>"You need not look after it any more": the "not" in it denies nothing.</summary>
    private static readonly PhraseSet NoMoreNeeded = SaidWords.Lists.Sounds("noMoreNeeded");

    /// <summary>
    /// Returns true for words about what came and what did not, with no other word among them. To ask is no answer, and neither is what
    /// somebody wishes for: "send it back" is not "it was sent back".
    /// </summary>
    public static bool SayFreely(string text, string code)
    {
        var word = SaidWords.KeyOf(code);
        if (word is not ("solved" or "notSolved") || text.Length > TypedAnswer.MaxLength) return false;
        text = WithoutNoMoreNeeded(text);
        if (text.Length == 0 || !(HoldDenial(text) || AreNamedIn(text)) || TypedAnswer.SaysIn(text, "matters")
            || UndecidedAnswer.HoldsUnsure(text) || WordCover.FindLeft(text, Freely).Length > 0) return false;
        // "No opinion" is polite and "no longer needed" withdraws: neither says that it is not solved.
        if (WordCover.Holds(text, Freely[0]))
            return word is "notSolved" && Politeness.Judge(text) is null && !TypedAnswer.SaysInClauses(text, "withdraw");
        var isCompleted = LanguageDetector.DetectInText(text) is not Language.ZhHans
            || (WordCover.Holds(text, SaidWords.Lists.Sounds("completed")) && !WordCover.Holds(text, SaidWords.Lists.Sounds("wished")));
        return word is "solved" && isCompleted && AreNamedIn(text);
    }

    /// <summary>Returns true for a sentence such as "but the money did not come": what somebody waits for is not there.</summary>
    public static bool Deny(string clause)
    {
        if (!WordCover.Holds(clause, Freely[0])) return false;
        var rest = WithoutNoMoreNeeded(clause);
        return WordCover.Holds(rest, Freely[0]) && (AreNamedIn(rest) || WordCover.Holds(rest, SaidWords.Lists.Sounds("matterNouns")));
    }

    private static string WithoutNoMoreNeeded(string text) =>
        WordCover.Holds(text, NoMoreNeeded) ? WordCover.FindLeft(text, NoMoreNeeded) : text;

    /// <summary>Returns true for a text with a word such as "not" or "still" in it.</summary>
    public static bool HoldDenial(string text) => WordCover.Holds(text, Freely[0]);

    /// <summary>Returns true for words that name solving, as "not solved" does and "nobody cares" does not.</summary>
    public static bool AreNamedIn(string text) => WordCover.Holds(text, SaidWords.Lists.Sounds("solvedWords"));

    // "I can log in now" wishes nothing, and "can you …" does.
    private static string WithoutAbility(string text) => WordCover.Holds(text, SaidWords.Lists.Sounds("wishes"))
        ? string.Join(' ', new WordRun(WordSounds.FoldWords(text)).Without(SaidWords.Lists.Sounds("able"), MaxAbility)) : text;

    /// <summary>Returns true for "please send it back" and "is it solved?", which end no matter.</summary>
    public static bool AskOrWish(string text) => TypedAnswer.IsAsked(text)
        || WordCover.Holds(WithoutAbility(text), SaidWords.Lists.Sounds("wishes"))
        || SaidWords.Lists.Sounds("wishBegins").FindEnds(WordSounds.Fold(text) + ' ', 0).Count > 0;
}
