using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Typed words that do what a button does: answers to what was offered or asked. A question takes only what answers it and stays open
/// until then.
/// </summary>
public sealed partial class Dialog
{
    /// <summary>The least letters that name a matter and answer something.</summary>
    private const int MinNaming = 4;

    private ChatInput ReadTypedAnswer(ConversationState state, ChatInput input, IReadOnlyList<ChatButton> offered)
    {
        if (TypedAnswer.IsDisapprovingSticker(input)) return ReadSticker((ChatInput.MediaInput)input, offered);
        if (input is not ChatInput.TextInput { Text: var text } words) return input;
        if (OfferedButtons.FindTicketOfQuestion(offered) is { } asked) return words with { AnswersTicket = asked };
        if (words.IsEdit || input.Origin.ForwardedFrom is not null || !TypedAnswer.IsShort(text)
            || WishesToChangePhone(state, text)) return input;
        if (OfferedButtons.AskWhichToWithdraw(offered) && TypedAnswer.Says(text, "matter"))
            return new ChatInput.ButtonInput(input.Origin, ButtonCodes.MyTickets) { TypedWords = text.Trim() };
        var areNumbered = !KnownChannels.GetTraits(input.From.Channel).HasButtons;
        // An answer of staff has no buttons: words after it are about it, and not about what the bot asked before.
        IReadOnlyList<ChatButton> asking = state.PendingQuestion is { } open && offered.Count > 0
            ? [.. QuestionKeyboard(state, open).SelectMany(row => row)] : [];
        // Where no numbers are shown, a number answers the question that is open, and not the links under the reply to something else.
        var byNumber = !areNumbered && asking.Count > 0 && offered.All(IsLink) ? ListNumber.FindButton(text, asking, areNumbered) : null;
        // "Choose one for me" has no number in it.
        var code = FindListedTicket(state, text, offered, areNumbered, isAsking: asking.Count > 0)
            ?? FindLabelOfDetail(state, text) ?? (UndecidedAnswer.IsMeant(text) ? TypedAnswer.FindInWords(text, offered)
                : byNumber ?? FindDetailAfterNo(state, text) ?? TypedAnswer.Find(text, offered, areNumbered))
            ?? TypedAnswer.FindInWords(text, asking)
            ?? RatingRefusal.Find(text, offered.Concat(asking)) ?? RatingRefusal.FindHowTo(text, offered.Concat(asking))
            ?? FindRatingOfSolved(state, text, offered) ?? FindDisapproval(text, offered) ?? OfferedButtons.FindByName(text, offered)
            ?? FindDetailToConfirm(state, text) ?? UndecidedAnswer.Find(text, offered.Concat(asking));
        if (code is null || (IsExplanation(state, text) && ButtonCodes.ReadTicketCode(code)?.Word is "notSolved")) return input;
        return new ChatInput.ButtonInput(input.Origin, code) { TypedWords = text.Trim() };
    }

    /// <summary>
    /// "The second one" means the second ticket of the list that was shown, where the buttons since then are mere links, or ask if another
    /// ticket is to be withdrawn. Right after words that joined a ticket it tells where they belong.
    /// </summary>
    private static string? FindListedTicket(
        ConversationState state, string text, IReadOnlyList<ChatButton> offered, bool areNumbered, bool isAsking)
    {
        if (state.ListedTickets.Count < 2 || offered.Count == 0 || ListOrdinal.Read(text) is not { } place) return null;
        var listed = state.ListedTickets;
        if (listed.ElementAtOrDefault((place is ListOrdinal.Last ? listed.Count : place) - 1) is not { } number) return null;
        if (OfferedButtons.FindToWithdraw(offered) is { } withdrawn)
            return areNumbered && withdrawn.ToString() == number ? null : ButtonCodes.WithdrawTicket(number);
        if (isAsking || !offered.All(IsLink)) return null;
        return OfferedButtons.FindMoves(offered) switch
        {
            [] => ButtonCodes.ShowTicket(number),
            [{ Value: var message, Number: null }] => ButtonCodes.MoveMessage(message, number),
            _ => null,
        };
    }

    /// <summary>
    /// Words that answer a question about one ticket are no answer to it if they reply to a message of another ticket, or name another.
    /// </summary>
    private BotStep OnRead(ConversationState state, ChatInput input, ChatInput read, DateTimeOffset now)
    {
        if (read is not ChatInput.ButtonInput { TypedWords: { } words, Code: var code }
            || ButtonCodes.ReadTicketCode(code) is not { Number: { } number }) return Next(state, read, now);
        if (input.Origin.RepliesTo is { } replied)
        {
            return new BotStep.FindReplied(ToRepliedTo(replied),
                other => Next(state, other is null || other == number ? read : input, now));
        }

        return words.Length < MinNaming ? Next(state, read, now)
            : new BotStep.ListTickets(tickets => Next(state, NamesOther(words, tickets, number) ? input : read, now));
    }

    private static bool NamesOther(string words, IReadOnlyList<TrackedTicket> tickets, TicketNumber asked) =>
        tickets.Where(ticket => ticket.Status is not TicketStatus.Closed).ToList() is { Count: > 1 } several
        && MatterWords.FindNamed(words, several) is { } named && named.Number != asked;

    /// <summary>
    /// Whoever is asked if the matter is solved and says how satisfied they are means that it is; whoever is not satisfied, that it is
    /// not.
    /// </summary>
    private string? FindRatingOfSolved(ConversationState state, string text, IReadOnlyList<ChatButton> offered)
    {
        if (OfferedButtons.FindResolved(offered) is not { } number || Politeness.Judge(text) is not null) return null;
        return RatingWords.Read(text) is not { } score ? null
            : score > RatingScore.MaxUnsatisfied ? ButtonCodes.Rate(score, number.ToString()) : ButtonCodes.NotSolved(number.ToString());
    }

    /// <summary>
    /// Whoever is asked if the details are right and names a kind, or who may know the name, means that it is that one. Whoever is asked
    /// for another detail and names a kind changes it.
    /// </summary>
    private string? FindDetailToConfirm(ConversationState state, string text)
    {
        if (state.PendingQuestion is not { Kind: QuestionKind.Confirm or QuestionKind.Service or QuestionKind.Anonymity } asked)
            return null;
        var language = LanguageOf(state);
        return TypedAnswer.FindInWords(text, KindButtons(language, asked))
            // "As you like" does not agree that the name may be known.
            ?? (asked.Kind is not QuestionKind.Confirm || state.Draft?.Anonymity is null || UndecidedAnswer.IsMeant(text)
                || Politeness.Judge(text) is PoliteMeaning.Agreement ? null
                : TypedAnswer.FindInWords(text, AnonymityButtons(language, asked)));
    }

    // The label of a detail is that detail, although it has a word such as "may" in it, which agrees.
    private string? FindLabelOfDetail(ConversationState state, string text)
    {
        if (state is not { PendingQuestion: { Kind: QuestionKind.Confirm } asked, Draft: not null }) return null;
        var (language, said) = (LanguageOf(state), WordSounds.Fold(text));
        return KindButtons(language, asked).Concat(AnonymityButtons(language, asked))
            .FirstOrDefault(button => BotTexts.LabelsOf(button).Any(label => WordSounds.Fold(label) == said))?.Code;
    }

    private static bool WishesToChangePhone(ConversationState state, string text) =>
        state.PendingQuestion is { Kind: QuestionKind.Confirm } && TypedAnswer.Says(text, "changesPhone");

    private IReadOnlyList<ChatButton> KindButtons(Language language, PendingQuestion asked) =>
        [.. texts.KindKeyboard(language, asked.Number).SelectMany(row => row)];

    private IReadOnlyList<ChatButton> AnonymityButtons(Language language, PendingQuestion asked) =>
        [.. texts.AnonymityKeyboard(language, asked.Number).SelectMany(row => row)];

    // "No, staff may know": what follows says more than the "no".
    private string? FindDetailAfterNo(ConversationState state, string text) =>
        AnswerReadings.SplitClauses(text) is [var first, _, ..] && (TypedAnswer.SaysIn(first, "no") || TypedAnswer.SaysIn(first, "change"))
            ? FindDetailToConfirm(state, text) : null;

    /// <summary>A thumb down to "is it solved?" and to a known answer says no.</summary>
    private static string? FindDisapproval(string text, IReadOnlyList<ChatButton> offered) => RatingFaces.IsDisapproval(text)
        ? offered.FirstOrDefault(button => ButtonCodes.ReadTicketCode(button.Code)?.Word is "notSolved" or "notAnswered")?.Code : null;

    private static ChatInput ReadSticker(ChatInput.MediaInput sticker, IReadOnlyList<ChatButton> offered) =>
        (TypedAnswer.FindInWords(sticker.Detail!, offered) ?? FindDisapproval(sticker.Detail!, offered)) is { } code
            ? new ChatInput.ButtonInput(sticker.Origin, code) { TypedWords = sticker.Detail } : sticker;

    // Whoever is asked for a comment on a rating and writes that nobody cared explains the rating.
    private static bool IsExplanation(ConversationState state, string text) =>
        state.PendingQuestion is { Kind: QuestionKind.Comment } && !SolvedWords.AreNamedIn(text);

    private static bool IsLink(ChatButton button) => ButtonCodes.ReadLanguage(button.Code) is not null
        || button.Code is ButtonCodes.New or ButtonCodes.MyTickets or ButtonCodes.MainMenu or ButtonCodes.Person
        || button.Code.StartsWith("move:", StringComparison.Ordinal);

    /// <summary>
    /// Keeps words that answer the question about a ticket and go on with the matter, and does what they answer. Null if they answer
    /// nothing.
    /// </summary>
    private BotStep? SubmitAnswering(ConversationState state, ChatInput input, string text, DateTimeOffset now)
    {
        if (state.OpensNewTicket || state.TargetTicket is not null || input.Origin.RepliesTo is not null
            || state.PendingQuestion is not { } question || TicketNumber.Read(question.Number).Number is not { } number) return null;
        Func<ConversationState, IntakeReceipt, BotStep>? answer = question.Kind switch
        {
            QuestionKind.Kind when (KindInWords.Find(text) ?? KindWithPhone.Find(text)?.Kind) is { } kind => (next, receipt) => AmendAndAsk(
                next, input, number, new() { Kind = kind }, draft => draft with { Kind = kind },
                () => JoinedText(LanguageOf(next), receipt) + "\n" + NotedText(next, DisplayNames.For(LanguageOf(next), kind)), now),
            QuestionKind.Kind when UndecidedAnswer.Begins(text) => (next, receipt) =>
                LeaveToDesk(next, number, JoinedText(LanguageOf(next), receipt) + "\n\n"),
            QuestionKind.Anonymity when AnonymityWish.FindIn(text) is { } anonymity => (next, _) =>
                TakeAnonymity(next, input, number, anonymity, now),
            _ => null,
        };
        return answer is null ? null : new BotStep.ListTickets(tickets =>
        {
            var isOpen = tickets.Any(ticket => ticket.Number == number && IsOpen(ticket));
            if (!isOpen || NamesOther(text, tickets, number)) return SubmitToNamed(state, input, text, now);
            var messages = SubmissionBuilder.Build(state with { TargetTicket = question.Number }, input, WithContext(state, input, text));
            return new BotStep.Submit(
                messages, receipt => answer(state with { KeptGreeting = null, NextDraft = null }, receipt), IdleReply(state));
        });
    }
}
