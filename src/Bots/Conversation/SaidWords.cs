using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>The lists of words that residents say, and the list that belongs to a button.</summary>
internal static class SaidWords
{
    public static WordLists Lists { get; } = WordLists.Load(typeof(SaidWords).Assembly, "EcomCenter.Bots.Texts.said");

    /// <summary>The words that are answers; the other lists only help to tell words apart.</summary>
    private static readonly PhraseSet Answers = Lists.Sounds(Lists.Keys.Except(CommentDetector.Keys)
        .Except(["others", "shops", "desk", "wishes", "codeLabel", "speaksOfAnonymity", "ratingWords", "putsOff",
            "besideRating", "matterNouns", "asksHow", "accused", "pointsAtMatter", "asksAboutKind",
            "pointsBefore", "pointsAfter", "ordinalNouns", "waits", "besideWaits", "asksWhen", "denies", "goesOn",
            "contrasts", "forgets", "able", "guesses", "codeNames",
            "noMoreNeeded", "inDanger", "inDangerAlone", "notInDanger", "trade", "figureUnits", "besideFigure", "missingMedia",
            "callWords", "owed", "owes", "asksThen", "prices", "wholly"])
        .Where(key => !key.StartsWith("digit.", StringComparison.Ordinal) && !key.StartsWith("ordinal.", StringComparison.Ordinal)
            && !key.StartsWith("kindBegins.", StringComparison.Ordinal)));

    private static readonly TextMemo<string> Keys = new(FindKey);

    private static readonly TextMemo<PhraseSet> WordsOfButtons = new(code => Lists.Sounds(KeyOf(code)));

    /// <summary>Returns true if the words are what people say instead of pressing the button.</summary>
    /// <param name="heard">The words as <see cref="WordSounds"/> writes them.</param>
    public static bool AreFor(string code, string heard) => WordsOfButtons.Get(code).Contains(heard);

    /// <summary>Returns true for words that answer something, as <see cref="WordSounds"/> writes them.</summary>
    public static bool AreAnswer(string heard) => Answers.Contains(heard);

    /// <summary>Returns true for words that name a shop, a courier, a boss: somebody else than the desk.</summary>
    public static bool NamesShop(string text) => WordCover.Holds(text, Lists.Sounds("shops"));

    // As they are written: "he" sounds like a word of Uyghur.
    public static bool NamesOthers(string text) => AnswerReadings.SplitWords(text).Any(word =>
        Lists["others"].Contains(word) || (word[0] is >= '\u3400' and <= '\u9FFF' && Lists["others"].Any(other =>
            word.Contains(other, StringComparison.Ordinal))));

    /// <summary>Returns the key of the words that people say instead of pressing the button.</summary>
    public static string KeyOf(string code) => Keys.Get(code);

    private static string FindKey(string code) => code.Split(':') switch
    {
        ["wish", var wish] when DisplayNames.ServiceCodes.Contains(wish) => "service." + wish,
        ["wish", var kind] => "kind." + kind,
        ["language", var tag] => "language." + tag,
        ["move", _, ButtonCodes.None] => "own",
        ["service", ButtonCodes.None, _] => "service.none",
        [var word, ButtonCodes.None, _] => word,
        [var word, { Length: > 0 } value, _] => $"{word}.{char.ToLowerInvariant(value[0])}{value[1..]}",
        [var word, ..] => word,
        [] => "",
    };
}
