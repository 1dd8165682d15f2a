using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Finds words that only answer a question, such as "no need" and "solved". Where nothing was asked they say nothing.</summary>
internal static class AnswerToNothing
{
    private static readonly string[] Declining = ["withdraw", "noNeed", "no", "comment:-:x"];

    /// <summary>Returns true for words that decline something or take it back.</summary>
    public static bool Declines(string text) => !TypedAnswer.IsAsked(text) && Array.Exists(Declining, code => TypedAnswer.Says(text, code));

    /// <param name="hasTickets">True if there are tickets that are over. What was not solved may be about them.</param>
    public static bool IsMeant(string text, bool hasTickets) => hasTickets
        ? (Declines(text) && !TypedAnswer.Says(text, "notSolved") && !TypedAnswer.Says(text, "withdraw")) || SaysSolved(text)
        : Declines(text) || SaysSolved(text);

    private static bool SaysSolved(string text) => !TypedAnswer.IsAsked(text) && TypedAnswer.Says(text, "solved");
}
