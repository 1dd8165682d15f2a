using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Questions after a ticket was resolved: solved or not, a rating, a comment. All of them are optional.</summary>
public sealed partial class Dialog
{
    /// <summary>The most UTF-16 units that are taken as a comment. A longer text is submitted as a message.</summary>
    private const int MaxCommentLength = 2_000;

    /// <summary>The highest score of somebody whose matter may be solved or not.</summary>
    private const int MaxMiddlingScore = 3;

    /// <summary>Asks for a rating. A question about another ticket that is still open stays the one that is asked again.</summary>
    private BotStep AskRating(ConversationState state, TicketNumber number, DateTimeOffset now)
    {
        var question = new PendingQuestion(QuestionKind.Rating, number.ToString(), now);
        var isOtherOpen = state.PendingQuestion is { Kind: not (QuestionKind.Comment or QuestionKind.Rating) } open
            && open.Number != question.Number;
        return Reply(new(isOtherOpen ? state : state with { PendingQuestion = question, RatedNext = [] },
            new BotMessage(LanguageOf(state), QuestionText(state, question), QuestionKeyboard(state, question))));
    }

    /// <summary>Ends the question for a rating that the resident does not want to give.</summary>
    private BotStep SkipRating(ConversationState state, TicketNumber number) =>
        ReplyWith(ClearQuestion(state, number), "rate.skipped", ButtonCodes.New, ButtonCodes.MyTickets);

    private BotStep ReopenTicket(ConversationState state, TicketNumber number, string? words) => new BotStep.Reopen(
        number, words ?? texts.Format(LanguageOf(state), "reopen.said"), receipt => OnReopened(state, number, receipt));

    private BotStep OnReopened(ConversationState state, TicketNumber number, IntakeReceipt? receipt)
    {
        var language = LanguageOf(state);
        if (receipt is null)
        {
            var tooLate = texts.Format(language, "reopen.late", ("number", number));
            return Reply(new(state, Compose(state, tooLate, ButtonCodes.New, ButtonCodes.MyTickets)));
        }

        var next = state with { TargetTicket = number.ToString(), PendingQuestion = null };
        if (receipt.DueAt is not { } due)
            return Reply(new(next, Compose(state, texts.Format(language, "add.ask", ("number", number)), ButtonCodes.MyTickets)));
        var text = texts.Format(language, "reopen.done",
            ("number", number), ("due", texts.DateAndTime(language, due)), ("zone", texts.ZoneName(language)));
        return Reply(new(next, receipt.MayAppeal
            ? Compose(state, text + "\n\n" + texts.Format(language, "appeal.offer"), ButtonCodes.Appeal(number.ToString()),
                ButtonCodes.MyTickets, ButtonCodes.Person)
            : Compose(state, text, ButtonCodes.MyTickets, ButtonCodes.Person)));
    }

    private BotStep AppealToHead(ConversationState state, TicketNumber number, DateTimeOffset now) => new BotStep.Appeal(number, isDone =>
        isDone ? Reply(new(state, Compose(state, texts.Format(LanguageOf(state), "appeal.done", ("number", number)),
            ButtonCodes.MyTickets, ButtonCodes.Person)))
        : new BotStep.ListTickets(tickets => ShowTicket(state, tickets, number, now)));

    private BotStep TakeRating(
        ConversationState state, TicketNumber number, int score, DateTimeOffset now, bool corrects = false) =>
        new BotStep.Rate(number, score, done => OnRated(state, number, score, done, now)) { CorrectsRating = corrects };

    // There is one comment. For a while the question still tells that other words are a matter of their own.
    private static PendingQuestion? AfterComment(PendingQuestion question) =>
        question.Score is null ? null : question with { AskedAgain = true };

    /// <summary>
    /// Keeps what is said in praise after the comment was given, or in refusing more help. Nothing is owed to it; the question stays open.
    /// </summary>
    private BotStep KeepCourtesy(
        ConversationState state, ChatInput input, PendingQuestion asked, string text, string replyKey = "thanks") =>
        KeepCourtesy(state, input, asked.Number, text, replyKey);

    private BotStep KeepCourtesy(ConversationState state, ChatInput input, string number, string text, string replyKey)
    {
        var messages = SubmissionBuilder.Build(state with { TargetTicket = number, OpensNewTicket = false }, input, text);
        var thanks = Compose(state, texts.Format(LanguageOf(state), replyKey), ButtonCodes.New, ButtonCodes.MyTickets);
        return new BotStep.Submit([.. messages.Select(message => message with { IsCourtesy = true })],
            _ => Reply(AskAgain(state, thanks)), IdleReply(state));
    }

    /// <summary>
    /// Keeps "solved" and "satisfied" after an answer, where nothing is owed and nothing was asked: no clock starts for them. Null if more
    /// than one matter is open, or something is owed.
    /// </summary>
    private BotStep? KeepNews(ConversationState state, ChatInput input, IReadOnlyList<TrackedTicket> tickets, string text) =>
        tickets.Where(IsOpen).ToList() is [{ Unanswered: false, Status: not TicketStatus.WaitingForResident } answered]
        && !state.OpensNewTicket && input.Origin.RepliesTo is null
            ? KeepCourtesy(state, input, answered.Number.ToString(), text, "comment.kept") : null;

    /// <summary>
    /// "No, not satisfied" after a rating, and "I meant very satisfied", take its place. Null if the words are no other rating: a good
    /// word after a good rating is a comment.
    /// </summary>
    private BotStep? CorrectRating(ConversationState state, ChatInput input, PendingQuestion rated, string text, DateTimeOffset now)
    {
        if (rated.Score is not { } given || input.Origin.RepliesTo is not null || text.Length > TypedAnswer.MaxLength
            || Politeness.Judge(text) is not null || RatingRefusal.IsNoScore(text)
            || RatingWords.Read(text) is not { } score || TicketNumber.Read(rated.Number).Number is not { } number) return null;
        return score != given && (AnswerReadings.IsCorrection(text)
            || (IsLow(score) != IsLow(given) && RatingWords.IsLabel(text)))
            ? TakeRating(state, number, score, now, corrects: true) : null;
    }

    private static bool IsLow(int score) => score <= RatingScore.MaxUnsatisfied;

    private BotStep OnRated(ConversationState state, TicketNumber number, int score, bool isStored, DateTimeOffset now)
    {
        var language = LanguageOf(state);
        if (!isStored)
        {
            var tooLate = texts.Format(language, "rate.late", ("number", number));
            return Reply(new(ClearQuestion(state, number), Compose(state, tooLate, ButtonCodes.MyTickets, ButtonCodes.New)));
        }

        if (AskNextRating(state, number, score, now) is { } next) return next;
        var text = texts.Format(language, score <= RatingScore.MaxUnsatisfied ? "rate.sorry" : "rate.thanks",
            ("rating", texts.RatingName(language, score)));
        // Whoever did not say that it is solved may mean that it is not.
        var maySayNotSolved = score <= RatingScore.MaxUnsatisfied
            || (score <= MaxMiddlingScore && state.PendingQuestion is not { Kind: QuestionKind.Rating or QuestionKind.Comment });
        var buttons = maySayNotSolved
            ? texts.Keyboard(language, ButtonCodes.NotSolved(number.ToString()), ButtonCodes.MainMenu)
            : texts.Keyboard(language, ButtonCodes.MainMenu);
        var question = text + "\n\n" + texts.Format(language, "comment.ask");
        var commented = state with { PendingQuestion = new(QuestionKind.Comment, number.ToString(), now) { Score = score } };
        return Reply(new(commented, new BotMessage(language, question, buttons)));
    }

    /// <summary>"Satisfied, only a little slow" is the rating and its comment. Null if the words are anything else.</summary>
    private BotStep? TakeRatingWithComment(ConversationState state, PendingQuestion question, string text, DateTimeOffset now)
    {
        if (state.OpensNewTicket || text.Length > MaxCommentLength || AnswerReadings.IsFirstAsked(text)
            || AnswerReadings.SplitClauses(text) is not [var first, _, ..] clauses
            || RatingWords.Read(first) is not { } score || !CommentDetector.IsComment(string.Join(',', clauses.Skip(1)))
            || TicketNumber.Read(question.Number).Number is not { } number) return null;
        return new BotStep.Rate(number, score, isRated => !isRated ? OnRated(state, number, score, isRated, now)
            : new BotStep.Comment(number, text, isKept => isKept
                ? OnRatedWithComment(state, number, score, text, now) : OnRated(state, number, score, isRated, now)));
    }

    private BotStep OnRatedWithComment(ConversationState state, TicketNumber number, int score, string comment, DateTimeOffset now)
    {
        var language = LanguageOf(state);
        var key = score <= RatingScore.MaxUnsatisfied ? "rate.sorry" : "rate.thanks";
        var text = texts.Format(language, key, ("rating", texts.RatingName(language, score)))
            + "\n\n" + texts.Format(language, "comment.done", ("number", number));
        var question = new PendingQuestion(QuestionKind.Comment, number.ToString(), now) { Score = score, AskedAgain = true };
        var next = state with { PendingQuestion = question, RatingComment = comment };
        return Reply(new(next, score <= RatingScore.MaxUnsatisfied
            ? Compose(next, text, ButtonCodes.NotSolved(number.ToString()), ButtonCodes.OwnTicket)
            : Compose(next, text, ButtonCodes.MyTickets, ButtonCodes.OwnTicket)));
    }

    /// <summary>"Solved, only a little slow" asks for nothing more: the words are kept, and the rating is asked for.</summary>
    private BotStep OnSolvedWithComment(
        ConversationState state, ChatInput input, TicketNumber number, string text, DateTimeOffset now)
    {
        var messages = SubmissionBuilder.Build(state with { TargetTicket = number.ToString() }, input, WithContext(state, input, text));
        return new BotStep.Submit([.. messages.Select(message => message with { IsCourtesy = true })],
            _ => AskRating(state with { KeptGreeting = null }, number, now), IdleReply(state));
    }

    /// <summary>
    /// "Solved, and who pays the postage?" reopens nothing: a rating is asked for, and the words begin a matter of their own, unless
    /// another one is open that they may be about.
    /// </summary>
    private BotStep OnSolvedWithMore(ConversationState state, ChatInput input, IReadOnlyList<TrackedTicket> tickets, TicketNumber number,
        string text, DateTimeOffset now) => AskRating(state, number, now).ContinueWith((answered, _) => SubmitMore(
            answered, next => Submit(next with { OpensNewTicket = !tickets.Any(IsOpen), TargetTicket = null }, input, text, now)));

    private static BotStep SubmitMore(BotReply answered, Func<ConversationState, BotStep> submit) =>
        submit(answered.NextState).ContinueWith((begun, _) =>
            Reply(new(begun.NextState, [.. answered.Messages, .. begun.Messages])));

    /// <summary>"Satisfied, and who pays the postage?" is a rating and a matter. Null if the words are anything else.</summary>
    private BotStep? TakeRatingWithMore(
        ConversationState state, ChatInput input, PendingQuestion question, string text, DateTimeOffset now)
    {
        if (state.OpensNewTicket || input.Origin.RepliesTo is not null || TicketNumber.Read(question.Number).Number is not { } number
            || MoreAfterAnswer.Split(text, answer => RatingWords.Read(answer) is not null) is not var (answer, more)
            || !MoreAfterAnswer.IsMatter(more) || RatingWords.Read(answer) is not { } score) return null;
        return new BotStep.ListTickets(tickets => new BotStep.Rate(number, score, isRated => SubmitMore(
            new(state with { PendingQuestion = null }, RatedMessages(state, number, score, isRated, now)),
            next => score <= RatingScore.MaxUnsatisfied || tickets.Any(ticket => ticket.Number == number && MatterWords.Names(more, ticket))
                ? Submit(next with { TargetTicket = question.Number }, input, text, now)
                : SubmitAfterRating(next, input, score, opened => SubmitWithNumber(opened, input, text, now)))));
    }

    private IReadOnlyList<BotMessage> RatedMessages(
        ConversationState state, TicketNumber number, int score, bool isRated, DateTimeOffset now) =>
        OnRated(state, number, score, isRated, now) is BotStep.Reply(var reply) ? reply.Messages : [];

    private static bool SaysSolved(string text) => TypedAnswer.Says(text, "solved");

    /// <summary>
    /// Submits words after a rating that speak of something else. Whoever was satisfied begins a matter of its own with them, unless
    /// another one is open that they may be about; whoever was not goes on about the same.
    /// </summary>
    private BotStep SubmitAfterRating(
        ConversationState state, ChatInput input, int score, Func<ConversationState, BotStep> submit) =>
        score <= RatingScore.MaxUnsatisfied || state.OpensNewTicket || input.Origin.RepliesTo is not null ? submit(state)
            : new BotStep.ListTickets(tickets => submit(state with { OpensNewTicket = !tickets.Any(IsOpen) }));

    /// <summary>
    /// Submits words instead of the rating that was asked for. Words about the ticket that was said to be solved go on with it; others
    /// begin a matter of their own, unless another one is open that they may be about.
    /// </summary>
    private BotStep SubmitAfterSolved(ConversationState state, ChatInput input, string solved, string text, DateTimeOffset now) =>
        new BotStep.ListTickets(tickets =>
        {
            var rated = tickets.FirstOrDefault(ticket => ticket.Number.ToString() == solved);
            if (rated is { Status: TicketStatus.Resolved } && input.Origin.ForwardedFrom is null
                && IsStillAbout(rated, tickets, text, StillOwed.IsMeantAfterSolved))
                return SubmitWithNumber(state with { TargetTicket = solved, PendingQuestion = null }, input, text, now);
            return rated is { Status: TicketStatus.Resolved } && !tickets.Any(IsOpen) && !MatterWords.Names(text, rated)
                ? SubmitWithNumber(state with { OpensNewTicket = true, PendingQuestion = null }, input, text, now)
                : SubmitToNamed(state, input, text, now);
        });

    /// <summary>
    /// Returns true for words such as "and my refund?" after "solved" or a rating, unless they name another ticket or other goods.
    /// </summary>
    private static bool IsStillAbout(
        TrackedTicket rated, IReadOnlyList<TrackedTicket> tickets, string text, Func<string, bool> isStillOwed) =>
        isStillOwed(text) && !NamesOther(text, tickets, rated.Number) && !MatterWords.IsAboutOtherGoods(text, rated);

    /// <summary>
    /// Takes a text after a rating as its comment. The text is also kept in the conversation state, because the resident may turn
    /// it into a ticket of its own with one button.
    /// </summary>
    private BotStep TakeComment(ConversationState state, ChatInput input, PendingQuestion question, string text, DateTimeOffset now)
    {
        var next = state with { PendingQuestion = AfterComment(question) };
        if (TicketNumber.Read(question.Number).Number is not { } number) return Submit(next, input, text, now);
        return new BotStep.Comment(number, text, done =>
        {
            if (!done) return Submit(next, input, text, now);
            var thanks = texts.Format(LanguageOf(state), "comment.done", ("number", number));
            return Reply(new(next with { RatingComment = text }, Compose(state, thanks, ButtonCodes.MyTickets, ButtonCodes.OwnTicket)));
        });
    }
}
