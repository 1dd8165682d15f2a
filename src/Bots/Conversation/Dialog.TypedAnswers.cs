using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Typed words that do what a button does: answers to what was offered or asked, and words that are understood at any time. A question
/// takes only what answers it and stays open until then.
/// </summary>
public sealed partial class Dialog
{
    /// <summary>The least letters that name a matter and answer something.</summary>
    private const int MinNaming = 4;

    private ChatInput ReadTypedAnswer(ConversationState state, ChatInput input, IReadOnlyList<ChatButton> offered)
    {
        if (TypedAnswer.IsDisapprovingSticker(input)) return ReadSticker((ChatInput.MediaInput)input, offered);
        if (input is not ChatInput.TextInput { Text: var text } words) return input;
        if (TypedAnswer.FindTicketOfQuestion(offered) is { } asked) return words with { AnswersTicket = asked };
        if (!TypedAnswer.IsPossible(input)) return input;
        if (TypedAnswer.AsksWhichToWithdraw(offered) && TypedAnswer.Says(text, "matter"))
            return new ChatInput.ButtonInput(input.Origin, ButtonCodes.MyTickets) { TypedWords = text.Trim() };
        var areNumbered = !KnownChannels.GetTraits(input.From.Channel).HasButtons;
        // An answer of staff has no buttons: words after it are about it, and not about what the bot asked before.
        IReadOnlyList<ChatButton> asking = state.PendingQuestion is { } open && offered.Count > 0
            ? [.. QuestionKeyboard(state, open).SelectMany(row => row)] : [];
        // Where no numbers are shown, a number answers the question that is open, and not the links under the reply to something else.
        var byNumber = !areNumbered && asking.Count > 0 && offered.All(IsLink) ? TypedAnswer.FindByNumber(text, asking, areNumbered) : null;
        var code = byNumber ?? TypedAnswer.Find(text, offered, areNumbered) ?? TypedAnswer.FindInWords(text, asking)
            ?? TypedAnswer.FindNoRating(text, offered.Concat(asking)) ?? TypedAnswer.FindHowToRate(text, offered.Concat(asking))
            ?? FindRatingOfSolved(state, text, offered) ?? FindDisapproval(text, offered) ?? TypedAnswer.FindByName(text, offered);
        if (code is null || (IsExplanation(state, text) && ButtonCodes.ReadTicketCode(code)?.Word is "notSolved")) return input;
        return new ChatInput.ButtonInput(input.Origin, code) { TypedWords = text.Trim() };
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

    /// <summary>Whoever is asked if the matter is solved and says how satisfied they are means that it is.</summary>
    private string? FindRatingOfSolved(ConversationState state, string text, IReadOnlyList<ChatButton> offered)
    {
        if (TypedAnswer.FindResolved(offered) is not { } number || Politeness.Judge(text) is not null) return null;
        var rating = new PendingQuestion(QuestionKind.Rating, number.ToString(), default);
        return ReadScore(state, rating, text) is > MaxMiddlingScore and var score ? ButtonCodes.Rate(score, rating.Number) : null;
    }

    /// <summary>A thumb down to "is it solved?" and to a known answer says no.</summary>
    private static string? FindDisapproval(string text, IReadOnlyList<ChatButton> offered) => RatingFaces.IsDisapproval(text)
        ? offered.FirstOrDefault(button => ButtonCodes.ReadTicketCode(button.Code)?.Word is "notSolved" or "notAnswered")?.Code : null;

    private static ChatInput ReadSticker(ChatInput.MediaInput sticker, IReadOnlyList<ChatButton> offered) =>
        (TypedAnswer.FindInWords(sticker.Detail!, offered) ?? FindDisapproval(sticker.Detail!, offered)) is { } code
            ? new ChatInput.ButtonInput(sticker.Origin, code) { TypedWords = sticker.Detail } : sticker;

    // Whoever is asked for a comment on a rating and writes that nobody cared explains the rating.
    private static bool IsExplanation(ConversationState state, string text) =>
        state.PendingQuestion is { Kind: QuestionKind.Comment } && !TypedAnswer.NamesSolving(text);

    private static bool IsLink(ChatButton button) => ButtonCodes.ReadLanguage(button.Code) is not null
        || button.Code is ButtonCodes.New or ButtonCodes.MyTickets or ButtonCodes.MainMenu or ButtonCodes.Person
        || button.Code.StartsWith("move:", StringComparison.Ordinal);

    /// <summary>Words that are understood although no button with them was offered. Null if the text is something else.</summary>
    private BotStep? OnStandingWords(ConversationState state, ChatInput input, string text, Func<BotStep> otherwise, DateTimeOffset now)
    {
        if (TypedAnswer.Says(text, "oneMore"))
        {
            return new BotStep.ListTickets(tickets => IsAnswerDue(tickets)
                ? OnButton(state, input, ButtonCodes.New, now) : otherwise());
        }

        string[] codes = [ButtonCodes.New, ButtonCodes.Person, ButtonCodes.MyTickets, ButtonCodes.LanguageMenu,
            .. LanguageTag.All.Select(ButtonCodes.ChooseLanguage)];
        if (Array.Find(codes, code => TypedAnswer.Says(text, code)) is { } said) return OnButton(state, input, said, now);
        if (PhoneInText.Find(text) is (var phone, true) && WishesCall(text)) return SubmitCall(state, input, text, phone, now);
        if (TypedAnswer.Says(text, "who:anonymous:x"))
            return new BotStep.ListTickets(tickets => OnAnonymityWished(state, tickets, otherwise, now));
        if (TypedAnswer.Says(text, "withdraw"))
            return new BotStep.ListTickets(tickets => OnWithdrawSaid(state, tickets, otherwise, now));
        if (Array.Exists(["asksWho", ButtonCodes.MainMenu], code => TypedAnswer.Says(text, code)))
        {
            return new BotStep.ListTickets(tickets =>
                tickets.Any(ticket => ticket.Status is not TicketStatus.Closed) ? otherwise() : ShowMenu(state, "help"));
        }

        if (IsSolvedWithComment(text))
        {
            return new BotStep.ListTickets(tickets => FindResolved(tickets) is { Rated: false } ticket
                ? OnSolvedWithComment(state, input, ticket.Number, text, now) : otherwise());
        }

        if (TypedAnswer.Says(text, "urge"))
            return new BotStep.ListTickets(tickets => OnUrgeSaid(state, tickets, text, otherwise, now));
        if (TypedAnswer.Says(text, "solved"))
        {
            return new BotStep.ListTickets(tickets => FindResolved(tickets) is { Rated: false } ticket
                ? AskRating(state, ticket.Number, now) : otherwise());
        }

        if (TypedAnswer.Says(text, "notSolved"))
        {
            return new BotStep.ListTickets(tickets => FindResolved(tickets) is { } ticket
                ? ReopenTicket(state, ticket.Number, text) : otherwise());
        }

        return TypedAnswer.FindToldKind(text) is { } kind && state.NextDraft is null
            ? new BotStep.ListTickets(tickets => state.OpensNewTicket || !tickets.Any(IsOpen)
                ? SubmitKind(state, input, kind, text, now) : otherwise())
            : null;
    }

    /// <summary>Opens a ticket for words that name nothing but its kind, and asks for the rest.</summary>
    private BotStep SubmitKind(ConversationState state, ChatInput input, TicketKind kind, string text, DateTimeOffset now)
    {
        var next = state with { NextDraft = new() { Kind = kind }, OpensNewTicket = true };
        var name = DisplayNames.For(LanguageOf(state), kind);
        return Submit(next, input, text, now, prefix: texts.Format(LanguageOf(state), "wish.ask", ("name", name)));
    }

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
            QuestionKind.Kind when KindInWords.Find(text) is { } kind => (next, receipt) => AmendAndAsk(
                next, input, number, new() { Kind = kind }, draft => draft with { Kind = kind },
                () => JoinedText(LanguageOf(next), receipt) + "\n" + NotedText(next, DisplayNames.For(LanguageOf(next), kind)), now),
            QuestionKind.Anonymity when AnonymityWish.HidesNameFromAll(text) => (next, _) =>
                TakeAnonymity(next, input, number, Anonymity.Anonymous, now),
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

    private BotStep OnAnonymityWished(
        ConversationState state, IReadOnlyList<TrackedTicket> tickets, Func<BotStep> otherwise, DateTimeOffset now) =>
        tickets.FirstOrDefault(IsOpen) is not { } newest ? otherwise() : Reply(AskAnonymity(
            state.PendingQuestion?.Number == newest.Number.ToString() ? state : state with { Draft = null }, newest.Number.ToString(),
            texts.Format(LanguageOf(state), "who.about", ("number", newest.Number)), now));

    private BotStep OnWithdrawSaid(
        ConversationState state, IReadOnlyList<TrackedTicket> tickets, Func<BotStep> otherwise, DateTimeOffset now) =>
        tickets.Where(IsOpen).ToList() switch
        {
            // Said twice, or of a matter that is over: words that open a matter would start a clock.
            [] when tickets.Count > 0 => Reply(new(state, Compose(state,
                texts.Format(LanguageOf(state), "withdraw.late", ("number", tickets[0].Number)), ButtonCodes.New, ButtonCodes.MyTickets))),
            [] => otherwise(),
            [var only] => AskToWithdraw(state, only.Number),
            var several => AskWhichToWithdraw(state, several, now),
        };

    /// <summary>Lists the tickets so that a choice withdraws: by button, number, place or name.</summary>
    private BotStep AskWhichToWithdraw(ConversationState state, IReadOnlyList<TrackedTicket> tickets, DateTimeOffset now)
    {
        var language = LanguageOf(state);
        var lines = tickets.Select(ticket => TicketSummary(language, ticket, now));
        var text = string.Join("\n\n", [texts.Format(language, "withdraw.which"), .. lines]);
        var buttons = tickets.Select(ticket => TicketButton(language, ticket, ButtonCodes.ChooseToWithdraw(ticket.Number.ToString())));
        return Reply(new(state with { ListedTickets = [.. tickets.Select(ticket => ticket.Number.ToString())] },
            new BotMessage(language, text, texts.ArrangeInRows(language, [.. buttons], onePerRow: true))));
    }

    /// <summary>
    /// Returns true if each open ticket waits for an answer. "One more thing" alone is then invited, because whoever says no more has a
    /// promise anyway; otherwise it is a question of its own, which must not wait without a promise.
    /// </summary>
    private static bool IsAnswerDue(IReadOnlyList<TrackedTicket> tickets) =>
        tickets.Any(IsOpen) && tickets.Where(IsOpen).All(ticket => ticket.Unanswered);

    private static bool IsOpen(TrackedTicket ticket) => ticket.Status is not (TicketStatus.Resolved or TicketStatus.Closed);

    // The words can only be about the resolved ticket if none is open beside it that waits for an answer or for the resident.
    private static TrackedTicket? FindResolved(IReadOnlyList<TrackedTicket> tickets) =>
        tickets.Any(ticket => IsOpen(ticket) && (ticket.Unanswered || ticket.Status is TicketStatus.WaitingForResident)) ? null
            : tickets.FirstOrDefault(ticket => ticket.Status is TicketStatus.Resolved);

    /// <summary>Adds the open question to a message, once: whoever did not answer it by then does not want to.</summary>
    private BotReply AskAgain(ConversationState state, BotMessage message)
    {
        if (state.PendingQuestion is not { Kind: not QuestionKind.Comment, AskedAgain: false } open) return new(state, message);
        return new(
            state with { PendingQuestion = open with { AskedAgain = true } },
            message with { Text = message.Text + "\n\n" + QuestionText(state, open), Buttons = QuestionKeyboard(state, open) });
    }

    private string QuestionText(ConversationState state, PendingQuestion question) => question.Kind switch
    {
        QuestionKind.Confirm => ReadBack(LanguageOf(state), question.Number, state.Draft ?? new()),
        QuestionKind.FrequentAnswer => texts.Format(LanguageOf(state), "known.again"),
        QuestionKind.Service => texts.Format(LanguageOf(state), "service.ask"),
        QuestionKind.Anonymity => texts.Format(LanguageOf(state), "who.ask"),
        QuestionKind.Phone => texts.Format(LanguageOf(state), "phone.ask"),
        QuestionKind.Rating => texts.Format(LanguageOf(state), "rate.ask", ("number", question.Number)),
        _ => texts.Format(LanguageOf(state), "kind.ask"),
    };

    private IReadOnlyList<IReadOnlyList<ChatButton>> QuestionKeyboard(ConversationState state, PendingQuestion question)
    {
        var (language, number) = (LanguageOf(state), question.Number);
        return question.Kind switch
        {
            QuestionKind.FrequentAnswer => texts.Keyboard(language, ButtonCodes.NotAnswered(number), ButtonCodes.Answered(number)),
            QuestionKind.Kind => texts.KindKeyboard(language, number),
            QuestionKind.Service => texts.ServiceKeyboard(language, number),
            QuestionKind.Anonymity => texts.AnonymityKeyboard(language, number),
            QuestionKind.Phone => texts.Keyboard(language, ButtonCodes.NoPhone(number)),
            QuestionKind.Confirm => texts.Keyboard(language, ButtonCodes.ConfirmDetails(number), ButtonCodes.ChangeDetails(number)),
            QuestionKind.Rating => texts.RatingKeyboard(language, number),
            _ => [],
        };
    }
}
