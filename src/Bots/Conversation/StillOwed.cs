using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Reads words after "solved" or a good rating that take it back or ask for what still belongs to it: "but the refund did not come",
/// "and my postage then?". They are about the same ticket, although it may have been about a parcel and not about money.
/// </summary>
internal static class StillOwed
{
    private const int MaxWords = 8;

    private static readonly PhraseSet Owed = SaidWords.Lists.Sounds("owed"), Then = SaidWords.Lists.Sounds("asksThen"),
        Owes = SaidWords.Lists.Sounds("owes"), Contrasts = SaidWords.Lists.Sounds("contrasts"), Prices = SaidWords.Lists.Sounds("prices");

    /// <summary>Returns true for words that cannot be about anything but what was just solved or rated.</summary>
    public static bool IsMeant(string text)
    {
        var words = WordSounds.FoldWords(TextParts.Beginning(text));
        var polite = TextParts.CountBeginning(words, Politeness.WordsAround, MaxWords);
        return !IsOfItsOwn(text) && (Continues(words, text) || Continues([.. words.Skip(polite)], text));
    }

    /// <summary>
    /// Returns true for the same right after "solved", where "the money did not come" and "the money?" are about it as well, unless they
    /// name a shop.
    /// </summary>
    public static bool IsMeantAfterSolved(string text) => IsMeant(text) || (!IsOfItsOwn(text) && !SaidWords.NamesShop(text)
        && NamesOwed(text) && !MoreAfterAnswer.BeginsMatter(text) && (IsDenied(text) || IsNothingElse(text)));

    private static bool Continues(IReadOnlyList<string> words, string text)
    {
        var contrast = TextParts.CountBeginning(words, Contrasts, MaxWords);
        var then = TextParts.CountBeginning([.. words.Skip(contrast)], Then, MaxWords);
        return (contrast > 0 && IsDenied(text)) || (contrast + then > 0 && Asks(text) && NamesOwed(text));
    }

    private static bool IsOfItsOwn(string text) => NewMatter.IsToldAfterAnswer(text) || TypedCodes.FindWrittenNumber(text) is not null;

    private static bool IsDenied(string text) => SolvedWords.HoldDenial(text) || WordCover.Holds(text, Owes);

    private static bool Asks(string text) => CommentDetector.AsksOrWants(text);

    // "How much money is it?" asks for a price.
    private static bool NamesOwed(string text)
    {
        var rest = string.Join(' ', new WordRun(WordSounds.FoldWords(text)).Without(Prices, MaxWords));
        return WordCover.Holds(rest, Owed) || WordCover.Holds(rest, Owes);
    }

    private static bool IsNothingElse(string text) =>
        Asks(text) && WordCover.FindLeft(text, Owed, SaidWords.Lists.Sounds("besideSolved"), Politeness.WordsAround).Length == 0;
}
