using System.Net.Http.Json;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class MissedDeadlineJourney(ChromiumFixture chromium)
{
    [Fact]
    public async Task An_unanswered_ticket_turns_red_on_the_open_board_at_its_due_time_and_alerts_the_supervisor()
    {
        await using var office = await TestOffice.OpenAsync(chromium, ("Promise:Response", "00:00:05"));
        var supervisor = await office.SignInStaffAsync("supervisor", StaffRole.Supervisor, Language.ZhHans);
        await supervisor.OpenBoardAsync();
        var number = (await office.Desk.OpenTicketAsync("核桃")).ToString();
        await Assertions.Expect(supervisor.Page.Locator($"#t{number}:not(.red)")).ToBeVisibleAsync();

        var red = await supervisor.FirstSeenAtAsync($"t{number} red");

        var key = await office.Desk.ClientWithKeyAsync(KeyScope.Read);
        var cycle = (await key.GetFromJsonAsync<JsonElement>($"/api/v1/tickets/{number}")).GetProperty("cycle");
        var due = cycle.GetProperty("dueAt").GetDateTimeOffset();
        Assert.Equal("missed", cycle.GetProperty("state").GetString());
        Assert.InRange((cycle.GetProperty("noticedAt").GetDateTimeOffset() - due).TotalSeconds, 0, 10);
        // A slow machine takes its time. How soon it is on a board is measured by the benchmarks.
        Assert.InRange((red - due).TotalSeconds, 0, 20);
        await Assertions.Expect(supervisor.Page.Locator("#alert.late a")).ToContainTextAsync(number);
        await Assertions.Expect(supervisor.Page.Locator($"#t{number} time.left")).ToContainTextAsync("超时");
        Assert.True(await supervisor.WasNotReloadedAsync());
    }
}
