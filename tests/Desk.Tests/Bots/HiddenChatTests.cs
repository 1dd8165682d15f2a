using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>A department that works on one matter of a chat learns nothing that was told in a hidden matter of the same chat.</summary>
public sealed class HiddenChatTests
{
    private const string Name = "阿依古丽", Phone = "13899997788", Village = "秘密村";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_hidden_ticket_picked_up_in_a_chat_names_nobody_on_the_chats_next_ticket(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var done = await clerk.SendAsync(await clerk.OpenAsync("/desk/counter"), ("who", Phone), ("also", Name),
            ("anonymity", "hidden"), ("description", "包裹丢了"));
        await using var db = desk.CreateDb();
        var code = (await db.OneTimeCodes.SingleAsync(Cancellation)).Code;
        Assert.NotNull(await desk.DeskForBots().PickUpAsync(Aygul, code, Language.Ug, Cancellation));
        var named = await SayAsync(desk, "42:1", "网店打不开");
        await AssertNothingIsToldAsync(desk, named);
        Assert.Equal(1, await CountFoundAsync(await desk.ClientForStaffAsync(StaffRole.Clerk), Phone));
        Assert.NotEqual(done.Number, named.ToString());
    }

    [Theory, CombinatorialProviders]
    public async Task What_is_told_for_a_hidden_matter_shows_on_no_named_one_before_or_after_it(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var before = await SayAsync(desk, "42:1", "网店打不开");
        var hidden = await SayAsync(desk, "42:2", "举报一件事");
        await AmendAsync(desk, hidden, new() { Anonymity = Anonymity.Hidden });
        await AmendAsync(desk, hidden, new() { Phone = Phone, Name = Name });
        var after = await SayAsync(desk, "42:3", "还想学直播");
        await AssertNothingIsToldAsync(desk, before, after);
        var centre = await desk.ClientForStaffAsync(StaffRole.Clerk);
        foreach (var words in new[] { Phone, Name }) Assert.Equal(1, await CountFoundAsync(centre, words));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_told_before_the_resident_chose_to_be_hidden_is_hidden_too(bool hasNamedMatter)
    {
        await using var desk = await StartWithoutBotsAsync();
        var named = hasNamedMatter ? await SayAsync(desk, "42:1", "网店打不开") : default(TicketNumber?);
        var hidden = await SayAsync(desk, "42:2", "举报一件事");
        await AmendAsync(desk, hidden, new() { Phone = Phone });
        await AmendAsync(desk, hidden, new() { Anonymity = Anonymity.Hidden });
        await AssertNothingIsToldAsync(desk, named ?? await SayAsync(desk, "42:3", "还想学直播"));
    }

    [Fact]
    public async Task Hidden_matters_of_one_chat_are_known_to_the_centre_as_of_one_resident()
    {
        await using var desk = await StartWithoutBotsAsync();
        await SayAsync(desk, "42:1", "网店打不开");
        foreach (var id in new[] { "42:2", "42:3" })
            await AmendAsync(desk, await SayAsync(desk, id, "举报一件事"), new() { Anonymity = Anonymity.Hidden, Name = Name });
        await using var db = desk.CreateDb();
        var people = await db.Tickets.Where(t => t.Anonymity == Anonymity.Hidden).Select(t => t.PersonId).ToListAsync(Cancellation);
        Assert.Equal(2, people.Count);
        Assert.Single(people.Distinct());
    }

    [Fact]
    public async Task A_matter_that_becomes_named_takes_along_only_what_was_told_in_it()
    {
        await using var desk = await StartWithoutBotsAsync();
        var (secret, open) = (await SayAsync(desk, "42:1", "举报一件事"), await SayAsync(desk, "42:2", "网店打不开"));
        foreach (var number in new[] { secret, open }) await AmendAsync(desk, number, new() { Anonymity = Anonymity.Hidden });
        await AmendAsync(desk, secret, new() { Phone = Phone });
        await AmendAsync(desk, open, new() { Phone = "13700000009" });
        await using (var db = desk.CreateDb())
            await db.People.ExecuteUpdateAsync(p => p.SetProperty(x => x.Village, Village), Cancellation);
        await AmendAsync(desk, open, new() { Anonymity = Anonymity.Named });
        await AssertNothingIsToldAsync(desk, open);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        Assert.Contains("0009", await agent.GetStringAsync($"/desk/tickets/{open}", Cancellation), StringComparison.Ordinal);
    }

    private static async Task AssertNothingIsToldAsync(DeskApp desk, params IEnumerable<TicketNumber> named)
    {
        var verifier = new DeskVerifier(
            desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>());
        Assert.Empty(await verifier.RunAsync(Cancellation).ToListAsync(Cancellation));
        await using var db = desk.CreateDb();
        await db.Tickets.ExecuteUpdateAsync(t => t.SetProperty(x => x.Department, "brand"), Cancellation);
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        foreach (var path in named.SelectMany(n => (string[])[$"/api/v1/tickets/{n}", $"/desk/tickets/{n}"]))
        {
            var seen = await agent.GetStringAsync(path, Cancellation);
            foreach (var secret in new[] { Name, Phone, Phone[^4..], Village })
                Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
        }

        foreach (var secret in new[] { Name, Phone, Village }) Assert.Equal(0, await CountFoundAsync(agent, secret));
    }

    private static async Task<int> CountFoundAsync(HttpClient client, string words) =>
        (await client.GetReplyAsync($"{ApiClient.TicketsPath}?q={Uri.EscapeDataString(words)}"))["items"].GetArrayLength();

    private static async Task<TicketNumber> SayAsync(DeskApp desk, string id, string text) =>
        (await desk.DeskForBots().SubmitAsync(NewMessage(id, text) with { OpensNewTicket = true }, Cancellation)).Number;

    private static async Task AmendAsync(DeskApp desk, TicketNumber number, Amendment amendment) =>
        Assert.True(await desk.DeskForBots().AmendAsync(Aygul, number, amendment, Cancellation));
}
