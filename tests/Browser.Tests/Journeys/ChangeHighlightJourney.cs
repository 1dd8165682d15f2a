using System.Text.RegularExpressions;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class ChangeHighlightJourney(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_colleagues_change_is_highlighted_and_ones_own_change_is_not()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var (mine, theirs) = (await office.Desk.OpenTicketAsync("核桃"), await office.Desk.OpenTicketAsync("红枣"));
        var clerk = await office.SignInStaffAsync("aygul", StaffRole.Supervisor);
        await clerk.OpenBoardAsync();
        await clerk.Page.ClickAsync($"#t{mine} .take");
        await office.Desk.TakeTicketAsync(theirs, "tursun");
        var (mineTaken, theirsTaken) = ($"#t{mine}[data-assignee=aygul]", $"#t{theirs}[data-assignee=tursun]");
        await Assertions.Expect(clerk.Page.Locator(theirsTaken)).ToHaveClassAsync(new Regex("changed"));
        await Assertions.Expect(clerk.Page.Locator(mineTaken)).Not.ToHaveClassAsync(new Regex("changed|arrived"));
    }
}
