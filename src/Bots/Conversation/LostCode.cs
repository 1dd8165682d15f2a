using System.Text.RegularExpressions;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Finds that somebody has lost a code or a number in a text that holds one nevertheless: that of another ticket, a wrong one, or a part of
/// it.
/// </summary>
internal static partial class LostCode
{
    private const int MaxLength = 80;

    private static readonly PhraseSet Losses = SaidWords.Lists.Sounds("lostCode"), Forgets = SaidWords.Lists.Sounds("forgets"),
        CodeNames = SaidWords.Lists.Sounds("codeNames"),
        Labels = SaidWords.Lists.Sounds(["numberLabel", "ticketLabel", "codeNames"]);

    /// <summary>Words beside a number that somebody is not sure of.</summary>
    private static readonly PhraseSet[] Guesses = [SaidWords.Lists.Sounds("guesses"), Labels, Politeness.WordsAround];

    /// <summary>Returns what was lost, and the number that was remembered if it is one. Null for any other text.</summary>
    public static (TicketNumber? Remembered, bool IsNumberLost, string NoticeKey)? Read(string text)
    {
        if (text.Length > MaxLength) return null;
        var folded = SpokenDigits.Replace(text);
        var words = NumberPattern().Replace(folded, " ");
        if (words.Length == folded.Length || !IsSaid(words)) return null;
        var number = TypedCodes.FindNumberIn(folded);
        return (number, !WordCover.Holds(words, CodeNames), NoticeKeyOf(folded, number));
    }

    private static bool IsSaid(string words)
    {
        if (TypedAnswer.Says(words, "lostCode")
            || (WordCover.Holds(words, Losses) && WordCover.FindLeft(words, [Losses, .. Guesses]).Length == 0)) return true;
        var clauses = AnswerReadings.ClausesOfSubstance(words);
        return clauses.All(clause => IsLoss(clause) || Forgets.Contains(WordSounds.Fold(clause)) || IsGuess(clause))
            && (clauses.Any(IsLoss) || (clauses.Any(clause => Forgets.Contains(WordSounds.Fold(clause)))
                && WordCover.Holds(words, Labels)));
    }

    private static bool IsLoss(string clause) => TypedAnswer.SaysIn(clause, "lostCode");

    private static bool IsGuess(string clause) => Guesses[0].Contains(WordSounds.Fold(clause))
        || WordCover.FindLeft(clause, Guesses).Length == 0;

    private static string NoticeKeyOf(string folded, TicketNumber? number) => number is not null ? "number.foreign"
        : TypedCodes.HoldsMistyped(folded) ? "number.wrong" : "number.unknown";

    // A number, a part of one, or a code.
    [GeneratedRegex("[A-Za-z0-9]*[0-9][A-Za-z0-9-]*", RegexOptions.NonBacktracking)]
    private static partial Regex NumberPattern();
}
