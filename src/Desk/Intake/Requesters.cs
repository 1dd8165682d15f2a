using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

/// <summary>Finds the person who asks, or adds a new one. Stores nothing about a person who stays anonymous.</summary>
internal static class Requesters
{
    public static async Task<Person?> FindOrAddAsync(WriteUnit unit, Matter matter, CancellationToken cancellation)
    {
        if (matter.Anonymity is Anonymity.Anonymous) return null;
        if (matter.Person is { } pickedId && await KnownAsync(unit, pickedId, matter.Requester, cancellation) is { } picked)
            return picked;
        if (matter.Requester is not { } requester || Says(requester) is false) return null;
        var phone = Phone.Read(requester.Phone);
        if (phone is not null && await unit.PersonOfPhoneAsync(phone, Trimmed(requester.Name), cancellation) is { } known)
            return Lacks(known, requester) ? await KnownAsync(unit, known.Id, requester, cancellation) : known;
        return Add(unit, requester, phone);
    }

    public static async Task<(Person Person, PersonAddress Address)> OfChatAsync(WriteUnit unit, Matter matter,
        ChatAddress chat, CancellationToken cancellation)
    {
        var kind = PersonAddress.KindOf(chat.Channel);
        var known = await unit.Db.Addresses
            .FirstOrDefaultAsync(a => a.Value == chat.Chat && a.Kind == kind && a.Bot == chat.Bot, cancellation);
        if (known is not null)
            return (await unit.Db.People.Include(p => p.Addresses).FirstAsync(p => p.Id == known.PersonId, cancellation), known);
        var person = new Person { Id = unit.NewId(), KnownSince = unit.Now };
        var address = new PersonAddress
        {
            Id = unit.NewId(), PersonId = person.Id, Kind = kind, Bot = chat.Bot, Value = chat.Chat, AsWritten = chat.Chat,
        };
        unit.Add(person);
        unit.Add(person.Reach(address));
        return (person, address);
    }

    /// <summary>
    /// Finds the address of a chat that joins a ticket of the counter or the hotline. Adds a new address to the person of the ticket.
    /// </summary>
    public static async Task<PersonAddress> JoinAsync(WriteUnit unit, Ticket ticket, ChatAddress chat,
        CancellationToken cancellation)
    {
        var kind = PersonAddress.KindOf(chat.Channel);
        var known = await unit.Db.Addresses
            .FirstOrDefaultAsync(a => a.Value == chat.Chat && a.Kind == kind && a.Bot == chat.Bot, cancellation);
        if (known is not null) return known;
        var person = ticket.PersonId ?? unit.Db.People.Add(new() { Id = unit.NewId(), KnownSince = unit.Now }).Entity.Id;
        var address = new PersonAddress
        {
            Id = unit.NewId(), PersonId = person, Kind = kind, Bot = chat.Bot, Value = chat.Chat, AsWritten = chat.Chat,
        };
        return unit.Db.Addresses.Add(address).Entity;
    }

    /// <summary>
    /// Sets the name of a person without one from their chat profile; called for tickets that are not anonymous. Returns true if the name
    /// was set.
    /// </summary>
    public static bool Name(Person person, Matter matter)
    {
        if (person.Name is not null || Trimmed(matter.Requester?.Name) is not { } name) return false;
        person.Name = name;
        return true;
    }

    /// <summary>
    /// Adds a phone to a known person, given for one of their tickets. A phone given for two tickets stays if one of them becomes
    /// anonymous.
    /// </summary>
    public static async Task AddPhoneAsync(WriteUnit unit, long person, long ticket, string phone, CancellationToken cancellation)
    {
        if (Trimmed(phone) is not { } written) return;
        var value = Phone.Read(written) ?? written;
        if (await unit.Db.Addresses.AnyAsync(a => a.Value == value && a.Kind == AddressKind.Phone && a.Bot == "" && a.PersonId == person
            && (a.GivenFor == null || a.GivenFor == ticket), cancellation)) return;
        unit.Add(new PersonAddress
        {
            Id = unit.NewId(), PersonId = person, Kind = AddressKind.Phone, Value = value, AsWritten = written, GivenFor = ticket,
        });
    }

    /// <summary>
    /// Erases the contact data given for a ticket that has become anonymous. If no other ticket names the person, erases everything about
    /// them except the chat, because answers go back there.
    /// </summary>
    public static async Task ForgetAsync(WriteUnit unit, long id, long ticket, CancellationToken cancellation)
    {
        if (await unit.Db.People.Include(p => p.Addresses).FirstOrDefaultAsync(p => p.Id == id, cancellation) is not { } person) return;
        var others = await unit.Db.Tickets.Where(t => t.PersonId == id && t.Id != ticket).Select(t => t.Id).ToListAsync(cancellation);
        var phones = person.Addresses.Where(a => a.Kind is AddressKind.Phone && (others.Count == 0 || a.GivenFor == ticket)).ToList();
        // Their other tickets were found by this phone too.
        if (phones.Count > 0) others.ForEach(unit.IndexAnew);
        unit.Db.RemoveRange(phones);
        if (others.Count > 0) return;
        if (person.Addresses.All(a => a.Kind is AddressKind.Phone)) unit.Db.Remove(person);
        else Unname(person);
    }

    /// <summary>Erases the name and origin of a person. Only their addresses are left.</summary>
    public static void Unname(Person person) =>
        (person.Name, person.Organisation, person.Township, person.Village) = (null, null, null, null);

    /// <summary>Fills in missing details of a known person. A new ticket never overwrites a known detail.</summary>
    private static async Task<Person?> KnownAsync(WriteUnit unit, long id, Requester? told, CancellationToken cancellation)
    {
        var person = await unit.Db.People.Include(p => p.Addresses).FirstOrDefaultAsync(p => p.Id == id, cancellation);
        if (person is null || told is null) return person;
        person.Name ??= Trimmed(told.Name);
        person.Township ??= told.Township;
        person.Village ??= Trimmed(told.Village);
        person.Organisation ??= Trimmed(told.Organisation);
        return person;
    }

    private static bool Lacks(Person known, Requester told) =>
        (known.Name is null && Trimmed(told.Name) is not null) || (known.Township is null && told.Township is not null)
        || (known.Village is null && Trimmed(told.Village) is not null)
        || (known.Organisation is null && Trimmed(told.Organisation) is not null);

    private static Person Add(WriteUnit unit, Requester requester, string? phone)
    {
        var person = new Person
        {
            Id = unit.NewId(), Name = Trimmed(requester.Name), Type = requester.Type, Organisation = Trimmed(requester.Organisation),
            Township = requester.Township, Village = Trimmed(requester.Village), KnownSince = unit.Now,
        };
        unit.Add(person);
        if (Trimmed(requester.Phone) is { } written)
        {
            var address = new PersonAddress
            {
                Id = unit.NewId(), PersonId = person.Id, Kind = AddressKind.Phone, Value = phone ?? written, AsWritten = written,
            };
            unit.Add(person.Reach(address));
        }

        return person;
    }

    private static bool Says(Requester requester) =>
        new[] { requester.Name, requester.Phone, requester.Village, requester.Township, requester.Organisation }
            .Any(detail => !string.IsNullOrWhiteSpace(detail));

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
