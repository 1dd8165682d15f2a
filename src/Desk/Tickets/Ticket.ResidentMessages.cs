using EcomCenter.Contracts;
using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>The messages that a resident writes after the ticket was opened.</summary>
public sealed partial class Ticket
{
    /// <summary>Adds a further message of the resident, or one that staff enter on the resident's behalf.</summary>
    public Refusal? AddResidentMessage(Author author, MessageBody body, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Write, context) is { } refusal) return refusal;
        if (OpensFollowUp(body)) return CreateRefusal(TicketAction.Write, RefusalReason.WrongState, context);
        var message = AddMessage(MessageKind.FromResident, author, body, context);
        if (body.IsCourtesy)
        {
            Record(new ResidentWrote(
                context.Now, author, message.Id, message.ComputeHash(), Thanks: true, Reopened: false, NewCycle: null,
                Edits: body.EditsMessageId));
            return null;
        }

        var reopened = ReopenForResident(context);
        var started = UnansweredCycle is null ? StartCycle(message, body.At, context) : null;
        Record(new ResidentWrote(
            context.Now, author, message.Id, message.ComputeHash(), Thanks: false, reopened, CycleSnapshot.From(started),
            body.IsUncertain, body.EditsMessageId));
        return null;
    }

    /// <summary>
    /// True for a message that the resident gets a new ticket for, linked to this one, because this one is closed. A courtesy needs no
    /// answer, so it is kept here in every status.
    /// </summary>
    public bool OpensFollowUp(MessageBody body) => Status is Closed && ErasedAt is null && !body.IsCourtesy;

    /// <summary>Puts the ticket back in progress, because the resident wrote. Returns true if it had been resolved.</summary>
    private bool ReopenForResident(ChangeContext context)
    {
        var reopened = Status is Resolved;
        if (Status is WaitingForResident or Resolved) Status = InProgress;
        if (!reopened) return false;
        (ResolvedAt, NotSolvedCount) = (null, NotSolvedCount + 1);
        EndFollowUp(context);
        return true;
    }
}
