using System.Text.RegularExpressions;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Finds in a text that its author is afraid for the name, or reports somebody.</summary>
internal static class AnonymityWish
{
    private const int MaxQuestionLength = 60, MaxAnswerLength = 200;

    private static readonly Regex HidesPattern = SaidWords.Lists.CreatePattern("hidesName"),
        ReportsPattern = SaidWords.Lists.CreatePattern("reports"), SubjectPattern = SaidWords.Lists.CreatePattern("speaksOfAnonymity");

    private static readonly PhraseSet WishWords = SaidWords.Lists.Sounds(["who.anonymous", "who.hidden"]);

    /// <summary>Returns true if the author wants the name hidden: said anywhere in the text, or as one of its sentences.</summary>
    public static bool HidesName(string text) =>
        HidesPattern.IsMatch(WithoutSubjects(text))
        || (HoldsWishWords(text) && AnswerReadings.SplitClauses(text).Prepend(text).Any(IsWish));

    /// <summary>
    /// Returns from whom the author wants the name hidden. Words that name the desk may want to be known to it alone, if they say so.
    /// </summary>
    public static Anonymity? FindIn(string text)
    {
        if (text.Length > MaxAnswerLength || !HidesName(text)) return null;
        if (!WordCover.Holds(text, SaidWords.Lists.Sounds("desk"))) return Anonymity.Anonymous;
        return AnswerReadings.SplitClauses(text).Any(clause =>
            TypedAnswer.Says(clause, ButtonCodes.AnonymityChoice(Anonymity.Hidden, ""))) ? Anonymity.Hidden : null;
    }

    public static bool Reports(string text) => ReportsPattern.IsMatch(WithoutSubjects(text)) && !AsksAboutReporting(text);

    // "How do I report a shop, is there a reward?" reports nobody. A longer text, or one that names somebody, may.
    private static bool AsksAboutReporting(string text) => text.Length <= MaxQuestionLength
        && WordCover.Holds(text, SaidWords.Lists.Sounds("asksHow")) && !WordCover.Holds(text, SaidWords.Lists.Sounds("accused"));

    // Spares most messages the reading of each sentence.
    private static bool HoldsWishWords(string text)
    {
        var heard = WordSounds.Fold(text);
        return Enumerable.Range(0, heard.Length).Any(start => WishWords.FindEnds(heard, start).Count > 0);
    }

    // "Thanks to you" names nobody who may know.
    private static bool IsWish(string clause) => Politeness.Judge(clause) is null && SaysWish(clause);

    private static bool SaysWish(string clause) => TypedAnswer.Says(clause, ButtonCodes.AnonymityChoice(Anonymity.Anonymous, ""))
        || TypedAnswer.Says(clause, ButtonCodes.AnonymityChoice(Anonymity.Hidden, ""));

    // "How do I look up anonymous reviews?" speaks of those of others.
    private static string WithoutSubjects(string text) => SubjectPattern.Replace(WordSounds.Fold(text), " ");
}
