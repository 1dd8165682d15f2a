using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

/// <summary>
/// Keeps what is told in a hidden matter away from named ones. A hidden ticket belongs to a person record that no named ticket and no chat
/// uses, because the next named ticket of that chat would show the name and the phone to a department.
/// </summary>
internal static class HiddenRequesters
{
    /// <summary>
    /// Finds the person to whom a ticket's contact data is added. Gives a hidden ticket a record of its own first, and takes one that
    /// became named out of a record that other hidden tickets share. Null for a ticket without a resident.
    /// </summary>
    public static async Task<long?> SeparateAsync(WriteUnit unit, Ticket ticket, CancellationToken cancellation)
    {
        if ((ticket.PersonId ?? ticket.ChatAddress?.PersonId) is not { } id) return null;
        var others = await unit.Db.Tickets.Where(t => t.PersonId == id && t.Id != ticket.Id)
            .Select(t => new OtherTicket(t.Id, t.Anonymity)).ToListAsync(cancellation);
        var isHidden = ticket.Anonymity is Anonymity.Hidden;
        var former = await unit.Db.People.Include(p => p.Addresses).FirstAsync(p => p.Id == id, cancellation);
        var isApart = isHidden ? former.Addresses.All(a => a.Kind == AddressKind.Phone) && others.All(t => t.IsHidden)
            : !others.Any(t => t.IsHidden);
        if (isApart) return id;
        var own = (isHidden ? await FindOfOtherHiddenTicketAsync(unit, ticket, id, cancellation) : null)
            ?? AddCopy(unit, former, withOrigin: isHidden);
        MovePhones(unit, former, own, ticket.Id);
        // Who only told it in this matter is unknown in the others.
        if (isHidden && others.All(t => t.IsHidden)) Requesters.EraseName(former);
        others.ForEach(other => unit.ReindexTicket(other.Id));
        ticket.BelongTo(own);
        return own.Id;
    }

    /// <summary>
    /// Finds the record that an earlier hidden ticket of the same chat has, so that the centre sees both as of one resident.
    /// </summary>
    private static async Task<Person?> FindOfOtherHiddenTicketAsync(
        WriteUnit unit, Ticket ticket, long former, CancellationToken cancellation)
    {
        var id = await unit.Db.Tickets.Where(t => t.ChatAddressId != null && t.ChatAddressId == ticket.ChatAddressId && t.Id != ticket.Id
            && t.Anonymity == Anonymity.Hidden && t.PersonId != former).OrderBy(t => t.Id).Select(t => t.PersonId)
            .FirstOrDefaultAsync(cancellation);
        return await unit.Db.People.Include(p => p.Addresses).FirstOrDefaultAsync(p => p.Id == id, cancellation);
    }

    // Only who somebody is goes from a hidden matter to a named one, and not where they come from.
    private static Person AddCopy(WriteUnit unit, Person former, bool withOrigin)
    {
        var own = new Person { Id = unit.NewId(), Name = former.Name, Type = former.Type, KnownSince = unit.Now };
        if (withOrigin) (own.Organisation, own.Township, own.Village) = (former.Organisation, former.Township, former.Village);
        unit.Db.People.Add(own);
        return own;
    }

    private static void MovePhones(WriteUnit unit, Person former, Person own, long ticket)
    {
        foreach (var phone in former.Addresses.Where(a => a.Kind == AddressKind.Phone).ToList())
        {
            var isGivenHere = phone.GivenForTicketId == ticket;
            if (isGivenHere) unit.Db.Addresses.Remove(phone);
            // A phone that belongs to somebody as such goes along; one given for another ticket stays there.
            if ((isGivenHere || phone.GivenForTicketId is null) && own.Addresses.All(a => a.Value != phone.Value))
            {
                unit.Db.Addresses.Add(own.AddAddress(new()
                {
                    Id = unit.NewId(), PersonId = own.Id, Kind = phone.Kind, Value = phone.Value, AsWritten = phone.AsWritten,
                    GivenForTicketId = phone.GivenForTicketId,
                }));
            }
        }
    }

    private sealed record OtherTicket(long Id, Anonymity Anonymity)
    {
        public bool IsHidden => Anonymity is Anonymity.Hidden;
    }
}
