using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Words of somebody who waits for the desk, put together freely.</summary>
internal static class UrgeWords
{
    private static readonly PhraseSet Waits = SaidWords.Lists.Sounds("waits");

    /// <summary>Words about a call: one may have been announced in the answer.</summary>
    private static readonly PhraseSet Calls = SaidWords.Lists.Sounds("callWords");

    private static readonly PhraseSet[] Freely = [Waits, SaidWords.Lists.Sounds("besideWaits"), Politeness.WordsAround];

    /// <summary>
    /// Returns true for words about waiting, with no other word among them: what somebody waits for would be a matter. "I wait for your
    /// news" is polite.
    /// </summary>
    public static bool SayFreely(string text) => text.Length <= TypedAnswer.MaxLength && Politeness.Judge(text) is null
        && WordCover.Holds(text, Waits) && WordCover.FindLeft(text, Freely).Length == 0;

    /// <summary>Returns true for words such as "when?" and "four days already", which may be about the answer that was given.</summary>
    public static bool MayMeanAnswer(string text) => (SayFreely(text) && !TypedAnswer.SaysInClauses(text, "urge"))
        || WordCover.Holds(text, Calls) || AnswerReadings.Read(text).Any(SaidWords.Lists.Sounds("asksWhen").Contains);
}
