using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>
/// Erasure of a closed ticket. Residents are promised that texts and identity are erased some years after closing.
/// Only the facts needed for statistics stay, without any name.
/// </summary>
public sealed partial class Ticket
{
    /// <summary>
    /// Erases texts and references to the person. Returns false when the ticket is not closed or was erased before.
    /// The caller deletes related rows in the same transaction.
    /// </summary>
    public bool Erase(int years, Moment moment)
    {
        if (Status is not Closed || ErasedAt is not null) return false;
        foreach (var message in _messages) message.Erase();
        foreach (var rating in _ratings) rating.Erase();
        (Subject, PersonId, Person, ChatAddressId, ChatAddress) = ("", null, null, null, null);
        (Unreachable, CallBack, Supervise) = (false, false, false);
        (ErasedAt, ErasedAfterYears) = (moment.Now, years);
        Happened(new TicketErased(moment.Now, By.System, years));
        return true;
    }
}
