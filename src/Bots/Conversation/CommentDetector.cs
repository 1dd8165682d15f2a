using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Tells a comment on a rating from other words. A comment speaks of the answer and of those who gave it. Words that ask or want something,
/// or that speak of other things, are no comment: an answer is owed to them.
/// </summary>
internal static class CommentDetector
{
    /// <summary>The most UTF-16 units of a comment. A longer text is not looked through.</summary>
    private const int MaxLength = 2_000;

    /// <summary>The least letters of a word that is known by its beginning. Uyghur adds endings to it.</summary>
    private const int MinStem = 4;

    /// <summary>Of so many letters, one may belong to words that are not known, such as the name of a clerk.</summary>
    private const int LettersPerUnknown = 3, LettersPerUnknownInOtherScripts = 2;

    /// <summary>The same within one sentence, of those that are long enough to be a matter.</summary>
    private const int LettersPerUnknownInJudging = 2, LettersPerUnknownInOther = 4, MinClause = 5;

    /// <summary>The keys of the lists that tell comments apart. Their words answer nothing.</summary>
    internal static IReadOnlyList<string> Keys =>
        ["asksOrWants", "askingEndings", "lastEndings", "judges", "besideComment", "saidInPraise", "helped"];

    private static readonly PhraseSet Asks = SaidWords.Lists.Sounds("asksOrWants"), Judges = SaidWords.Lists.Sounds("judges");

    private static readonly PhraseSet[] Known = [Judges, SaidWords.Lists.Sounds("besideSolved"), SaidWords.Lists.Sounds("besideComment"),
        Politeness.WordsAround];

    private static readonly IReadOnlyList<string> Stems = [.. SaidWords.Lists["judges"].Select(WordSounds.Fold)
        .Where(word => word.Length >= MinStem && !IsChinese(word))];

    public static bool IsComment(string text)
    {
        if (text.Length > MaxLength || AsksOrWants(text) || SaidWords.NamesShop(text)
            || AnswerReadings.SplitClauses(text).Any(SolvedWords.Deny) || SaysWhatFailed(text)) return false;
        return IsJudging(text) && CountUnknown(text) * LettersPerUnknownIn(text) <= WordSounds.Fold(text).Length
            && AnswerReadings.SplitClauses(text).All(MayBelongToComment);
    }

    // "He filled in my form, but did not hand it in."
    private static bool SaysWhatFailed(string text) => WordCover.Holds(text, SaidWords.Lists.Sounds("helped"))
        && WordCover.Holds(text, SaidWords.Lists.Sounds("contrasts")) && SolvedWords.HoldDenial(text);

    // Praise may be followed by a matter.
    private static bool MayBelongToComment(string clause)
    {
        var length = WordSounds.Fold(clause).Length;
        return length < MinClause || Politeness.Judge(clause) is not null
            || CountUnknown(clause) * (IsJudging(clause) ? LettersPerUnknownInJudging : LettersPerUnknownInOther) <= length;
    }

    private static bool IsJudging(string text) =>
        WordCover.Holds(text, Judges) || WordSounds.FoldWords(text).Any(BeginsLikeJudging);

    private static int LettersPerUnknownIn(string text) =>
        text.Any(IsChinese) ? LettersPerUnknown : LettersPerUnknownInOtherScripts;

    private static int CountUnknown(string text) => WordCover.FindLeft(
        string.Join(' ', WordSounds.FoldWords(text).Where(word => !BeginsLikeJudging(word))), Known).Length;

    internal static bool AsksOrWants(string text) => text.AsSpan().ContainsAny('?', '？', '؟') || WordCover.Holds(WithoutPraise(text), Asks)
        || WordSounds.FoldWords(text).Any(word => EndsWith(word, "askingEndings"))
        // At the end of a sentence it asks; elsewhere it says "too".
        || AnswerReadings.SplitClauses(text).Any(clause => WordSounds.FoldWords(clause) is [.., var last] && EndsWith(last, "lastEndings"));

    // "I don't know how to thank you" asks nothing.
    private static string WithoutPraise(string text) =>
        text.Any(IsChinese) ? WordCover.FindLeft(text, SaidWords.Lists.Sounds("saidInPraise")) : text;

    private static bool EndsWith(string word, string key) => word.Length >= MinStem
        && SaidWords.Lists[key].Any(ending => word.EndsWith(WordSounds.Fold(ending), StringComparison.Ordinal));

    private static bool BeginsLikeJudging(string word) => Stems.Any(stem => word.StartsWith(stem, StringComparison.Ordinal));

    private static bool IsChinese(string word) => word.Length > 0 && IsChinese(word[0]);

    private static bool IsChinese(char sign) => sign is >= '\u3400' and <= '\u9FFF';
}
