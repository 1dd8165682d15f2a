using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Kind and details of a ticket that is already open: asked one by one, read back, confirmed. Every question may stay unanswered.
/// </summary>
public sealed partial class Dialog
{
    private BotStep TakeKind(ConversationState state, ChatInput input, TicketNumber number, TicketKind kind, DateTimeOffset now) =>
        AmendAndAsk(state, input, number, new() { Kind = kind }, draft => draft with { Kind = kind },
            () => NotedText(state, DisplayNames.For(LanguageOf(state), kind)), now);

    /// <summary>Ends a question whose choice the resident leaves to the centre.</summary>
    private BotStep LeaveToDesk(ConversationState state, TicketNumber number, string prefix = "")
    {
        var text = prefix + texts.Format(LanguageOf(state), "choice.left", ("number", number));
        return Reply(new(ClearQuestion(state, number), Compose(state, text, ButtonCodes.MyTickets, ButtonCodes.New)));
    }

    private BotStep TakeService(ConversationState state, ChatInput input, TicketNumber number, string service, DateTimeOffset now) =>
        service.Length > 0 && !DisplayNames.ServiceCodes.Contains(service)
            ? ReplyUnknown(state)
            : AmendAndAsk(state, input, number,
                new() { ServiceItem = service.Length > 0 ? service : null },
                draft => draft with { ServiceItem = service },
                () => service.Length > 0 ? NotedText(state, texts.ServiceName(LanguageOf(state), service)) : "", now);

    private BotStep TakeAnonymity(ConversationState state, ChatInput input, TicketNumber number, Anonymity anonymity, DateTimeOffset now) =>
        AmendAndAsk(state with { AnonymityOf = number.ToString() }, input, number,
            // The name of the messenger's profile is nobody's business before the resident agrees.
            new() { Anonymity = anonymity, Name = anonymity is Anonymity.Named ? input.Origin.SenderName : null },
            draft => draft with { Anonymity = anonymity, Phone = anonymity is Anonymity.Anonymous ? null : draft.Phone },
            () => NotedText(state, texts.AnonymityName(LanguageOf(state), anonymity)), now);

    /// <param name="words">Everything that was written, if there was more than the phone; it is kept as a message.</param>
    private BotStep TakePhone(
        ConversationState state, ChatInput input, string ticket, string phone, string? words, DateTimeOffset now)
    {
        if (TicketNumber.Read(ticket).Number is not { } number)
            return Submit(state with { PendingQuestion = null }, input, words ?? phone, now);
        var isForCall = IsPersonRequest(state) || IsWishedFor(state, ticket, now);
        state = state with { CallWish = null };
        var (draft, kept) = (UpdateDraft(state, number, details => details with { Phone = phone }), words is not null);
        var amend = new BotStep.Amend(number, new() { Phone = phone }, done => done
            ? isForCall ? RequestCall(state, input, number, phone, now)
                : Reply(AskNextDetail(draft, ticket, input.From.Channel, "", now))
            // The ticket is closed: the phone must not be lost with it.
            : kept ? ReplyTooLate(state, number) : Submit(ClearQuestion(state, number), input, WordsOf(input), now));
        if (words is null) return amend;
        return new BotStep.Submit(
            SubmissionBuilder.Build(state with { TargetTicket = ticket }, input, words), _ => amend, IdleReply(state));
    }

    /// <summary>Keeps a mobile phone with a digit too many or too few as words, and asks for it once more.</summary>
    private BotStep AskForWholePhone(ConversationState state, ChatInput input, PendingQuestion asked, string text) => new BotStep.Submit(
        SubmissionBuilder.Build(state with { TargetTicket = asked.Number }, input, text),
        _ => Reply(AskAgain(state, Compose(state, texts.Format(LanguageOf(state), "phone.slip")))), IdleReply(state));

    /// <summary>
    /// Takes a phone that is told before it is asked for, with the kind if that is told beside it. The question that is open comes again.
    /// </summary>
    private BotStep? TakePhoneBefore(ConversationState state, ChatInput input, PendingQuestion asked, string text, DateTimeOffset now)
    {
        if (state.OpensNewTicket || state.TargetTicket is not null || input.Origin.RepliesTo is not null || state.CallWish is not null)
            return null;
        var together = asked.Kind is QuestionKind.Kind ? KindWithPhone.Find(text) : null;
        if ((together is (_, { } own) ? (own, true) : PhoneInText.FindComplete(text)) is not var (phone, hasOtherWords)
            // A second phone with words of its own may be somebody else's, and is kept with them.
            || (hasOtherWords && (state.Draft?.Phone is not null || WishesCall(text)))
            || TicketNumber.Read(asked.Number).Number is not { } number) return null;
        var kind = together?.Kind ?? (hasOtherWords && asked.Kind is QuestionKind.Kind ? FindKindBeside(text) : null);
        List<string> details = [$"\u2066{phone}\u2069"];
        if (kind is { } told) details.Insert(0, DisplayNames.For(LanguageOf(state), told));
        var next = UpdateDraft(state with { PhoneAsked = true }, number, draft => draft with { Phone = phone, Kind = kind ?? draft.Kind });
        var amend = new BotStep.Amend(number, new() { Phone = phone, Kind = kind }, done => done
            ? Reply(AskNextDetail(next, asked.Number, input.From.Channel, NotedText(state, string.Join(" · ", details)), now))
            // The ticket is closed: the phone must not be lost with it.
            : hasOtherWords ? ReplyTooLate(state, number) : Submit(ClearQuestion(state, number), input, text, now));
        return !hasOtherWords ? amend : new BotStep.Submit(
            SubmissionBuilder.Build(state with { TargetTicket = asked.Number }, input, text), _ => amend, IdleReply(state));
    }

    private static TicketKind? FindKindBeside(string text) =>
        KindInWords.Find(text) ?? TypedAnswer.FindToldKind(string.Concat(text.Where(c => !char.IsDigit(c))));

    private BotStep AmendAndAsk(
        ConversationState state, ChatInput input, TicketNumber number, Amendment amendment, Func<DraftDetails, DraftDetails> update,
        Func<string> prefix, DateTimeOffset now) =>
        new BotStep.Amend(number, amendment, done => done
            ? Reply(AskNextDetail(UpdateDraft(state, number, update), number.ToString(), input.From.Channel, prefix(), now))
            : ReplyTooLate(state, number));

    private BotStep ConfirmDetails(ConversationState state, TicketNumber number) =>
        new BotStep.Amend(number, new() { Confirmed = true }, done =>
        {
            if (!done) return ReplyTooLate(state, number);
            var text = texts.Format(LanguageOf(state), "right.noted", ("number", number));
            return Reply(new(ClearQuestion(state, number), Compose(state, text, ButtonCodes.MyTickets, ButtonCodes.New)));
        });

    private string NotedText(ConversationState state, string value) => texts.Format(LanguageOf(state), "noted", ("value", value)) + "\n\n";

    private BotStep ReplyTooLate(ConversationState state, TicketNumber number)
    {
        var text = texts.Format(LanguageOf(state), "kind.late", ("number", number));
        return Reply(new(ClearQuestion(state, number), Compose(state, text, ButtonCodes.MyTickets, ButtonCodes.New)));
    }

    /// <summary>
    /// Asks for the next missing detail, the most useful one first. A phone is asked for once, and only where the settings allow
    /// it.
    /// </summary>
    private BotReply AskNextDetail(ConversationState state, string number, ContactChannel channel, string prefix, DateTimeOffset now)
    {
        var (language, draft) = (LanguageOf(state), state.Draft ?? new());
        if (draft.Kind is not { } kind) return AskKind(state, number, prefix + texts.Format(language, "kind.ask"), now);
        if (kind is TicketKind.Inquiry or TicketKind.ServiceRequest && draft.ServiceItem is null)
        {
            return AskQuestion(state, QuestionKind.Service, number, prefix + texts.Format(language, "service.ask"), now);
        }

        if (kind is TicketKind.Complaint or TicketKind.Report && draft.Anonymity is null)
        {
            return AskQuestion(state, QuestionKind.Anonymity, number, prefix + texts.Format(language, "who.ask"), now);
        }

        if (!state.PhoneAsked && draft.Anonymity is not Anonymity.Anonymous && texts.Options.MayAskPhone(channel))
        {
            var question = prefix + texts.Format(language, "phone.ask");
            return AskQuestion(state with { PhoneAsked = true }, QuestionKind.Phone, number, question, now);
        }

        // A request to talk to a person has no details to read back.
        if (IsPersonRequest(state))
        {
            var text = prefix.Length > 0 ? prefix.TrimEnd() : texts.Format(language, "right.noted", ("number", number));
            var next = state with { PendingQuestion = null, Draft = null };
            return new(next, Compose(state, text, ButtonCodes.MyTickets, ButtonCodes.New));
        }

        return AskQuestion(state, QuestionKind.Confirm, number, prefix + ReadBack(language, number, draft), now);
    }

    /// <summary>Asks who may know the name before anything else, for somebody who is afraid to give it.</summary>
    private BotReply AskAnonymity(ConversationState state, string number, string prefix, DateTimeOffset now) => AskQuestion(
        state, QuestionKind.Anonymity, number, prefix + "\n\n" + texts.Format(LanguageOf(state), "who.ask"), now);

    private BotReply AskKind(ConversationState state, string number, string text, DateTimeOffset now) =>
        AskQuestion(state, QuestionKind.Kind, number, text, now);

    private BotReply AskWhetherAnswered(
        ConversationState state, string number, string prefix, FrequentAnswer suggestion, DateTimeOffset now)
    {
        var answer = texts.Format(LanguageOf(state), "known", ("question", suggestion.Question), ("answer", suggestion.Answer));
        return AskQuestion(state, QuestionKind.FrequentAnswer, number, prefix + "\n\n" + answer, now, suggestion.Code);
    }

    private BotReply AskQuestion(
        ConversationState state, QuestionKind kind, string number, string text, DateTimeOffset now, string? frequentQuestionCode = null)
    {
        var question = new PendingQuestion(kind, number, now, frequentQuestionCode);
        return new(state with { PendingQuestion = question },
            new BotMessage(LanguageOf(state), text, QuestionKeyboard(state, question)));
    }

    private string ReadBack(Language language, string number, DraftDetails draft)
    {
        List<string> parts = [DisplayNames.For(language, draft.Kind ?? TicketKind.Other)];
        if (draft.ServiceItem is { } service && DisplayNames.ServiceCodes.Contains(service))
            parts.Add(texts.ServiceName(language, service));
        if (draft.Anonymity is { } anonymity) parts.Add(texts.AnonymityName(language, anonymity));
        if (draft.Phone is { } phone) parts.Add($"\u2066{phone}\u2069");
        var question = texts.Format(language, "right.ask", ("number", number), ("details", string.Join(" · ", parts)));
        return draft.Anonymity is Anonymity.Anonymous ? texts.Format(language, "who.anonymous") + "\n\n" + question : question;
    }

    private BotStep WithdrawAnswered(ConversationState state, TicketNumber number) =>
        new BotStep.Withdraw(number, texts.Format(LanguageOf(state), "known.said"), done =>
        {
            var text = texts.Format(LanguageOf(state), done ? "known.withdrawn" : "withdraw.late", ("number", number));
            return Reply(new(ClearQuestion(state, number), Compose(state, text, ButtonCodes.New, ButtonCodes.MyTickets)));
        });

    /// <summary>Details belong to one ticket: a button of another ticket starts a new draft.</summary>
    private static ConversationState UpdateDraft(ConversationState state, TicketNumber number, Func<DraftDetails, DraftDetails> update) =>
        state with { Draft = update(state.PendingQuestion?.Number == number.ToString() ? state.Draft ?? new() : new()) };

    private static ConversationState ClearQuestion(ConversationState state, TicketNumber number) =>
        state.PendingQuestion?.Number == number.ToString() ? state with { PendingQuestion = null, Draft = null } : state;
}
