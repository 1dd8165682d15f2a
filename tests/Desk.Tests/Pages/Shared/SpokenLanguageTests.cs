using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.Shared;

/// <summary>The language of a ticket from the counter or the hotline, and its change by staff.</summary>
public sealed class SpokenLanguageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/desk/counter")]
    [InlineData("/desk/hotline")]
    public async Task The_clerk_chooses_what_the_resident_speaks_with_one_key_and_the_typed_words_do_not(string path)
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var page = await clerk.OpenAsync(path);
        Assert.Equal(["W", "H", "E"], page.Document.QuerySelectorAll("[name=spoken]").Select(o => o.GetAttribute("aria-keyshortcuts")));
        await clerk.SubmitFormAsync(page, path.Split('/')[^1],
            ("who", "13899990001"), ("description", "老人说红枣卖不出去"), ("spoken", "ug"), ("ending", "takenIn"));
        await using var db = desk.CreateDb();
        Assert.Equal(Language.Ug, await db.Tickets.Select(t => t.Language).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task Staff_change_the_language_of_a_ticket()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        await clerk.SubmitFormAsync(await clerk.OpenAsync("/desk/counter"), "counter",
            ("who", "13899990001"), ("description", "红枣卖不出去"), ("spoken", "zhHans"), ("ending", "takenIn"));
        await using var db = desk.CreateDb();
        var number = await db.Tickets.Select(t => t.Number).SingleAsync(Cancellation);

        var page = await clerk.SubmitFormAsync(await clerk.OpenAsync($"/desk/tickets/{number}"), "amend", ("language", "ug"));
        Assert.Contains("改用 ئۇيغۇرچە", page.Document.QuerySelector("#story")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Language.Ug, await db.Tickets.Select(t => t.Language).SingleAsync(Cancellation));
    }
}
