using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>What was promised to everybody who brings a matter: some years after it ended its words are erased, and who brought it. What stays counts, and names nobody.</summary>
public sealed partial class Ticket
{
    /// <summary>False while it has not ended, or where it was done. What hangs on the ticket elsewhere goes in the same write.</summary>
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
