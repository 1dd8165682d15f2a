using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>Erases personal data. A person is deleted together with the last of their tickets.</summary>
internal static class ErasePeople
{
    /// <summary>Deletes the person, or, if other tickets remain, only the phone numbers given for this ticket.</summary>
    public static async Task EraseAsync(WriteUnit unit, long personId, long ticketId, CancellationToken cancellation)
    {
        if (await unit.Db.People.Include(p => p.Addresses).FirstOrDefaultAsync(p => p.Id == personId, cancellation) is not { } person)
            return;
        var addresses = person.Addresses.Select(a => (long?)a.Id).ToList();
        var named = await unit.Db.Tickets.Where(t => t.PersonId == personId && t.Id != ticketId).Select(t => t.Id)
            .ToListAsync(cancellation);
        if (named.Count == 0 && !await unit.Db.Tickets.AnyAsync(t => t.Id != ticketId && addresses.Contains(t.ChatAddressId), cancellation))
        {
            unit.Db.Remove(person);
            return;
        }

        var phones = person.Addresses.Where(a => a.Kind == AddressKind.Phone && a.GivenForTicketId == ticketId).ToList();
        if (phones.Count > 0) named.ForEach(unit.ReindexTicket);
        unit.Db.RemoveRange(phones);
        // Only anonymous tickets are left, so the name is no longer needed.
        if (named.Count == 0) Requesters.EraseName(person);
    }
}
