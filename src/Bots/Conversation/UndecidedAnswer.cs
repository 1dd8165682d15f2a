using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Reads words of somebody who takes none of the choices: "I do not know which", "whatever", "you decide". Each question has one outcome
/// for them, which promises and discloses nothing that the resident did not say.
/// </summary>
public static class UndecidedAnswer
{
    private static readonly PhraseSet Unsure = SaidWords.Lists.Sounds("unsure"), LeavesChoice = SaidWords.Lists.Sounds("leavesChoice");

    private static readonly TextMemo<Meaning?> Meanings = new(ReadAnew, size: 256);

    private enum Meaning { Unsure, LeavesChoice }

    /// <summary>Returns the code of what is done at the first of these buttons that belongs to a choice; null for other words.</summary>
    public static string? Find(string text, IEnumerable<ChatButton> offered) =>
        text.Length > TypedAnswer.MaxLength ? null : Read(text) is { } meaning
            ? offered.Select(button => FindFor(button.Code, meaning)).FirstOrDefault(code => code is not null)
            : GuessesSolved(text) ? FindUnsureIfSolved(offered) : null;

    /// <summary>Returns true for a text that holds nothing but such words.</summary>
    public static bool IsMeant(string text) =>
        text.Length <= TypedAnswer.MaxLength && (Read(text) is not null || GuessesSolved(text));

    /// <summary>Returns true for a text with "I do not know" in it, which says neither yes nor no.</summary>
    public static bool HoldsUnsure(string text) => IsUnsure(text) || WordCover.Holds(text, Unsure);

    /// <summary>Returns true for such words with others after them.</summary>
    public static bool Begins(string text)
    {
        var clauses = AnswerReadings.SplitClauses(text);
        var at = AnswerReadings.CountAsides(clauses, max: 2);
        return at + 1 < clauses.Count && ReadClause(clauses[at]) is not null;
    }

    // "It should be solved", "let us see tomorrow": neither yes nor no.
    private static bool GuessesSolved(string text) => Politeness.Judge(text) is null && TypedAnswer.SaysInClauses(text, "maybeSolved");

    private static string? FindUnsureIfSolved(IEnumerable<ChatButton> offered) =>
        OfferedButtons.FindResolved(offered) is { } number ? ButtonCodes.NotSureIfSolved(number.ToString()) : null;

    private static Meaning? Read(string text) => Meanings.Get(text);

    private static Meaning? ReadAnew(string text)
    {
        if (ReadClause(text) is { } whole) return whole;
        var clauses = AnswerReadings.SplitClauses(text);
        if (!clauses.Any(clause => ReadClause(clause) is not null)) return null;
        var meanings = clauses.Select(clause => (Is: ReadClause(clause), IsAside: AnswerReadings.IsAside(clause)))
            .Where(clause => clause.Is is not null || !clause.IsAside).Select(clause => clause.Is).Distinct().ToList();
        return meanings.Count == 0 || meanings.Contains(null) ? null : meanings.Max();
    }

    private static bool IsUnsure(string text) => AnswerReadings.Read(text).Any(Unsure.Contains);

    private static Meaning? ReadClause(string text)
    {
        var readings = AnswerReadings.Read(text);
        return readings.Any(LeavesChoice.Contains) ? Meaning.LeavesChoice : IsUnsure(text) ? Meaning.Unsure : null;
    }

    private static string? FindFor(string code, Meaning meaning)
    {
        if (ButtonCodes.ReadMenuChoice(code) is not null) return ButtonCodes.NoMenuChoice;
        var key = SaidWords.KeyOf(code);
        if (key is "withdraw.which") return ButtonCodes.MyTickets;
        if (ButtonCodes.ReadTicketCode(code) is not { Word: var word, Number: { } known }) return null;
        var number = known.ToString();
        return word switch
        {
            "kind" or "move" => ButtonCodes.LeaveToDesk(number),
            "service" => ButtonCodes.ServiceChoice(null, number),
            // Nobody agreed that the name may be known.
            "who" => ButtonCodes.AnonymityChoice(Anonymity.Hidden, number),
            "right" => meaning is Meaning.LeavesChoice ? ButtonCodes.ConfirmDetails(number) : ButtonCodes.LeaveToDesk(number),
            "rate" => ButtonCodes.NoRating(number),
            "answered" or "notAnswered" => ButtonCodes.NotAnswered(number),
            "noPhone" => code,
            "withdraw" when key is "withdraw.sure" => ButtonCodes.ShowTicket(number),
            // "You decide" may be a threat here, and is kept as words.
            "solved" => meaning is Meaning.Unsure ? ButtonCodes.NotSureIfSolved(number) : null,
            _ => null,
        };
    }
}
