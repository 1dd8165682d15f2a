using System.Globalization;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>Erases personal data. A person is deleted together with the last of their tickets.</summary>
internal static class PastPeople
{
    /// <summary>Deletes the person, or, if other tickets remain, only the phone numbers given for this ticket.</summary>
    public static async Task ForgetAsync(WriteUnit unit, long id, long ticket, CancellationToken cancellation)
    {
        if (await unit.Db.People.Include(p => p.Addresses).FirstOrDefaultAsync(p => p.Id == id, cancellation) is not { } person) return;
        var addresses = person.Addresses.Select(a => (long?)a.Id).ToList();
        var named = await unit.Db.Tickets.Where(t => t.PersonId == id && t.Id != ticket).Select(t => t.Id).ToListAsync(cancellation);
        if (named.Count == 0 && !await unit.Db.Tickets.AnyAsync(t => t.Id != ticket && addresses.Contains(t.ChatAddressId), cancellation))
        {
            unit.Db.Remove(person);
            return;
        }

        var phones = person.Addresses.Where(a => a.Kind is AddressKind.Phone && a.GivenFor == ticket).ToList();
        if (phones.Count > 0) named.ForEach(unit.IndexAnew);
        unit.Db.RemoveRange(phones);
        // Only anonymous tickets are left, so the name is no longer needed.
        if (named.Count == 0) Requesters.Unname(person);
    }

    public static Task<int> ForgetCodesAsync(WriteUnit unit, long ticket, CancellationToken cancellation)
    {
        var target = ticket.ToString(CultureInfo.InvariantCulture);
        return unit.Db.Codes.Where(c => c.Target == target && c.Purpose == CodePurpose.PickUp).ExecuteDeleteAsync(cancellation);
    }
}
