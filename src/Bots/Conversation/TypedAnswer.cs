using System.Globalization;
using System.Text;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Reads typed words as a press of a button that was offered: its label in any language, its number, or what people say instead. Words
/// that fit no button stay words.
/// </summary>
public static class TypedAnswer
{
    private const int MaxLength = 60, MaxNumberWord = 12, MinLabel = 2, MaxNumberDigits = 2;

    internal static readonly WordLists Said = WordLists.Load(typeof(TypedAnswer).Assembly, "EcomCenter.Bots.Texts.said");

    /// <summary>The keys whose words are answers; the other lists only help to tell words apart.</summary>
    private static readonly IReadOnlyList<string> AnswerKeys = [.. Said.Keys.Except(CommentDetector.Keys)
        .Except(["others", "shops", "desk", "wishes", "codeLabel", "speaksOfAnonymity", "ratingWords", "putsOff",
            "besideRating", "matterNouns", "asksHow", "accused", "pointsAtMatter", "asksAboutKind",
            "pointsBefore", "pointsAfter", "ordinalNouns"])
        .Where(key => !key.StartsWith("digit.", StringComparison.Ordinal) && !key.StartsWith("ordinal.", StringComparison.Ordinal)
            && !key.StartsWith("kindBegins.", StringComparison.Ordinal))];

    /// <summary>Words of "not solved", of "solved", and of what may stand beside them.</summary>
    private static readonly PhraseSet[] Freely =
        [Said.Sounds("notSolvedWords"), Said.Sounds("solvedWords"), Said.Sounds("besideSolved"), Politeness.WordsAround];

    /// <summary>Words for rating, words that refuse or put it off, and what may stand beside them.</summary>
    private static readonly PhraseSet[] NoRating =
        [Said.Sounds("ratingWords"), Said.Sounds("putsOff"), Said.Sounds("besideRating"), Politeness.WordsAround];

    /// <summary>Returns true if the input may be an answer, so that the buttons of the last message are needed to understand it.</summary>
    public static bool IsPossible(ChatInput input) =>
        (input is ChatInput.TextInput { IsEdit: false } text && text.Text.Length <= MaxLength && CleanText.HasVisibleText(text.Text))
        || IsDisapprovingSticker(input);

    /// <summary>Returns true for a sticker of anger or disapproval, which answers as the sign of it does.</summary>
    public static bool IsDisapprovingSticker(ChatInput input) =>
        input is ChatInput.MediaInput { Kind: MediaKind.Sticker, Detail: { } sign } && RatingFaces.IsDisapproval(sign);

    /// <summary>Returns the code of the button that the text means, of those under the last message; null if there is none.</summary>
    /// <param name="areNumbered">True if the buttons were shown as a numbered list.</param>
    public static string? Find(string text, IReadOnlyList<ChatButton> offered, bool areNumbered)
    {
        if (FindInWords(text, offered) is { } said) return said;
        if (offered.Count == 0 || FindTicketOfQuestion(offered) is not null) return null;
        return FindByNumber(text, offered, areNumbered) is { } code && !IsDoubtful(text, code)
            // "The second" may be a matter of the list before.
            && (areNumbered || WordKey(code) is not "withdraw.sure") ? code : null;
    }

    /// <summary>Returns the code of the only listed ticket that the words name by what it is about, if they say nothing else.</summary>
    public static string? FindByName(string text, IReadOnlyList<ChatButton> offered)
    {
        var listed = offered.Where(button => ButtonCodes.ReadTicketCode(button.Code) is { Word: "matter" or "withdraw", Number: not null }
            && button.Label.Contains('·', StringComparison.Ordinal)).ToList();
        var named = listed.FindAll(button => MatterWords.NamesOnly(text, button.Label));
        return listed.Count > 1 && named is [var only] ? only.Code : null;
    }

    /// <summary>
    /// Returns the code of the button that the words mean, for a list that is no longer the last message. Of several sentences each must
    /// mean the same, unless it is polite.
    /// </summary>
    public static string? FindInWords(string text, IReadOnlyList<ChatButton> offered) =>
        FindMeant(text, offered) is { } code && !IsDoubtful(text, code) ? code : null;

    // Words that ask or hesitate end no matter, and rate none.
    private static bool IsDoubtful(string text, string code) => WordKey(code) switch
    {
        "solved" => IsAskedOrWished(text),
        "withdraw.sure" => IsAsked(text) || text.TrimEnd() is [.., '…'] or [.., '.', '.']
            || WordCover.Holds(text, Said.Sounds("hesitates")),
        // Whoever declines more help politely withdraws nothing, and asks for nobody.
        "answered" => IsAsked(text) || DeclinesHelp(text),
        "notAnswered" => DeclinesHelp(text),
        // "Many thanks" is no praise of its own, and "a suggestion?" asks.
        var key when key.StartsWith("kind.", StringComparison.Ordinal) =>
            IsAsked(text) || Politeness.Judge(text) is PoliteMeaning.Courtesy or PoliteMeaning.Agreement,
        var key => key.StartsWith("rate.", StringComparison.Ordinal) && (IsAsked(text) || IsNoScore(text)),
    };

    /// <summary>Returns true for words such as "no need", in a place where nothing else was offered that they refuse.</summary>
    public static bool DeclinesHelp(string text) => Says(text, "noNeed");

    // "OK" answers the question politely, without a score in it.
    private static bool IsNoScore(string text) =>
        RatingFaces.Read(text) is null && AnswerReadings.Read(text).Any(Said.Sounds("noScore").Contains);

    private static bool IsAsked(string text) => text.TrimEnd() is [.., '?' or '？' or '؟'];

    private static string? FindMeant(string text, IReadOnlyList<ChatButton> offered)
    {
        if (offered.Count == 0) return null;
        if (FindInReadings(AnswerReadings.Read(text), offered) is { } found) return found;
        if (RatingFaces.Read(text) is { } score
            && offered.FirstOrDefault(button => WordKey(button.Code) == FormattableString.Invariant($"rate.{score}")) is { } rated)
            return rated.Code;
        // "3, complaint": the label counts, because it is surer than the number.
        var clauses = AnswerReadings.SplitClauses(text).Where(clause => ReadNumber(clause) is null).ToLookup(AnswerReadings.IsAside,
            clause => FindInReadings(AnswerReadings.Read(clause), offered));
        var meant = (clauses[false].Any() ? clauses[false] : clauses[true].OfType<string>()).Distinct().ToList();
        return meant is [{ } only] ? only : offered.FirstOrDefault(button => SaysFreely(text, button.Code))?.Code;
    }

    /// <summary>Returns the kind of a ticket that the text names, and nothing else; null for none.</summary>
    public static TicketKind? FindToldKind(string text) => FindToldKinds(text) is [var first, ..] ? first : null;

    /// <summary>Returns the kinds of a ticket that the text may name, if it says nothing else.</summary>
    internal static IReadOnlyList<TicketKind> FindToldKinds(string text) => [.. Enum.GetValues<TicketKind>()
        .Where(kind => kind is not TicketKind.Other && Says(text, ButtonCodes.KindChoice(kind, "")))];

    /// <summary>Returns the code that ends the question for a rating, if one of the buttons rates and the words refuse to.</summary>
    public static string? FindNoRating(string text, IEnumerable<ChatButton> offered) => offered
        .Select(button => ButtonCodes.ReadTicketCode(button.Code)).FirstOrDefault(code => code is { Word: "rate", Number: not null })
        is { Number: { } number } && (Says(text, ButtonCodes.NoRating("")) || PutsOffRating(text))
            ? ButtonCodes.NoRating(number.ToString()) : null;

    /// <summary>Returns the code that asks for the rating again, if one of the buttons rates and the words ask how that is done.</summary>
    public static string? FindHowToRate(string text, IEnumerable<ChatButton> offered) => offered
        .Select(button => ButtonCodes.ReadTicketCode(button.Code)).FirstOrDefault(code => code is { Word: "rate", Number: not null })
        is { Number: { } number } && Says(text, "howToRate") ? ButtonCodes.Solved(number.ToString()) : null;

    private static bool PutsOffRating(string text) => text.Length <= MaxLength && !IsAsked(text)
        && WordCover.Holds(text, NoRating[0]) && WordCover.Holds(text, NoRating[1]) && WordCover.FindLeft(text, NoRating).Length == 0;

    /// <summary>Returns true if the text says nothing but what the button of this code does, without the button being offered.</summary>
    public static bool Says(string text, string code)
    {
        if (text.Length > MaxLength || (code is "solved" && IsAskedOrWished(text)) || (code is "urge" && IsAboutOthers(text))) return false;
        if (SaysIn(text, code) || SaysFreely(text, code)) return true;
        var clauses = AnswerReadings.SplitClauses(text).Where(clause => !AnswerReadings.IsAside(clause)).ToList();
        return clauses.Count > 0 && clauses.TrueForAll(clause => SaysIn(clause, code));
    }

    /// <summary>
    /// Returns true for words about what came and what did not, put together freely, with no other word among them. To ask is no answer,
    /// and neither is what somebody wishes for: "send it back" is not "it was sent back".
    /// </summary>
    private static bool SaysFreely(string text, string code)
    {
        var word = WordKey(code);
        if (word is not ("solved" or "notSolved") || text.Length > MaxLength || SaysIn(text, "matters")
            || WordCover.FindLeft(text, Freely).Length > 0) return false;
        // "No opinion" is polite, and denies nothing.
        if (WordCover.Holds(text, Freely[0])) return word is "notSolved" && Politeness.Judge(text) is null;
        var isCompleted = LanguageDetector.DetectInText(text) is not Language.ZhHans
            || (WordCover.Holds(text, Said.Sounds("completed")) && !WordCover.Holds(text, Said.Sounds("wished")));
        return word is "solved" && isCompleted && WordCover.Holds(text, Freely[1]);
    }

    // A shop or a courier who does not answer is a matter, and no reason to hurry the desk.
    private static bool IsAboutOthers(string text) =>
        (NamesShop(text) || NamesOthers(text)) && !WordCover.Holds(text, Said.Sounds("desk"));

    // As they are written: "he" sounds like a word of Uyghur.
    private static bool NamesOthers(string text) => AnswerReadings.SplitWords(text).Any(word =>
        Said["others"].Contains(word) || (word[0] is >= '\u3400' and <= '\u9FFF' && Said["others"].Any(other =>
            word.Contains(other, StringComparison.Ordinal))));

    /// <summary>Returns true for words that name a shop, a courier, a boss: somebody else than the desk.</summary>
    internal static bool NamesShop(string text) => WordCover.Holds(text, Said.Sounds("shops"));

    // "Please send it back" and "is it solved?" end no matter.
    private static bool IsAskedOrWished(string text) => IsAsked(text) || WordCover.Holds(text, Said.Sounds("wishes"))
        || Said.Sounds("wishBegins").FindEnds(WordSounds.Fold(text) + ' ', 0).Any();

    /// <summary>Returns true for words that name solving, as "not solved" does and "nobody cares" does not.</summary>
    public static bool NamesSolving(string text) => WordCover.Holds(text, Said.Sounds("solvedWords"));

    /// <summary>Returns the resolved ticket that these buttons ask about: solved, or not.</summary>
    public static TicketNumber? FindResolved(IEnumerable<ChatButton> offered) => offered
        .Select(button => ButtonCodes.ReadTicketCode(button.Code))
            .FirstOrDefault(code => code is { Word: "solved", Number: not null })?.Number;

    /// <summary>Returns true if these buttons ask which ticket is to be withdrawn.</summary>
    public static bool AsksWhichToWithdraw(IEnumerable<ChatButton> offered) =>
        offered.Any(button => WordKey(button.Code) is "withdraw.which");

    /// <summary>Returns the ticket whose question of staff these buttons belong to. Any words then are the answer to it.</summary>
    public static TicketNumber? FindTicketOfQuestion(IReadOnlyList<ChatButton> offered) => offered is [var only]
        && ButtonCodes.ReadTicketCode(only.Code) is { Word: "add", Number: { } number } ? number : null;

    /// <summary>Returns true for words that may be an answer to something, whatever was offered.</summary>
    internal static bool IsKnown(string text) => text.Length <= MaxLength
        && (TypedCodes.ReadNumberKey(text) is not null || IsKnownClause(text) || AnswerReadings.SplitClauses(text).Any(IsKnownClause));

    private static bool IsKnownClause(string text) =>
        AnswerReadings.Read(text).Any(word => AnswerKeys.Any(key => Said.Sounds(key).Contains(word)));

    private static bool SaysIn(string text, string code) => AnswerReadings.Read(text).Any(word => IsSaidFor(code, word));

    private static string? FindInReadings(IReadOnlyList<string> words, IReadOnlyList<ChatButton> offered)
    {
        var labels = offered.SelectMany(button => BotTexts.LabelsOf(button).Select(label => (Label: WordSounds.Fold(label), button.Code)))
            .Where(entry => entry.Label.Length > 0).ToLookup(entry => entry.Label, entry => entry.Code);
        return words.Select(word => labels[word].Concat(labels[WithoutNumber(word)]).FirstOrDefault()
                ?? offered.FirstOrDefault(button => IsSaidFor(button.Code, word))?.Code).OfType<string>().FirstOrDefault()
            ?? FindByYesOrNo(words, offered);
    }

    // "3 complaint", "complaint 3": the label counts, because it is surer than the number.
    private static string WithoutNumber(string word)
    {
        var rest = word.Trim([.. "0123456789"]);
        // Longer ones are no place in a list.
        if (word.Length - rest.Length > MaxNumberDigits) return word;
        if (rest.Length == word.Length && rest.Length > MinLabel && "一二三四五六七八九".Contains(rest[0], StringComparison.Ordinal))
            rest = rest[1..];
        return rest.Length < word.Length && rest.Length > MinLabel && rest[0] is '号' or '是' or '项' or '选' ? rest[1..] : rest;
    }

    /// <summary>Returns the code of the button with the number that the text says, and nothing else.</summary>
    public static string? FindByNumber(string text, IReadOnlyList<ChatButton> offered, bool areNumbered)
    {
        var counted = offered.Where(button => ButtonCodes.ReadLanguage(button.Code) is null).ToList();
        if (counted.Count > 0 && AnswerReadings.Read(text).Any(Said.Sounds("number.last").Contains)) return counted[^1].Code;
        if (ReadNumber(text) is not { } number) return null;
        if (areNumbered) return number >= 1 && number <= offered.Count ? offered[number - 1].Code : null;
        // Where no numbers are shown, the number of a rating is its score, and languages are not counted.
        if (!NamesPlace(text, number)
            && offered.FirstOrDefault(button => WordKey(button.Code) == FormattableString.Invariant($"rate.{number}")) is { } rating)
            return rating.Code;
        return number >= 1 && number <= counted.Count ? counted[number - 1].Code : null;
    }

    // "The first" is the one on top, "one" is a number.
    private static bool NamesPlace(string text, int number) => TypedCodes.ReadNumberKey(text) is not null
        ? text.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNumber)
        : !AnswerReadings.Read(text).Any(Said.Sounds(FormattableString.Invariant($"digit.{number}")).Contains);

    private static int? ReadNumber(string text)
    {
        if (TypedCodes.ReadNumberKey(text) is { } digits) return digits;
        foreach (var word in AnswerReadings.Read(TypedCodes.WithPlainNumbers(text)))
        {
            if (TypedCodes.ReadNumberKey(word) is { } left) return left;
            for (var number = 1; number <= MaxNumberWord; number++)
                if (Said.Sounds(FormattableString.Invariant($"number.{number}")).Contains(word)) return number;
        }

        return null;
    }

    private static string? FindByYesOrNo(IReadOnlyList<string> words, IReadOnlyList<ChatButton> offered)
    {
        if (words.Any(Said.Sounds("yes").Contains)) return offered.FirstOrDefault(button => MeansYes(button.Code))?.Code;
        if (!words.Any(Said.Sounds("no").Contains)) return null;
        var asksToWithdraw = offered.Any(button => WordKey(button.Code) is "withdraw.sure");
        return offered.FirstOrDefault(button => MeansNo(button.Code) || (asksToWithdraw && WordKey(button.Code) is "matter"))?.Code;
    }

    private static bool MeansYes(string code) => WordKey(code) is "solved" or "right" or "withdraw.sure";

    private static bool MeansNo(string code) => WordKey(code) is "notSolved" or "notAnswered" or "change" or "noPhone";

    private static bool IsSaidFor(string code, string word) => Said.Sounds(WordKey(code)).Contains(word);

    /// <summary>The key of the words that people say instead of pressing the button.</summary>
    private static string WordKey(string code) => code.Split(':') switch
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
