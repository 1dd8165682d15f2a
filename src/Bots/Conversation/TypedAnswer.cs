using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Reads typed words as a press of a button that was offered: its label in any language, its number, or what people say instead. Words
/// that fit no button stay words.
/// </summary>
public static class TypedAnswer
{
    internal const int MaxLength = 60;

    private const int MiddlingScore = 3, MaxDenyingWords = 4;

    /// <summary>
    /// Returns true if the input may be or begin with an answer, so that the buttons of the last message are needed to understand it.
    /// </summary>
    public static bool IsPossible(ChatInput input) => input is ChatInput.MediaInput
        || (input is ChatInput.TextInput { IsEdit: false, Text: var text } && (IsShort(text) || NewMatter.FindBefore(text) is not null));

    /// <summary>Returns true if the whole text may be an answer.</summary>
    internal static bool IsShort(string text) => text.Length <= MaxLength && CleanText.HasVisibleText(text);

    /// <summary>Returns true for a sticker of anger or disapproval, which answers as the sign of it does.</summary>
    public static bool IsDisapprovingSticker(ChatInput input) =>
        input is ChatInput.MediaInput { Kind: MediaKind.Sticker, Detail: { } sign } && RatingFaces.IsDisapproval(sign);

    /// <summary>Returns the code of the button that the text means, of those under the last message; null if there is none.</summary>
    /// <param name="areNumbered">True if the buttons were shown as a numbered list.</param>
    public static string? Find(string text, IReadOnlyList<ChatButton> offered, bool areNumbered)
    {
        if (FindInWords(text, offered) is { } said) return said;
        if (offered.Count == 0 || OfferedButtons.FindTicketOfQuestion(offered) is not null) return null;
        // "Let me see first" names no place.
        return Politeness.Judge(text) is not PoliteMeaning.Courtesy
            && ListNumber.FindButton(text, offered, areNumbered) is { } code && !IsDoubtful(text, code)
            // "The second" may be a matter of the list before.
            && (areNumbered || SaidWords.KeyOf(code) is not "withdraw.sure") ? code : null;
    }

    /// <summary>
    /// Returns the code of the button that the words mean, for a list that is no longer the last message. Of several sentences each must
    /// mean the same, unless it is polite.
    /// </summary>
    public static string? FindInWords(string text, IReadOnlyList<ChatButton> offered) =>
        offered.Count == 0 ? null : FindInWords(text, new OfferedAnswers(offered));

    internal static string? FindInWords(string text, OfferedAnswers offered) =>
        FindMeant(text, offered) is { } code && !IsDoubtful(text, code) ? code : null;

    /// <summary>Returns true if the text is the label of one of these buttons in any language.</summary>
    public static bool IsLabel(string text, IReadOnlyList<ChatButton> buttons) => AnswerReadings.Read(text)
        .Intersect(buttons.SelectMany(BotTexts.LabelsOf).Select(WordSounds.Fold)).Any();

    /// <summary>Returns true if the text says nothing but what the button of this code does, without the button being offered.</summary>
    public static bool Says(string text, string code)
    {
        if (text.Length > MaxLength || (code is "solved" && SolvedWords.AskOrWish(text)) || (code is "urge" && IsAboutOthers(text)))
            return false;
        return SolvedWords.SayFreely(text, code) || (code is "urge" && UrgeWords.SayFreely(text)) || SaysInClauses(text, code);
    }

    /// <summary>Returns true if the text, or each of its sentences that says something, is in the list of the code.</summary>
    internal static bool SaysInClauses(string text, string code)
    {
        if (SaysIn(text, code)) return true;
        var clauses = AnswerReadings.ClausesOfSubstance(text);
        return clauses.Count > 0 && clauses.All(clause => SaysIn(clause, code));
    }

    /// <summary>Returns true for words such as "no need", in a place where nothing else was offered that they refuse.</summary>
    public static bool DeclinesHelp(string text) => Says(text, "noNeed");

    /// <summary>Returns the kind of a ticket that the text names, and nothing else; null for none.</summary>
    public static TicketKind? FindToldKind(string text) => FindToldKinds(text) is [var first, ..] ? first : null;

    /// <summary>Returns the kinds of a ticket that the text may name, if it says nothing else.</summary>
    internal static IReadOnlyList<TicketKind> FindToldKinds(string text) => [.. Enum.GetValues<TicketKind>()
        .Where(kind => kind is not TicketKind.Other && Says(text, ButtonCodes.KindChoice(kind, "")))];

    /// <summary>Returns true for words that may be an answer to something, whatever was offered.</summary>
    internal static bool IsKnown(string text) => text.Length <= MaxLength
        && (TypedCodes.ReadNumberKey(text) is not null || IsKnownClause(text) || AnswerReadings.SplitAnswers(text).Any(IsKnownClause));

    internal static bool SaysIn(string text, string code) => AnswerReadings.Read(text).Any(word => SaidWords.AreFor(code, word));

    internal static bool IsAsked(string text) => text.TrimEnd() is [.., '?' or '？' or '؟'];

    // Words that ask or hesitate end no matter, and rate none.
    private static bool IsDoubtful(string text, string code) => SaidWords.KeyOf(code) switch
    {
        "solved" => SolvedWords.AskOrWish(text),
        "withdraw.sure" => IsAsked(text) || text.TrimEnd() is [.., '…'] or [.., '.', '.']
            || WordCover.Holds(text, SaidWords.Lists.Sounds("hesitates")),
        // Whoever declines more help politely withdraws nothing, and asks for nobody.
        "answered" => IsAsked(text) || DeclinesHelp(text),
        "notAnswered" => DeclinesHelp(text),
        // "Sent by mistake" and "no more questions" say nothing of the matter, and "no longer needed" withdraws it.
        "notSolved" => RatingFaces.ReadTick(text) is null
            && (Politeness.Judge(text) is PoliteMeaning.Courtesy || SaysInClauses(text, "withdraw")),
        // "Many thanks" is no praise of its own, and "a suggestion?" asks.
        var key when key.StartsWith("kind.", StringComparison.Ordinal) =>
            IsAsked(text) || Politeness.Judge(text) is PoliteMeaning.Courtesy or PoliteMeaning.Agreement,
        var key => key.StartsWith("rate.", StringComparison.Ordinal) && (IsAsked(text) || RatingRefusal.IsNoScore(text)),
    };

    private static string? FindMeant(string text, OfferedAnswers offered)
    {
        if (offered.Find(AnswerReadings.Read(text)) is { } found) return found;
        if (RatingFaces.ReadTick(text) is { } isYes && offered.FindByYesOrNo(isYes) is { } ticked) return ticked;
        if (RatingFaces.Read(text) is { } score && offered.Buttons.FirstOrDefault(button =>
            SaidWords.KeyOf(button.Code) == FormattableString.Invariant($"rate.{score}")) is { } rated)
            return rated.Code;
        // "3, complaint": the label counts, because it is surer than the number.
        var clauses = AnswerReadings.SplitAnswers(text).Where(clause => ListNumber.Read(clause) is null && !Denies(clause, offered))
            .ToLookup(AnswerReadings.IsAside, clause => offered.Find(AnswerReadings.Read(clause)));
        var meant = (clauses[false].Any() ? clauses[false] : clauses[true].OfType<string>()).Distinct().ToList();
        return meant is [{ } only] ? only
            : FindStrongest(meant) ?? offered.Buttons.FirstOrDefault(button => SolvedWords.SayFreely(text, button.Code))?.Code;
    }

    // "Not a complaint", and a "no" where nothing is to be denied: what is meant follows.
    private static bool Denies(string clause, OfferedAnswers offered)
    {
        if (offered.Find(AnswerReadings.Read(clause)) is not null) return false;
        if (SaysIn(clause, "no") || SaysIn(clause, "change")) return true;
        var words = WordSounds.FoldWords(clause);
        var denials = SaidWords.Lists.Sounds("denies");
        var denied = words.Skip(TextParts.CountBeginning(words, denials, MaxDenyingWords)).ToList();
        if (denied is [.., var last] && denied.Count == words.Count && denials.Contains(last)) denied.RemoveAt(denied.Count - 1);
        return denied.Count > 0 && denied.Count < words.Count
            && offered.Find(AnswerReadings.Read(string.Join(' ', denied))) is not null;
    }

    // "Good, very good" is the better one, and "bad, very bad" the worse.
    private static string? FindStrongest(List<string?> meant)
    {
        var scores = meant.Select(code => code is not null && ButtonCodes.ReadTicketCode(code) is { Word: "rate", Value: [var digit] }
            ? digit - '0' : 0).ToList();
        return scores.Count == 0 || scores.Contains(0) ? null : scores.Min() > MiddlingScore ? meant[scores.IndexOf(scores.Max())]
            : scores.Max() < MiddlingScore ? meant[scores.IndexOf(scores.Min())] : null;
    }

    // A shop or a courier who does not answer is a matter, and no reason to hurry the desk.
    private static bool IsAboutOthers(string text) => (SaidWords.NamesShop(text) || SaidWords.NamesOthers(text))
        && !WordCover.Holds(text, SaidWords.Lists.Sounds("desk"));

    private static bool IsKnownClause(string text) => AnswerReadings.Read(text).Any(SaidWords.AreAnswer);
}
