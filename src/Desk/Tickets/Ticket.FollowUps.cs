using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>Follow-up calls after a resolution.</summary>
public sealed partial class Ticket
{
    private static readonly MessageKind[] ServingKinds =
    [
        MessageKind.Answer, MessageKind.NextStep, MessageKind.NeedFromYou, MessageKind.OutOfRemit, MessageKind.Resolution, MessageKind.Call,
        MessageKind.Slip,
    ];

    /// <summary>
    /// True for the assignee and whoever answered, called, resolved or wrote on a slip. They must not ask the resident how they did.
    /// </summary>
    public bool WasServedBy(Author author) => (author.Kind is AuthorKind.Staff && author.Code == Assignee)
        || _messages.Exists(m => m.Author == author && ServingKinds.Contains(m.Kind));

    /// <summary>Draws the resolved ticket for a follow-up call. Returns false when it can't be called about.</summary>
    public bool DrawFollowUp(FollowUpCause cause, ChangeContext context)
    {
        if (ErasedAt is not null || ResolvedAt is not { } resolved || IsOpen || WaitingFollowUp is not null) return false;
        if (_followUps.Exists(f => f.ResolvedAt == resolved)) return false;
        var call = new FollowUpCall
        {
            Id = context.NewId(), TicketId = Id, Cause = cause, ResolvedAt = resolved, DrawnAt = context.Now,
        };
        _followUps.Add(call);
        Record(new FollowUpDrawn(context.Now, Author.System, call.Id, cause));
        return true;
    }

    /// <summary>
    /// Records a follow-up call. The satisfaction is entered as a rating unless the resident gave one. A matter that is not solved is
    /// reopened.
    /// </summary>
    public Refusal? RecordFollowUp(Author author, FollowUpResult result, ChangeContext context)
    {
        if (RefusalFor(TicketAction.FollowUp, context) is { } refusal) return refusal;
        if (WasServedBy(author)) return CreateRefusal(TicketAction.FollowUp, RefusalReason.ServedByCaller, context);
        if (result is { Reached: true, Score: { } score } && CurrentRating is null) Rate(author, score, null, context);
        var message = AddMessage(MessageKind.FollowUp, author, result.Words, context);
        var call = WaitingFollowUp!;
        call.RecordCall(result, author, message.Id, context.Now);
        var cycle = result is { Reached: true, Solved: false } ? ReopenWith(message, context) : null;
        if (cycle is not null) NotSolvedCount++;
        Record(new FollowUpCalled(context.Now, author, call.Id, message.Id, message.ComputeHash(), result.Reached, result.Solved,
            result.Score, CycleSnapshot.From(cycle)));
        return null;
    }

    /// <summary>Ends a call that was not made, because the matter went on without it.</summary>
    private void EndFollowUp(ChangeContext context)
    {
        if (WaitingFollowUp is not { } call) return;
        call.End();
        Record(new FollowUpEnded(context.Now, Author.System, call.Id));
    }
}
