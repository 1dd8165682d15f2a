using EcomCenter.Contracts;
using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>The member of staff who works on the ticket.</summary>
public sealed partial class Ticket
{
    public Refusal? Take(Author author, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Take, context) is { } refusal) return refusal;
        if (Status is New) Status = InProgress;
        if (author.Kind is AuthorKind.Staff) Assignee = author.Code;
        Record(new TicketTaken(context.Now, author));
        return null;
    }

    public Refusal? Assign(Author author, string user, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Assign, context) is { } refusal) return refusal;
        if (Assignee == user) return CreateRefusal(TicketAction.Assign, RefusalReason.AlreadyTaken, context);
        var before = Assignee;
        Assignee = user;
        Record(new TicketAssigned(context.Now, author, user, before));
        return null;
    }

    /// <summary>
    /// Takes an unanswered ticket from the person who has done nothing about it since a time, so that colleagues see it. One that a
    /// department works on stays. Returns false if the ticket is none of these.
    /// </summary>
    public bool ReturnIdle(DateTimeOffset since, int hours, ChangeContext context)
    {
        if (context.IsClockDoubted || !IsOpen || !Unanswered || SlipDueAt is not null) return false;
        if (Assignee is not { } user || LastWorkedAt > since) return false;
        Assignee = null;
        Record(new IdleTicketReturned(context.Now, Author.System, user, hours));
        return true;
    }

    private bool TakeIfNew(Author author)
    {
        if (Status is not New) return false;
        Status = InProgress;
        if (author.Kind is AuthorKind.Staff) Assignee ??= author.Code;
        return true;
    }
}
