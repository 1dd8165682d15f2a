using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class OthersGlow(Chromium chromium)
{
    [Fact]
    public async Task What_a_colleague_changed_glows_and_what_one_changed_oneself_does_not()
    {
        await using var office = await Office.OpenAsync(chromium);
        var (mine, theirs) = (await office.Desk.OpenAsync("核桃"), await office.Desk.OpenAsync("红枣"));
        var clerk = await office.StaffAsync("aygul", StaffRole.Supervisor);
        await clerk.WatchBoardAsync();
        await clerk.Page.ClickAsync($"#t{mine} .take");
        await office.Desk.TakeAsync(theirs, "tursun");
        await Assertions.Expect(clerk.Page.Locator($"#t{theirs}[data-assignee=tursun]")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("changed"));
        await Assertions.Expect(clerk.Page.Locator($"#t{mine}[data-assignee=aygul]")).Not.ToHaveClassAsync(new System.Text.RegularExpressions.Regex("changed|arrived"));
    }
}
