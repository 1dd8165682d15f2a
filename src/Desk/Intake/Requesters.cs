using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

/// <summary>Finds the person who asks, or adds a new one. Stores nothing about a person who stays anonymous.</summary>
internal static class Requesters
{
    private const int MaxNameLength = 100;

    public static async Task<Person?> FindOrAddAsync(WriteUnit unit, IntakeRequest request, CancellationToken cancellation)
    {
        if (request.Anonymity is Anonymity.Anonymous) return null;
        var details = request.Requester is { } given && HasAnyDetail(given) ? given : null;
        var phone = PhoneFormat.Normalize(details?.Phone);
        var picked = request.PersonId is { } id ? await FindAsync(unit, id, cancellation) : null;
        var known = picked ?? (phone is null ? null : await FindByPhoneAsync(unit, request, phone, details?.Name, cancellation));
        if (known is null) return details is null ? null : AddPerson(unit, details, phone);
        var addsDetails = details is not null && HasMissingDetails(known, details);
        // The look-up by phone finds nobody from a hidden ticket for a named one.
        var mayShare = (picked is null && request.Anonymity is Anonymity.Named)
            || await MayShareAsync(unit, known, addsDetails, request.Anonymity, cancellation);
        if (mayShare) return addsDetails ? await FillInAsync(unit, known.Id, details!, cancellation) : known;
        // Only who somebody is goes from a hidden matter to another one, and nothing from another one to a hidden matter's person.
        return AddPerson(unit, (details ?? new()) with { Name = details?.Name ?? known.Name, Phone = details?.Phone ?? known.Phone },
            phone ?? PhoneFormat.Normalize(known.Phone));
    }

    /// <summary>
    /// Returns true if the ticket may belong to the known person. What is told in a hidden matter must not show on a named ticket,
    /// whichever comes first.
    /// </summary>
    private static async Task<bool> MayShareAsync(
        WriteUnit unit, Person known, bool addsDetails, Anonymity anonymity, CancellationToken cancellation)
    {
        var first = await unit.Db.Tickets.Where(t => t.PersonId == known.Id).OrderBy(t => t.Id)
            .Select(t => (Anonymity?)t.Anonymity).FirstOrDefaultAsync(cancellation);
        return anonymity is Anonymity.Hidden
            ? first is Anonymity.Hidden || !addsDetails : first is not Anonymity.Hidden;
    }

    public static async Task<(Person Person, PersonAddress Address, bool IsNew)> FindOrAddByChatAsync(
        WriteUnit unit, ChatAddress chat, CancellationToken cancellation)
    {
        if (await unit.FindAddressAsync(chat) is var (addressId, personId))
        {
            var known = await unit.Db.People.Include(p => p.Addresses).FirstAsync(p => p.Id == personId, cancellation);
            return (known, known.Addresses.First(a => a.Id == addressId), false);
        }

        var person = new Person { Id = unit.NewId(), KnownSince = unit.Now };
        var address = new PersonAddress
        {
            Id = unit.NewId(), PersonId = person.Id, Kind = new(chat.Channel), Bot = chat.Bot, Value = chat.Chat, AsWritten = chat.Chat,
        };
        unit.Add(person);
        unit.Add(person.AddAddress(address));
        return (person, address, true);
    }

    /// <summary>
    /// Finds the address of a chat that joins a ticket of the counter or the hotline. Adds a new address to the person of the ticket, or to
    /// a new person if the ticket is hidden, because named tickets of that chat will follow.
    /// </summary>
    public static async Task<PersonAddress> FindOrAddChatAddressAsync(WriteUnit unit, Ticket ticket, ChatAddress chat,
        CancellationToken cancellation)
    {
        var kind = new AddressKind(chat.Channel);
        var known = await unit.Db.Addresses
            .FirstOrDefaultAsync(a => a.Value == chat.Chat && a.Kind == kind && a.Bot == chat.Bot, cancellation);
        if (known is not null) return known;
        var named = ticket.Anonymity is Anonymity.Named ? ticket.PersonId : null;
        var person = named ?? unit.Db.People.Add(new() { Id = unit.NewId(), KnownSince = unit.Now }).Entity.Id;
        var address = new PersonAddress
        {
            Id = unit.NewId(), PersonId = person, Kind = kind, Bot = chat.Bot, Value = chat.Chat, AsWritten = chat.Chat,
        };
        return unit.Db.Addresses.Add(address).Entity;
    }

    /// <summary>
    /// Sets the name of a person without one, when the resident agrees that staff may know it. Returns true if the name was set.
    /// </summary>
    public static async Task<bool> SetNameIfUnknownAsync(WriteUnit unit, long id, string name, CancellationToken cancellation)
    {
        if (CleanText.TrimToNull(name) is not { } given
            || await unit.Db.People.FindAsync([id], cancellation) is not { Name: null } person) return false;
        person.Name = LongText.Split(given, MaxNameLength)[0];
        return true;
    }

    /// <summary>
    /// Adds a phone to a known person, given for one of their tickets. A phone given for two tickets stays if one of them becomes
    /// anonymous.
    /// </summary>
    public static async Task AddPhoneAsync(WriteUnit unit, long person, long ticket, string phone, CancellationToken cancellation)
    {
        if (CleanText.TrimToNull(phone) is not { } written) return;
        var value = PhoneFormat.Normalize(written) ?? written;
        if (await unit.Db.Addresses.AnyAsync(a => a.Value == value && a.Kind == AddressKind.Phone && a.Bot == "" && a.PersonId == person
            && (a.GivenForTicketId == null || a.GivenForTicketId == ticket), cancellation)) return;
        unit.Db.Addresses.Add(new()
        {
            Id = unit.NewId(), PersonId = person, Kind = AddressKind.Phone, Value = value, AsWritten = written, GivenForTicketId = ticket,
        });
    }

    /// <summary>
    /// Erases the contact data given for a ticket that has become anonymous. If no other ticket names the person, erases everything about
    /// them except the chat, because answers go back there.
    /// </summary>
    public static async Task EraseContactDataAsync(WriteUnit unit, long id, long ticket, CancellationToken cancellation)
    {
        if (await unit.Db.People.Include(p => p.Addresses).FirstOrDefaultAsync(p => p.Id == id, cancellation) is not { } person) return;
        var others = await unit.Db.Tickets.Where(t => t.PersonId == id && t.Id != ticket).Select(t => t.Id).ToListAsync(cancellation);
        var phones = person.Addresses.Where(a => a.Kind == AddressKind.Phone && (others.Count == 0 || a.GivenForTicketId == ticket))
            .ToList();
        // Their other tickets were found by this phone too.
        if (phones.Count > 0) others.ForEach(unit.ReindexTicket);
        unit.Db.RemoveRange(phones);
        if (others.Count > 0) return;
        if (person.Addresses.All(a => a.Kind == AddressKind.Phone)) unit.Db.Remove(person);
        else EraseName(person);
    }

    /// <summary>Erases the name and origin of a person. Only their addresses are left.</summary>
    public static void EraseName(Person person) =>
        (person.Name, person.Organisation, person.Township, person.Village) = (null, null, null, null);

    /// <summary>
    /// Finds the person with this phone. Agents are shown who brought the ticket that they open, so they find only residents of named
    /// tickets of their department: a phone alone tells them nobody's name.
    /// </summary>
    private static async Task<Person?> FindByPhoneAsync(
        WriteUnit unit, IntakeRequest request, string phone, string? name, CancellationToken cancellation)
    {
        var (actor, isHidden) = (request.Actor, request.Anonymity is Anonymity.Hidden);
        var found = await unit.FindPersonByPhoneAsync(phone, CleanText.TrimToNull(name), isHidden, cancellation);
        var mayBeTold = actor.Role is not StaffRole.Agent || found is null || await unit.Db.Tickets.AnyAsync(
            t => t.PersonId == found.Id && t.Department == actor.Department && t.Anonymity == Anonymity.Named, cancellation);
        return mayBeTold ? found : null;
    }

    private static Task<Person?> FindAsync(WriteUnit unit, long id, CancellationToken cancellation) =>
        unit.Db.People.Include(p => p.Addresses).FirstOrDefaultAsync(p => p.Id == id, cancellation);

    /// <summary>Fills in missing details of a known person. A new ticket never overwrites a known detail.</summary>
    private static async Task<Person?> FillInAsync(WriteUnit unit, long id, Requester details, CancellationToken cancellation)
    {
        if (await FindAsync(unit, id, cancellation) is not { } person) return null;
        person.Name ??= CleanText.TrimToNull(details.Name);
        person.Township ??= details.Township;
        person.Village ??= CleanText.TrimToNull(details.Village);
        person.Organisation ??= CleanText.TrimToNull(details.Organisation);
        return person;
    }

    private static bool HasMissingDetails(Person person, Requester details) =>
        (person.Name is null && CleanText.TrimToNull(details.Name) is not null) || (person.Township is null && details.Township is not null)
        || (person.Village is null && CleanText.TrimToNull(details.Village) is not null)
        || (person.Organisation is null && CleanText.TrimToNull(details.Organisation) is not null);

    private static Person AddPerson(WriteUnit unit, Requester requester, string? phone)
    {
        var person = new Person
        {
            Id = unit.NewId(), Name = CleanText.TrimToNull(requester.Name), Type = requester.Type,
            Organisation = CleanText.TrimToNull(requester.Organisation),
            Township = requester.Township, Village = CleanText.TrimToNull(requester.Village), KnownSince = unit.Now,
        };
        unit.Add(person);
        if (CleanText.TrimToNull(requester.Phone) is { } written)
        {
            var address = new PersonAddress
            {
                Id = unit.NewId(), PersonId = person.Id, Kind = AddressKind.Phone, Value = phone ?? written, AsWritten = written,
            };
            unit.Add(person.AddAddress(address));
        }

        return person;
    }

    private static bool HasAnyDetail(Requester requester) =>
        new[] { requester.Name, requester.Phone, requester.Village, requester.Township, requester.Organisation }
            .Any(detail => !CleanText.IsBlank(detail));
}
