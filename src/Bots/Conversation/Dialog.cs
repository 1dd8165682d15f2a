using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The bot's conversation logic: computes the next step from a conversation state and an input. Every input in every state gets a
/// reply, and no message is lost. Pure: the same state, input and time give the same step. This file reads texts; the files
/// beside it press buttons, take messages in, ask for details, handle known tickets, and handle ratings.
/// </summary>
public sealed partial class Dialog(BotTexts texts, VoiceClips voiceClips)
{
    /// <summary>
    /// A pending question for a comment expires after this time. A later message counts as new content, not as its answer.
    /// </summary>
    private static readonly TimeSpan QuestionLifetime = TimeSpan.FromDays(1);

    /// <param name="offered">The buttons under the last message to the chat, which typed words may answer.</param>
    public BotStep Next(ConversationState state, ChatInput input, DateTimeOffset now, params IReadOnlyList<ChatButton> offered)
    {
        var isStale = state.PendingQuestion is { Kind: QuestionKind.Comment } question
            && now - question.AskedAt > QuestionLifetime;
        var current = state with
        {
            Language = LanguageDetector.Detect(state, input),
            LanguageChosen = state.LanguageChosen || LanguageDetector.FindNewChoice(state, input) is not null,
            PageLanguage = input.Origin.ChosenLanguage ?? state.PageLanguage,
            LanguageSeen = state.LanguageSeen || LanguageDetector.IsTold(input),
            WrittenLanguage = LanguageDetector.FindWritten(state, input) ?? state.WrittenLanguage,
            PrivacyNoticeShown = state.PrivacyNoticeShown || input.Origin.PrivacyNoticeShown,
            PendingQuestion = isStale || IsMoot(state, offered) ? null : state.PendingQuestion,
        };
        if (DangerWords.AreIn(WordsOf(input)))
            return WithChosenLanguage(state, input, WithEmergencyNumbers(OnDanger(current, input, offered, now)));
        var step = WithChosenLanguage(state, input, AnswerForAll(current, input, offered, now)
            ?? AnswerInCaption(current, input, offered, now)
            ?? AnswerBeforeMatter(current, input, offered, now)
            ?? OnRead(current, input, ReadTypedAnswer(current, input, offered), now));
        return current.PendingQuestion is null && DangerWords.CallForHelp(WordsOf(input)) ? WithEmergencyNumbers(step) : step;
    }

    /// <summary>Nobody needs the details of a ticket that is resolved: what is asked now is if it is solved.</summary>
    private static bool IsMoot(ConversationState state, IReadOnlyList<ChatButton> offered) =>
        state.PendingQuestion is { Kind: not (QuestionKind.Rating or QuestionKind.Comment) } question
        && OfferedButtons.FindResolved(offered)?.ToString() == question.Number;

    /// <summary>A language chosen on a page elsewhere becomes that of the open tickets. In the chat a button does the same.</summary>
    private static BotStep WithChosenLanguage(ConversationState state, ChatInput input, BotStep step) =>
        LanguageDetector.FindNewChoice(state, input) is { } chosen && state.Language is { } before && before != chosen
        && input is not ChatInput.ButtonInput ? new BotStep.SetLanguage(chosen, _ => step) : step;

    private BotStep Next(ConversationState current, ChatInput input, DateTimeOffset now) => input switch
    {
        ChatInput.TextInput text => OnText(current, text, now),
        ChatInput.MediaInput media => OnMedia(current, media, now),
        ChatInput.ButtonInput button => OnButton(current, button, button.Code, now),
        ChatInput.GroupInput when current.GroupDeclined => new BotStep.Ignore("group"),
        ChatInput.GroupInput => ReplyWith(current with { GroupDeclined = true }, "group.declined"),
        ChatInput.BotBlocked => new BotStep.SetReachable(false),
        _ => new BotStep.SetReachable(true),
    };

    private BotStep OnText(ConversationState state, ChatInput.TextInput input, DateTimeOffset now)
    {
        var text = input.Text.Trim();
        if (!CleanText.HasVisibleText(text)) return Greet(state);
        if (ButtonCodes.ReadCommand(text) is var (command, arguments)) return OnCommand(state, input, command, arguments, now);
        if (input.IsEdit) return OnEdit(state, input, text, now);
        if (input.AnswersTicket is { } asked) return AnswerStaff(state, input, asked, text, now);
        if (input.Origin.ForwardedFrom is not null) return OnForwarded(state, input, text, now);
        return OnCommandInReply(state, input, text, now) ?? OnTextOfItsOwn(state, input, text, now);
    }

    /// <summary>
    /// Keeps forwarded words. They are somebody else's: they answer no question, urge and withdraw nothing, and a phone in them is not the
    /// resident's. Only the code of a ticket is read from them.
    /// </summary>
    private BotStep OnForwarded(ConversationState state, ChatInput input, string text, DateTimeOffset now)
    {
        BotStep Submit() => state.PendingQuestion switch
        {
            { Kind: QuestionKind.Comment, Score: { } score } =>
                SubmitAfterRating(state with { PendingQuestion = null }, input, score, next => SubmitToNamed(next, input, text, now)),
            { Kind: QuestionKind.Rating, Number: var solved } when !state.OpensNewTicket && input.Origin.RepliesTo is null =>
                SubmitAfterSolved(state, input, solved, text, now),
            _ => SubmitToNamed(state, input, text, now),
        };
        return FindByCode(state, text, ifNotFound: Submit, now) ?? Submit();
    }

    private BotStep OnTextOfItsOwn(ConversationState state, ChatInput input, string text, DateTimeOffset now) =>
        OnCodeOrNumber(state, input, text, now) ?? OnPlainText(state, input, text, now);

    /// <summary>
    /// An edit is kept as words of its own. One that leaves nothing but thanks is shown and starts nothing; one of the word for a rating
    /// changes the score.
    /// </summary>
    private BotStep OnEdit(ConversationState state, ChatInput.TextInput input, string text, DateTimeOffset now)
    {
        if (state.PendingQuestion is { Kind: QuestionKind.Comment or QuestionKind.Rating } rated
            && RatingWords.Read(text) is { } score
            && TicketNumber.Read(rated.Number).Number is { } number)
            return score == rated.Score ? NoReply(state) : TakeRating(state, number, score, now, corrects: true);
        if (Politeness.Judge(text) is null)
        {
            BotStep Keep() => Submit(state, input, texts.Format(LanguageOf(state), "content.edited") + "\n" + text, now);
            return AnswerInEdit(state, input, text, Keep, now) ?? Keep();
        }

        var kept = SubmissionBuilder.Build(state, input, text);
        return new BotStep.Submit([.. kept.Select(message => message with { IsCourtesy = true })], _ => NoReply(state), new(state, []));
    }

    private BotStep OnPlainText(ConversationState state, ChatInput input, string text, DateTimeOffset now)
    {
        if (TakeTypedDetail(state, input, text, now) is { } taken) return taken;
        if (IsGreeting(text) || GoesOnGreeting(state, text)) return OnGreeting(state, input, text, now);
        if (LoneFigure.IsMeant(text) && state.TargetTicket is null && input.Origin.RepliesTo is null)
            return OnFigure(state, input, text, now);
        if (state.OpensNewTicket && input.Origin.RepliesTo is null && AnswerToNothing.Declines(text)) return DropNewMatter(state);
        state = WithNewMatter(WithToldKind(state, text), text);
        var submit = SubmitWords(state, input, text, now);
        // "I wait for your news" asks for none.
        if (Politeness.Judge(text) is not null) return submit;
        BotStep Otherwise() => OnStandingWords(state, input, text, otherwise: () => submit, now) ?? submit;
        return state.OpensNewTicket || input.Origin.RepliesTo is not null || text.Length > MatterWords.MaxShortLength ? Otherwise()
            : new BotStep.ListTickets(tickets => OnAnswerToNothing(state, tickets, text, now)
                ?? OnCommandForNamed(state, input, tickets, text, now) ?? OnCommandForPointed(state, input, tickets, text, now)
                ?? (IsMoreAfterResolved(state, tickets, text)
                    ? Submit(state with { OpensNewTicket = true }, input, text, now) : Otherwise()));
    }

    /// <summary>"I would also like to ask about a loan" reopens no ticket that was resolved, unless it is about that.</summary>
    private static bool IsMoreAfterResolved(ConversationState state, IReadOnlyList<TrackedTicket> tickets, string text) =>
        !tickets.Any(IsOpen) && state.PendingQuestion is not { Kind: QuestionKind.Comment, Score: <= RatingScore.MaxUnsatisfied }
        && FindResolved(tickets) is { } resolved && MoreAfterAnswer.BeginsMatter(text) && !MatterWords.Names(text, resolved)
        && !(state.PendingQuestion is not null && StillOwed.IsMeant(text));

    /// <summary>"Complaint, my parcel is lost" tells the kind of a ticket that these words open.</summary>
    private static ConversationState WithToldKind(ConversationState state, string text) => state.NextDraft is null
        && KindInWords.Find(text) is { } kind && TypedAnswer.FindToldKind(text) is null
            ? state with { NextDraft = new() { Kind = kind } } : state;

    /// <summary>"Another matter: I want to learn" opens a ticket of its own.</summary>
    private static ConversationState WithNewMatter(ConversationState state, string text) =>
        NewMatter.IsTold(text) ? state with { OpensNewTicket = true, TargetTicket = null } : state;

    private BotStep SubmitWords(ConversationState state, ChatInput input, string text, DateTimeOffset now) => state.PendingQuestion switch
    {
        { Kind: QuestionKind.Comment, Score: { } score } rated when BeginsMatter(text) =>
            StillOwed.IsMeant(text) && !state.OpensNewTicket && input.Origin.RepliesTo is null
                ? SubmitAfterSolved(state, input, rated.Number, text, now)
                : SubmitAfterRating(state with { PendingQuestion = null }, input, score, next => SubmitWithNumber(next, input, text, now)),
        { Kind: QuestionKind.Rating, Number: var solved } when BeginsMatter(text) && !state.OpensNewTicket
            && input.Origin.RepliesTo is null => SubmitAfterSolved(state, input, solved, text, now),
        _ => SubmitAnswering(state, input, text, now) ?? SubmitToNamed(state, input, text, now),
    };

    /// <summary>
    /// Submits words to the ticket that they name by what it is about. The desk chooses where no ticket is named, or only one can be meant.
    /// </summary>
    private BotStep SubmitToNamed(ConversationState state, ChatInput input, string text, DateTimeOffset now)
    {
        if (state.OpensNewTicket || state.TargetTicket is not null || input.Origin.RepliesTo is not null
            || Politeness.Judge(text) is not null || TypedCodes.FindWrittenNumber(text) is not null)
            return SubmitWithNumber(state, input, text, now);
        return new BotStep.ListTickets(tickets => SubmitWithNumber(
            tickets.Where(ticket => ticket.Status is not TicketStatus.Closed).ToList() is { Count: > 1 } several
                && MatterWords.FindNamed(text, several) is { } named ? state with { TargetTicket = named.Number.ToString() } : state,
            input, text, now));
    }

    // Thanks, a comment, and words about a ticket by its number are about what was rated, or say what they are about.
    private static bool BeginsMatter(string text) => Politeness.Judge(text) is null && TypedCodes.FindWrittenNumber(text) is null
        && !CommentDetector.IsComment(text);

    /// <summary>Takes a text that answers a question without choices. Null if none is open, or the text does not answer it.</summary>
    private BotStep? TakeTypedDetail(ConversationState state, ChatInput input, string text, DateTimeOffset now) =>
        state.PendingQuestion switch
        {
            { Kind: QuestionKind.Phone, AskedAgain: false } asked when PhoneInText.IsSlip(text) =>
                AskForWholePhone(state, input, asked, text),
            { Kind: QuestionKind.Confirm } asked when WishesToChangePhone(state, text) => Reply(AskQuestion(
                state with { PhoneAsked = true }, QuestionKind.Phone, asked.Number, texts.Format(LanguageOf(state), "phone.ask"), now)),
            { Kind: QuestionKind.Phone } asked when PhoneInText.Find(text) is var (phone, hasOtherWords) =>
                TakePhone(state, input, asked.Number, phone, hasOtherWords ? text : null, now),
            { Kind: QuestionKind.Confirm } asked when state.Draft?.Anonymity is not Anonymity.Anonymous
                && PhoneInText.Find(text) is var (phone, hasOtherWords) =>
                TakePhone(state with { PhoneAsked = true }, input, asked.Number, phone, hasOtherWords ? text : null, now),
            { Kind: QuestionKind.Kind or QuestionKind.Service or QuestionKind.Anonymity or QuestionKind.FrequentAnswer } asked
                when TakePhoneBefore(state, input, asked, text, now) is { } taken => taken,
            { Kind: QuestionKind.Comment } when state.OpensNewTicket => null,
            { Kind: QuestionKind.Comment } rated when CorrectRating(state, input, rated, text, now) is { } corrected => corrected,
            { Kind: QuestionKind.Rating } rated when TakeRatingWithComment(state, rated, text, now) is { } taken => taken,
            { Kind: QuestionKind.Rating } rated when TakeRatingWithMore(state, input, rated, text, now) is { } taken => taken,
            // Praise and blame without a score ask for nothing.
            { Kind: QuestionKind.Rating } rated when !state.OpensNewTicket && input.Origin.RepliesTo is null
                && text.Length <= MaxCommentLength && Politeness.Judge(text) is null && CommentDetector.IsComment(text) =>
                KeepCourtesy(state, input, rated, text, "comment.kept"),
            { Kind: QuestionKind.FrequentAnswer } known when TypedAnswer.DeclinesHelp(text) => KeepCourtesy(state, input, known, text),
            { Kind: QuestionKind.Comment } asked when TypedAnswer.Says(text, "comment:-:x") =>
                ReplyWith(state with { PendingQuestion = AfterComment(asked) }, "thanks", ButtonCodes.New, ButtonCodes.MyTickets),
            { Kind: QuestionKind.Comment, AskedAgain: true, Score: > RatingScore.MaxUnsatisfied } rated
                when text.Length <= MaxCommentLength && (CommentDetector.IsComment(text) || RatingWords.Read(text) is not null) =>
                KeepCourtesy(state, input, rated, text),
            { Kind: QuestionKind.Comment, AskedAgain: false } comment when text.Length <= MaxCommentLength
                && (CommentDetector.IsComment(text) || (Politeness.Judge(text) is null && RatingWords.Read(text) is not null)) =>
                TakeComment(state, input, comment, text, now),
            { Kind: QuestionKind.Phone } => null,
            _ => TakePhoneForCall(state, input, text, now),
        };

    // A lone number without a question before it is a slip of the finger, or an answer to a question that staff asked in words.
    private static bool IsGreeting(string text) => Politeness.Judge(text) is var meaning
        && (meaning is PoliteMeaning.Greeting || (meaning is null && ListNumber.Read(text) is < 10));

    // "Hello", and then "well": there is nothing to be thanked for yet.
    private static bool GoesOnGreeting(ConversationState state, string text) => state.KeptGreeting is { } kept
        && Politeness.Judge(text) is null && Politeness.Judge(kept + "\n" + text) is PoliteMeaning.Greeting;

    private BotStep Greet(ConversationState state) => state.LanguageChosen
        ? ShowMenu(state, "greeting")
        : ReplyWith(state with { Greeted = true }, "greeting.first");

    private BotStep ShowMenu(ConversationState state, string key)
    {
        var (next, text) = WithPrivacyNotice(state with { Greeted = true }, texts.Format(LanguageOf(state), key));
        return Reply(new(next, new BotMessage(LanguageOf(next), text, texts.MainMenu(LanguageOf(next)))));
    }

    /// <summary>Appends the privacy notice once per chat, to the first reply that is long enough to carry it.</summary>
    private (ConversationState, string) WithPrivacyNotice(ConversationState state, string text)
    {
        if (state.PrivacyNoticeShown) return (state, text);
        return (state with { PrivacyNoticeShown = true }, text + "\n\n" + texts.PrivacyNotice(LanguageOf(state)));
    }

    private BotStep ReplyUnknown(ConversationState state) =>
        ReplyWith(state, "unknown", ButtonCodes.New, ButtonCodes.MyTickets, ButtonCodes.MainMenu);

    private BotStep ReplyWith(ConversationState state, string key, params ReadOnlySpan<string> buttonCodes) =>
        Reply(new(state, Compose(state, texts.Format(LanguageOf(state), key), buttonCodes)));

    private BotMessage Compose(ConversationState state, string text, params ReadOnlySpan<string> buttonCodes) =>
        new(LanguageOf(state), text, texts.Keyboard(LanguageOf(state), [.. buttonCodes]));

    private static BotStep Reply(BotReply reply) => new BotStep.Reply(reply);

    private static Language LanguageOf(ConversationState state) => state.Language ?? Language.ZhHans;
}
