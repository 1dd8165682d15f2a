using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Answers that are given for all resolved tickets at once: "all of them are solved", "both are fine".</summary>
public sealed partial class Dialog
{
    /// <summary>
    /// Does for each resolved ticket that was not rated what the words say of all: asks for the ratings one by one, rates, or reopens. Null
    /// if the words speak of something else.
    /// </summary>
    private BotStep? AnswerForAll(ConversationState state, ChatInput input, IReadOnlyList<ChatButton> offered, DateTimeOffset now)
    {
        if (input is not ChatInput.TextInput { IsEdit: false, Text: var text } words || state.OpensNewTicket
            || input.Origin.RepliesTo is not null || input.Origin.ForwardedFrom is not null
            || OfferedButtons.FindTicketOfQuestion(offered) is not null || OfferedButtons.FindToWithdraw(offered) is not null
            || AllTickets.Read(text) is not { } said || FindAnswerForAll(text, said) is not { } answer) return null;
        return new BotStep.ListTickets(tickets => tickets
            .Where(ticket => ticket is { Status: TicketStatus.Resolved, Rated: false }).Select(ticket => ticket.Number).ToList() switch
            {
                [_, _, ..] several => answer(state, several, now),
                // Of one ticket nobody says "both", but "all of it".
                [var only] when OfferedButtons.FindResolved(offered) == only => answer(state, [only], now),
                _ => AnswerBeforeMatter(state, words, offered, now) ?? OnRead(state, words, ReadTypedAnswer(state, words, offered), now),
            });
    }

    private Func<ConversationState, IReadOnlyList<TicketNumber>, DateTimeOffset, BotStep>? FindAnswerForAll(string text, string said)
    {
        // "Either will do" takes no choice, and "all the best" is polite.
        if (TypedAnswer.IsAsked(text) || UndecidedAnswer.IsMeant(text) || Politeness.Judge(text) is not null) return null;
        if (TypedAnswer.Says(said, "notSolved")) return (state, numbers, _) => ReopenAll(state, numbers, text);
        if (TypedAnswer.Says(said, "solved")) return AskRatings;
        return Politeness.Judge(said) is not null || RatingRefusal.IsNoScore(said) || RatingWords.Read(said) is not { } score ? null
            : score > RatingScore.MaxUnsatisfied ? (state, numbers, now) => RateAll(state, numbers, score, now)
            : (state, numbers, _) => ReopenAll(state, numbers, text);
    }

    private BotStep AskRatings(ConversationState state, IReadOnlyList<TicketNumber> numbers, DateTimeOffset now) =>
        AskRating(state, numbers[0], now).ContinueWith((asked, _) => Reply(asked with
        {
            NextState = asked.NextState with { RatedNext = [.. numbers.Skip(1).Select(next => next.ToString())] },
        }));

    private BotStep RateAll(ConversationState state, IReadOnlyList<TicketNumber> numbers, int score, DateTimeOffset now) =>
        numbers.Skip(1).Aggregate(TakeRating(state with { PendingQuestion = null }, numbers[0], score, now),
            (then, other) => new BotStep.Rate(other, score, _ => then));

    private BotStep ReopenAll(ConversationState state, IReadOnlyList<TicketNumber> numbers, string text) =>
        numbers.Skip(1).Aggregate(ReopenTicket(state, numbers[0], text), (before, other) => before.ContinueWith((first, _) =>
            ReopenTicket(first.NextState, other, text).ContinueWith((second, _) => Reply(new(
                // What follows may be about either.
                second.NextState with { TargetTicket = null }, [.. first.Messages, .. second.Messages])))));

    /// <summary>
    /// Thanks for a rating and asks for that of the next ticket. Null if there is none, or the resident was not satisfied.
    /// </summary>
    private BotStep? AskNextRating(ConversationState state, TicketNumber rated, int score, DateTimeOffset now)
    {
        if (score <= RatingScore.MaxUnsatisfied || state.RatedNext is not { Count: > 0 } others
            || state.PendingQuestion is not { Kind: QuestionKind.Rating } asked || asked.Number != rated.ToString()) return null;
        var language = LanguageOf(state);
        var question = new PendingQuestion(QuestionKind.Rating, others[0], now);
        var thanks = texts.Format(language, "rate.thanks", ("rating", texts.RatingName(language, score)));
        return Reply(new(state with { PendingQuestion = question, RatedNext = [.. others.Skip(1)] }, new BotMessage(
            language, thanks + "\n\n" + QuestionText(state, question), QuestionKeyboard(state, question))));
    }
}
