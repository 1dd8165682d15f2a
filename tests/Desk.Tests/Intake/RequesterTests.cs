using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Intake;

public sealed class RequesterTests
{
    [Theory, CombinatorialProviders]
    public async Task The_same_phone_and_name_is_the_same_person(Provider provider)
    {
        await using var storage = await StorageFixture.OpenAsync(provider);
        var first = await SubmitAsync(storage, "阿依古丽", "138 1234 5678");
        var again = await SubmitAsync(storage, "阿依古丽", "+86 13812345678");

        Assert.Equal(first.PersonId, again.PersonId);
        await using var db = storage.Db();
        var person = await db.People.Include(p => p.Addresses).SingleAsync();
        Assert.Equal(("阿依古丽", "一村", RequesterType.Cooperative, "138 1234 5678"), (person.Name, person.Village, person.Type, person.Phone));
        Assert.Equal([first.Id, again.Id], (await db.FindTicketIdsByPhrase("一村").ToListAsync()).Order());
    }

    [Theory, CombinatorialProviders]
    public async Task Another_name_on_the_same_phone_is_another_person(Provider provider)
    {
        await using var storage = await StorageFixture.OpenAsync(provider);
        var one = await SubmitAsync(storage, "阿依古丽", "13812345678");
        var other = await SubmitAsync(storage, "热孜万", "13812345678");
        var nameless = await SubmitAsync(storage, null, "13812345678");

        Assert.NotEqual(one.PersonId, other.PersonId);
        Assert.Equal(one.PersonId, nameless.PersonId);
    }

    private static async Task<Ticket> SubmitAsync(StorageFixture storage, string? name, string phone)
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Hotline, Kind = TicketKind.Inquiry, Description = "怎么开网店?",
            Actor = new() { Author = Author.Service("county"), Scope = KeyScope.Staff },
            Requester = new() { Name = name, Phone = phone, Village = "一村", Type = RequesterType.Cooperative },
        };
        return (await storage.Writer.WriteAsync(unit => storage.IntakeDoor.SubmitAsync(unit, request, default))).Ticket;
    }
}
