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
    public bool Erase(int years, ChangeContext context)
    {
        if (Status is not Closed || ErasedAt is not null) return false;
        EndFollowUp(context);
        foreach (var referral in _referrals) referral.Erase();
        foreach (var message in _messages) message.Erase();
        foreach (var rating in _ratings) rating.EraseComment();
        (Subject, PersonId, Person, ChatAddressId, ChatAddress) = ("", null, null, null, null);
        (Unreachable, NeedsCallBack, NeedsSupervisor) = (false, false, false);
        (ErasedAt, ErasedAfterYears) = (context.Now, years);
        Record(new TicketErased(context.Now, Author.System, years));
        return true;
    }
}
