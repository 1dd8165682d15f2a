using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Words that only answer something, and figures, where no matter is open that they could be about. They open no ticket.</summary>
public sealed partial class Dialog
{
    /// <summary>
    /// Replies to "no need" or "satisfied" in a chat where every ticket is closed, or where there is none. Null for other words. They
    /// would say nothing before the matter that may follow, so they are not kept for it.
    /// </summary>
    private BotStep? OnAnswerToNothing(ConversationState state, IReadOnlyList<TrackedTicket> tickets, string text, DateTimeOffset now)
    {
        if (tickets.Any(ticket => ticket.Status is not TicketStatus.Closed)) return null;
        var score = TypedAnswer.IsShort(text) ? RatingWords.Read(text) : null;
        if (score > RatingScore.MaxUnsatisfied
            && tickets.FirstOrDefault(ticket => ticket is { Rated: false, Withdrawn: false }) is { } closed)
            return TakeRating(state, closed.Number, score.Value, now);
        if (tickets.Count == 0 && RatingFaces.IsDisapproval(text)) return Greet(state with { KeptGreeting = KeepGreeting(state, text) });
        return score > RatingScore.MaxUnsatisfied || AnswerToNothing.IsMeant(text, hasTickets: tickets.Count > 0)
            ? ReplyWith(state with { Greeted = true }, "nothing.asked", ButtonCodes.New, ButtonCodes.MyTickets) : null;
    }

    /// <summary>Whoever was asked for a new matter and does not want to tell one withdraws none of those that are known.</summary>
    private BotStep DropNewMatter(ConversationState state) => ReplyWith(
        state with { OpensNewTicket = false, NextDraft = null }, "nothing.asked", ButtonCodes.New, ButtonCodes.MyTickets);

    /// <summary>A date or a price belongs to the matter that is open. Without one it is kept for the matter that follows.</summary>
    private BotStep OnFigure(ConversationState state, ChatInput input, string text, DateTimeOffset now) =>
        new BotStep.ListTickets(tickets => tickets.Any(IsOpen) ? SubmitWords(state, input, text, now)
            // An amount that is no rating: the rating is asked for once more.
            : state.PendingQuestion is { Kind: QuestionKind.Rating } && FindResolved(tickets) is { Rated: false } resolved
                ? AskRating(state with { KeptGreeting = KeepGreeting(state, text) }, resolved.Number, now)
            : Greet(state with { KeptGreeting = KeepGreeting(state, text) }));
}
