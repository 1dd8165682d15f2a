using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>The supervisor's page while others work: it follows, and nothing that is being used moves.</summary>
public class SupervisorLiveJourney(ChromiumFixture chromium)
{
    private const string Rows = ".urgent li";

    [Fact]
    public async Task Numbers_and_rows_follow_without_a_reload()
    {
        await using var office = await TestOffice.OpenAsync(chromium, ("Promise:Response", "03:00:00"));
        await office.Desk.OpenTicketAsync("核桃", "brand");
        var supervisor = await OpenAsync(office);
        await office.Desk.OpenTicketAsync("红枣", "logistics");
        await Assertions.Expect(supervisor.Page.Locator(Rows)).ToHaveCountAsync(2);
        await Assertions.Expect(supervisor.Page.Locator(".flow a").First).ToHaveTextAsync("open: 2");
        await Assertions.Expect(supervisor.Page.Locator("#byDepartment tbody tr")).ToHaveCountAsync(2);
        Assert.True(await supervisor.Page.EvaluateAsync<bool>("() => window.stayed === true"));
        Assert.Empty(supervisor.Errors);
    }

    [Fact]
    public async Task Rows_wait_while_boxes_are_chosen_and_come_when_asked_for()
    {
        await using var office = await TestOffice.OpenAsync(chromium, ("Promise:Response", "03:00:00"));
        var first = await office.Desk.OpenTicketAsync("核桃", "brand");
        var supervisor = await OpenAsync(office);
        await supervisor.Page.CheckAsync($"#c{first}");
        await supervisor.Page.FillAsync("[name=ask]", "在哪里？");
        await office.Desk.OpenTicketAsync("红枣", "brand");
        await Assertions.Expect(supervisor.Page.Locator(".flow a").First).ToHaveTextAsync("open: 2");
        await Assertions.Expect(supervisor.Page.Locator("[data-live-changed]")).ToBeVisibleAsync();
        await Assertions.Expect(supervisor.Page.Locator(Rows)).ToHaveCountAsync(1);
        await supervisor.Page.ClickAsync("[data-live-changed]");
        await Assertions.Expect(supervisor.Page.Locator(Rows)).ToHaveCountAsync(2);
        Assert.True(await supervisor.Page.IsCheckedAsync($"#c{first}"));
        Assert.Equal("在哪里？", await supervisor.Page.InputValueAsync("[name=ask]"));
        Assert.Empty(supervisor.Errors);
    }

    [Fact]
    public async Task What_has_the_focus_keeps_it()
    {
        await using var office = await TestOffice.OpenAsync(chromium, ("Promise:Response", "03:00:00"));
        var first = await office.Desk.OpenTicketAsync("核桃", "brand");
        var supervisor = await OpenAsync(office);
        await supervisor.Page.FocusAsync($"#c{first}");
        await office.Desk.TakeTicketAsync(first, "tursun");
        await office.Desk.OpenTicketAsync("红枣", "brand");
        await Assertions.Expect(supervisor.Page.Locator("[data-live-changed]")).ToBeVisibleAsync();
        Assert.Equal($"c{first}", await supervisor.Page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    [Fact]
    public async Task Control_and_Enter_press_the_button_beside_the_field()
    {
        await using var office = await TestOffice.OpenAsync(chromium, ("Promise:Response", "03:00:00"));
        var number = await office.Desk.OpenTicketAsync("核桃", "brand");
        var supervisor = await OpenAsync(office);
        await supervisor.Page.CheckAsync($"#c{number}");
        await supervisor.Page.SelectOptionAsync(".act-on [name=department]", "logistics");
        await supervisor.Page.FillAsync("[name=ask]", "在哪里？");
        await supervisor.Page.Locator("[name=ask]").SendFormAsync();
        await Assertions.Expect(supervisor.Page.Locator(".urgent li small")).ToContainTextAsync("Logistics");
        Assert.Empty(supervisor.Errors);
    }

    private static async Task<BrowserUser> OpenAsync(TestOffice office)
    {
        var supervisor = await office.SignInStaffAsync("boss", StaffRole.Supervisor);
        await supervisor.OpenBoardAsync("/desk/supervisor");
        await supervisor.Page.Mouse.MoveAsync(2, 2);
        return supervisor;
    }
}
