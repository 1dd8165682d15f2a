using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>Contact data given for a ticket shows nowhere once it is anonymous; data given for other tickets stays.</summary>
public sealed class AnonymousTicketTests
{
    private const string Phone = "13800001234", Another = "13900005678";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_phone_and_a_name_given_before_are_erased(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var number = await SayAsync(desk, "42:1", "举报一件事");
        await AmendAsync(desk, number, new() { Anonymity = Anonymity.Hidden, Phone = Phone, Name = "Aygül" });
        await AmendAsync(desk, number, new() { Anonymity = Anonymity.Anonymous });
        await AmendAsync(desk, number, new() { Phone = Phone });
        Assert.Empty(await KnownAsync(desk));

        var next = await SayAsync(desk, "42:2", "还想学直播", newMatter: true);
        await AmendAsync(desk, next, new() { Anonymity = Anonymity.Named, Name = "Aygül" });
        await using var db = desk.CreateDb();
        Assert.Equal("Aygül", (await db.People.SingleAsync(Cancellation)).Name);
        var seen = await (await desk.ClientWithKeyAsync(KeyScope.Staff)).GetStringAsync($"/api/v1/tickets/{next}", Cancellation);
        Assert.DoesNotContain(Phone, seen, StringComparison.Ordinal);
        Assert.Empty(await FindingsAsync(desk));
    }

    [Theory, CombinatorialProviders]
    public async Task Contact_data_given_for_other_tickets_stays(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var report = await SayAsync(desk, "42:1", "举报一件事");
        await AmendAsync(desk, report, new() { Phone = Phone });
        var other = await SayAsync(desk, "42:2", "还想学直播", newMatter: true);
        await AmendAsync(desk, other, new() { Phone = Another, Name = "Aygül" });
        await using (var db = desk.CreateDb()) Assert.Single(await db.FindTicketIdsByPhrase(Phone).ToListAsync(Cancellation));

        await AmendAsync(desk, report, new() { Anonymity = Anonymity.Anonymous });
        Assert.Equal(["Aygül", Another], await KnownAsync(desk));
        await using var after = desk.CreateDb();
        Assert.Empty(await after.FindTicketIdsByPhrase(Phone).ToListAsync(Cancellation));
    }

    [Theory, CombinatorialProviders]
    public async Task A_phone_given_for_two_tickets_stays_with_the_named_one(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var report = await SayAsync(desk, "42:1", "举报一件事");
        await AmendAsync(desk, report, new() { Phone = Phone });
        var other = await SayAsync(desk, "42:2", "还想学直播", newMatter: true);
        await AmendAsync(desk, other, new() { Phone = Phone, Name = "Aygül" });
        await AmendAsync(desk, report, new() { Anonymity = Anonymity.Anonymous });
        Assert.Equal(["Aygül", Phone], await KnownAsync(desk));
        await AmendAsync(desk, other, new() { Anonymity = Anonymity.Anonymous });
        Assert.Empty(await KnownAsync(desk));
    }

    [Fact]
    public async Task No_event_leads_from_an_anonymous_ticket_to_a_named_one()
    {
        await using var desk = await StartWithoutBotsAsync();
        var first = await SayAsync(desk, "42:1", "网店打不开");
        await SayAsync(desk, "42:2", "举报一件事");
        var report = (await desk.DeskForBots().MoveMessageAsync(Aygul, "42:2", null, Cancellation))!.Number;
        await SayAsync(desk, "42:3", "还是打不开");
        await desk.DeskForBots().MoveMessageAsync(Aygul, "42:3", first, Cancellation);
        await AmendAsync(desk, report, new() { Anonymity = Anonymity.Anonymous });
        await using var db = desk.CreateDb();
        var hidden = (await db.Tickets.SingleAsync(t => t.Number == report, Cancellation)).Id;
        var named = (await db.Tickets.SingleAsync(t => t.Number == first, Cancellation)).Id;

        var key = await desk.ClientWithKeyAsync(KeyScope.Read);
        foreach (var path in new[] { "/api/v1/events", $"/api/v1/tickets/{report}", $"/api/v1/tickets/{first}" })
        {
            var json = await key.GetStringAsync(path, Cancellation);
            Assert.All([hidden, named], id => Assert.DoesNotMatch($"\"(to|from|linkedTo)\":{id}\\b", json));
        }

        Assert.Empty(await FindingsAsync(desk));
    }

    private static async Task<TicketNumber> SayAsync(DeskApp desk, string id, string text, bool newMatter = false) =>
        (await desk.DeskForBots().SubmitAsync(NewMessage(id, text) with { OpensNewTicket = newMatter }, Cancellation)).Number;

    private static async Task AmendAsync(DeskApp desk, TicketNumber number, Amendment amendment) =>
        Assert.True(await desk.DeskForBots().AmendAsync(Aygul, number, amendment, Cancellation));

    /// <summary>The names of all people, then all phones.</summary>
    private static async Task<List<string>> KnownAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return [.. await db.People.Where(p => p.Name != null).Select(p => p.Name!).ToListAsync(Cancellation),
            .. await db.Addresses.Where(a => a.Kind == AddressKind.Phone).OrderBy(a => a.Id).Select(a => a.Value)
                .ToListAsync(Cancellation)];
    }

    private static async Task<List<Finding>> FindingsAsync(DeskApp desk) =>
        await new DeskVerifier(
            desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>())
            .RunAsync(Cancellation).ToListAsync(Cancellation);
}
