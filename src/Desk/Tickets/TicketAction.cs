namespace EcomCenter.Desk.Tickets;

/// <summary>Everything that can be done with a ticket. <c>Write</c> is a message of the resident.</summary>
public enum TicketAction
{
    Write, Take, Assign, Answer, Note, Link, Call, Amend, Resolve, Close, Reopen, Cancel, Rate,
}
