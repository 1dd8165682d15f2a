using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Words at the question for a rating that give none: they refuse, put it off, or ask how it is done.</summary>
public static class RatingRefusal
{
    /// <summary>Words for rating, words that refuse or put it off, and what may stand beside them.</summary>
    private static readonly PhraseSet[] NoRating = [SaidWords.Lists.Sounds("ratingWords"), SaidWords.Lists.Sounds("putsOff"),
        SaidWords.Lists.Sounds("besideRating"), Politeness.WordsAround];

    /// <summary>Returns the code that ends the question for a rating, if one of the buttons rates and the words refuse to.</summary>
    public static string? Find(string text, IEnumerable<ChatButton> offered) => OfferedButtons.FindRated(offered) is { } number
        && (TypedAnswer.Says(text, ButtonCodes.NoRating("")) || PutsOff(text)) ? ButtonCodes.NoRating(number.ToString()) : null;

    /// <summary>Returns the code that asks for the rating again, if one of the buttons rates and the words ask how that is done.</summary>
    public static string? FindHowTo(string text, IEnumerable<ChatButton> offered) => OfferedButtons.FindRated(offered) is { } number
        && TypedAnswer.Says(text, "howToRate") ? ButtonCodes.Solved(number.ToString()) : null;

    /// <summary>Returns true for words such as "OK", which answer the question politely, without a score in them.</summary>
    internal static bool IsNoScore(string text) =>
        RatingFaces.Read(text) is null && AnswerReadings.Read(text).Any(SaidWords.Lists.Sounds("noScore").Contains);

    private static bool PutsOff(string text) => text.Length <= TypedAnswer.MaxLength && !TypedAnswer.IsAsked(text)
        && WordCover.Holds(text, NoRating[0]) && WordCover.Holds(text, NoRating[1]) && WordCover.FindLeft(text, NoRating).Length == 0;
}
