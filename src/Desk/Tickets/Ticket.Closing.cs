using EcomCenter.Contracts;
using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>Resolving, closing, reopening, cancelling and rating.</summary>
public sealed partial class Ticket
{
    public Refusal? Resolve(Author author, MessageBody body, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Resolve, context) is { } refusal) return refusal;
        var message = AddMessage(MessageKind.Resolution, author, body, context, Reach);
        if (Reach is Reach.Track) MarkDelivered(message, context.Now);
        (Status, ResolvedAt, NeedsSupervisor, IsEndDoubted) = (Resolved, context.Now, false, context.IsClockDoubted);
        RunningPromisedDate?.End(context.Now);
        Record(new TicketResolved(context.Now, author, message.Id, message.ComputeHash()));
        return null;
    }

    public Refusal? Close(Author author, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Close, context) is { } refusal) return refusal;
        (Status, ClosedAt, NeedsCallBack, IsEndDoubted) = (Closed, context.Now, false, context.IsClockDoubted);
        RunningPromisedDate?.End(context.Now);
        if (!IsWithinReopenPeriod(context.Now)) EndFollowUp(context);
        Record(new TicketClosed(context.Now, author));
        return null;
    }

    public Refusal? Reopen(Author author, MessageBody reason, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Reopen, context) is { } refusal) return refusal;
        var message = AddMessage(author.Kind is AuthorKind.Resident ? MessageKind.FromResident : MessageKind.Note, author, reason, context);
        EndFollowUp(context);
        var cycle = ReopenWith(message, context);
        if (author.Kind is AuthorKind.Resident) NotSolvedCount++;
        Record(new TicketReopened(context.Now, author, message.Id, message.ComputeHash(), CycleSnapshot.From(cycle)!));
        return null;
    }

    private ResponseCycle ReopenWith(Message message, ChangeContext context)
    {
        (Status, ResolvedAt, ClosedAt) = (InProgress, null, null);
        NeedsCallBack |= AnyMessageNeedsCall;
        return StartCycle(message, context.Now, context);
    }

    public Refusal? Cancel(Author author, CycleEndReason endReason, MessageBody reason, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Cancel, context) is { } refusal) return refusal;
        var message = AddMessage(author.Kind is AuthorKind.Resident ? MessageKind.FromResident : MessageKind.Note, author, reason, context);
        var cycle = UnansweredCycle;
        if (cycle?.DueAt <= context.Now) RecordMiss(cycle, context);
        cycle?.End(endReason, context.Now);
        RunningPromisedDate?.End(context.Now);
        (Status, ClosedAt, NeedsCallBack, IsEndDoubted) = (Closed, context.Now, false, context.IsClockDoubted);
        WithdrawOpenSlips(author, context);
        EndFollowUp(context);
        Record(new TicketCancelled(context.Now, author, endReason, message.Id, message.ComputeHash(), CycleSnapshot.From(cycle)));
        return null;
    }

    public Refusal? Rate(Author author, int score, MessageBody? comment, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Rate, context) is { } refusal) return refusal;
        var closing = ResolvedAt!.Value;
        var rating = new Rating
        {
            Id = context.NewId(), TicketId = Id, ResolvedAt = closing, Score = score, At = context.Now, Author = author,
            Comment = comment?.Text, Salt = comment?.Salt,
        };
        _ratings.Add(rating);
        NeedsSupervisor |= score <= RatingScore.MaxUnsatisfied;
        Record(new TicketRated(context.Now, author, score, rating.ComputeHash(),
            score <= RatingScore.MaxUnsatisfied ? DraftOrderFor(OrderCause.BadRating, rating.Id, context) : null));
        return null;
    }

    /// <summary>
    /// Changes the score of the current rating, because the resident changed the word for it. It is recorded as another rating; the last
    /// one counts.
    /// </summary>
    public Refusal? CorrectRating(Author author, int score, ChangeContext context)
    {
        if (RefusalReasonFor(TicketAction.Rate, context.Now) is { } no and not RefusalReason.AlreadyRated)
            return CreateRefusal(TicketAction.Rate, no, context);
        if (CurrentRating is not { } given) return CreateRefusal(TicketAction.Rate, RefusalReason.NotRated, context);
        var becomesLow = score <= RatingScore.MaxUnsatisfied && given.Score > RatingScore.MaxUnsatisfied;
        given.Correct(score);
        NeedsSupervisor |= score <= RatingScore.MaxUnsatisfied;
        Record(new TicketRated(context.Now, author, score, given.ComputeHash(),
            becomesLow ? DraftOrderFor(OrderCause.BadRating, given.Id, context) : null));
        return null;
    }

    /// <summary>Adds a comment to the rating of the current resolution. Each rating takes one comment.</summary>
    public Refusal? CommentOnRating(Author author, MessageBody body, ChangeContext context)
    {
        if (RefusalReasonFor(TicketAction.Rate, context.Now) is { } no and not RefusalReason.AlreadyRated)
            return CreateRefusal(TicketAction.Rate, no, context);
        if (CurrentRating is not { } given) return CreateRefusal(TicketAction.Rate, RefusalReason.NotRated, context);
        if (given.Comment is not null) return CreateRefusal(TicketAction.Rate, RefusalReason.AlreadyRated, context);
        (given.Comment, given.Salt) = (body.Text, body.Salt);
        Record(new RatingCommented(context.Now, author, TextHash.Compute(body.Salt, body.Text)));
        return null;
    }
}
