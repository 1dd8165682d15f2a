using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Tests.Pages.Board;

public class AdministratorBoardTests
{
    [Fact]
    public async Task An_administrator_is_told_that_tickets_are_not_theirs_and_gets_links_to_their_pages()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.OpenTicketAsync("核桃");
        var admin = await desk.ClientForStaffAsync(StaffRole.Admin);
        foreach (var language in LanguageTag.All)
        {
            var page = await BoardPageTests.OpenPageAsync(admin, $"/desk?lang={LanguageTag.From(language)}");
            Assert.Equal(DeskTexts.Format(language, "board.noMatters"), page.QuerySelector("main h1")!.TextContent);
            // What is still to set up stands before the links to the pages.
            Assert.Equal(["/desk/admin/setup", "/desk/admin/staff"],
                page.QuerySelectorAll("main .way a").Take(2).Select(link => link.GetAttribute("href")));
            Assert.DoesNotContain(DeskTexts.Format(language, "board.empty.all"), page.Body!.TextContent, StringComparison.Ordinal);
        }
    }
}
