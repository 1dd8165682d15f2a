using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

/// <summary>Finds who brought a matter, or keeps them as somebody new. Nothing is kept of who wants to stay anonymous.</summary>
internal static class Requesters
{
    public static async Task<Person?> FindOrAddAsync(WriteUnit unit, Matter matter, CancellationToken cancellation)
    {
        if (matter.Requester is not { } requester || matter.Anonymity is Anonymity.Anonymous || Says(requester) is false) return null;
        var phone = Phone.Read(requester.Phone);
        if (phone is not null && await unit.PersonOfPhoneAsync(phone, Trimmed(requester.Name), cancellation) is { } known) return known;
        return Add(unit, requester, phone);
    }

    public static async Task<(Person Person, PersonAddress Address)> OfChatAsync(WriteUnit unit, Matter matter, ChatAddress chat, CancellationToken cancellation)
    {
        var kind = PersonAddress.KindOf(chat.Channel);
        var known = await unit.Db.Addresses.FirstOrDefaultAsync(a => a.Value == chat.Chat && a.Kind == kind && a.Bot == chat.Bot, cancellation);
        if (known is not null) return (await unit.Db.People.Include(p => p.Addresses).FirstAsync(p => p.Id == known.PersonId, cancellation), known);
        var person = new Person { Id = unit.NewId(), Name = Trimmed(matter.Requester?.Name), KnownSince = unit.Now };
        var address = new PersonAddress { Id = unit.NewId(), PersonId = person.Id, Kind = kind, Bot = chat.Bot, Value = chat.Chat, AsWritten = chat.Chat };
        unit.Add(person);
        unit.Add(person.Reach(address));
        return (person, address);
    }

    private static Person Add(WriteUnit unit, Requester requester, string? phone)
    {
        var person = new Person
        {
            Id = unit.NewId(), Name = Trimmed(requester.Name), Type = requester.Type, Organisation = Trimmed(requester.Organisation),
            Township = requester.Township, Village = Trimmed(requester.Village), KnownSince = unit.Now,
        };
        unit.Add(person);
        if (Trimmed(requester.Phone) is { } written)
            unit.Add(person.Reach(new() { Id = unit.NewId(), PersonId = person.Id, Kind = AddressKind.Phone, Value = phone ?? written, AsWritten = written }));
        return person;
    }

    private static bool Says(Requester requester) =>
        new[] { requester.Name, requester.Phone, requester.Village, requester.Township, requester.Organisation }.Any(part => !string.IsNullOrWhiteSpace(part));

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
